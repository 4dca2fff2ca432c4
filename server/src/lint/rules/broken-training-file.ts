import { say } from '../../base/message'
import type { TrainingFileRule } from '../rule'
import { tellProblems } from '../training-problems'

export const brokenTrainingFile: TrainingFileRule = {
  id: 'broken-training-file',
  scope: 'training-file',
  level: 'error',
  summary: say`A training file cannot be read by the trainer`,
  check: (subject) => tellProblems(subject, ['syntax'], () => undefined),
}
