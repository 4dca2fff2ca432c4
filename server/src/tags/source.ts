import type { Message } from '../base/message'
import type { TagRecord } from './record'

/** A format of tag lists: one file of the drawer `sources/`. */
export interface TagSource {
  readonly id: string
  /** Whether a file looks like this format, by its first lines (at least one, if it has any) and its name. */
  recognise(head: string, name: string): boolean
  /** Never fails: a bad row becomes a problem and the others stand. `name` may tell what the numbers of categories mean. */
  read(text: string, name: string): SourceReading
}

export interface SourceReading {
  /** In the order of the file. */
  readonly records: readonly TagRecord[]
  readonly problems: readonly SourceProblem[]
}

export interface SourceProblem {
  /** Zero-based line. */
  readonly line: number
  readonly message: Message
}
