import { say } from '../../base/message'
import type { TrainingProblem } from '../../training-files/problem'
import type { TrainingFileRule, TrainingFileSubject } from '../rule'
import { tellProblems } from '../training-problems'

export const wrongType: TrainingFileRule = {
  id: 'wrong-type',
  scope: 'training-file',
  level: 'error',
  cases: { ignored: 'warning', adjusted: 'info' },
  summary: say`A value has a type or a size that the trainer cannot take`,
  check: (subject) => tellProblems(subject, ['wrong-type', 'mixed-list', 'unknown-value', 'out-of-range'], (problem) => nameCase(subject, problem)),
}

function nameCase({ file }: TrainingFileSubject, { aborts, kind }: TrainingProblem): string | undefined {
  const isIgnored = file.kind === 'sample-prompts' || file.kind === 'gui-preset'
  if (aborts || (kind === 'wrong-type' && !isIgnored)) return undefined
  return file.kind === 'sample-prompts' && kind === 'out-of-range' ? 'adjusted' : 'ignored'
}
