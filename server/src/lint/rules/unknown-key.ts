import { say } from '../../base/message'
import type { TrainingProblem } from '../../training-files/problem'
import type { TrainingFileRule } from '../rule'
import { tellProblems } from '../training-problems'

export const unknownKey: TrainingFileRule = {
  id: 'unknown-key',
  scope: 'training-file',
  level: 'error',
  cases: { ignored: 'warning' },
  summary: say`The trainer does not know a key here: it rejects the file, or ignores the key silently`,

  *check(subject) {
    const { file } = subject
    for (const finding of tellProblems(subject, ['unknown-key', 'misplaced-key', 'wrong-mode', 'other-file', 'repeated-key', 'ignored'], nameCase)) {
      // configurations carry keys of other programs: only what looks like a slip is told
      const isSlip = file.kind !== 'training-config' || isTold(file.problems.find((problem) => problem.span === finding.span && problem.message === finding.message))
      if (isSlip) yield finding
    }
  },
}

function nameCase({ aborts }: TrainingProblem): string | undefined {
  return aborts ? undefined : 'ignored'
}

function isTold(problem: TrainingProblem | undefined): boolean {
  return problem?.kind !== 'unknown-key' || (problem.near ?? []).length > 0
}
