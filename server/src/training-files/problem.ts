import type { Message } from '../base/message'
import type { Span } from '../base/span'

/**
 * What is wrong with a training file.
 * `unknown-key`: the trainer does not know it (in a training configuration and a GUI preset it is ignored silently);
 * `misplaced-key`: known, but not at this level; `wrong-mode`: known, but not in this kind of dataset;
 * `other-file`: belongs into the other kind of training file; `unknown-value`: not one of the choices;
 * `out-of-range`: the right type, and yet nothing the trainer can use; `mixed-list`: a TOML list of several types;
 * `repeated-key`: the same option in two sections, of which the last counts; `ignored`: has no effect, for the reason told.
 */
export type TrainingProblemKind =
  | 'syntax'
  | 'unknown-key'
  | 'misplaced-key'
  | 'wrong-mode'
  | 'other-file'
  | 'wrong-type'
  | 'missing-key'
  | 'mixed-modes'
  | 'mixed-list'
  | 'unknown-value'
  | 'out-of-range'
  | 'repeated-folder'
  | 'repeated-key'
  | 'ignored'
  | 'empty'

export interface TrainingProblem {
  readonly kind: TrainingProblemKind
  readonly span: Span
  readonly message: Message
  /** The key it is about. */
  readonly key?: string
  /** The trainer stops at it, or rejects the file. */
  readonly aborts: boolean
  /** Keys or values that may be meant, nearest first. */
  readonly near?: readonly string[]
  /** What to write in place of `span`, where only one thing can be meant. */
  readonly replacement?: string
}
