import type { Level } from '../base/level'
import type { Message } from '../base/message'
import type { Span } from '../base/span'
import type { Fix, Rule } from './rule'

/** A finding with its rule and the level in force. */
export interface Problem {
  readonly rule: Rule
  readonly level: Level
  readonly message: Message
  /** The file or folder it stands at: absolute path. */
  readonly anchor: string
  /** In the caption at `anchor`; undefined for the file as a whole. */
  readonly span: Span | undefined
  readonly fixes: readonly Fix[]
  readonly unnecessary: boolean
  readonly related: readonly string[]
}
