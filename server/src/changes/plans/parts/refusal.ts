import { say, type Message } from '../../../base/message'

/**
 * Why something was left alone:
 * `fault` the file cannot be read, or its bytes are no text we can edit · `no-caption` the image has none, and creating was not asked for ·
 * `locked` a trigger, a tag kept on purpose, or one among the tags that the trainer keeps in front ·
 * `wildcard` the tag comes to be only when `{a|b}` within a longer tag is filled ·
 * `weighted` the tag stands in brackets of a weight · `slow` the pattern could take too long on this text ·
 * `markup` brackets or braces that reach over several tags would be torn apart · `result` what would come out is no tag.
 */
export type RefusalKind = 'fault' | 'no-caption' | 'locked' | 'wildcard' | 'weighted' | 'slow' | 'markup' | 'result'

export interface Refusal {
  /** The caption; where there is none the image. */
  readonly path: string
  readonly kind: RefusalKind
  /** As the caption writes them, each once; none where it is about the file. */
  readonly tags: readonly string[]
}

/** The refusal in words; the file is told beside it. */
export function describeRefusal({ kind, tags }: Refusal): Message {
  const names = tags.join(', ')
  switch (kind) {
    case 'fault':
      return say`This file stays: it cannot be read as text`
    case 'no-caption':
      return say`This image has no caption`
    case 'locked':
      return say`'${names}' stays: a trigger, a tag kept on purpose, or one that the trainer keeps in front`
    case 'wildcard':
      return say`'${names}' stays: its choices make this tag only when they are filled`
    case 'weighted':
      return say`'${names}' stays: it carries a weight`
    case 'slow':
      return say`'${names}' stays: the pattern could take too long on it`
    case 'markup':
      return say`The order stays: brackets in '${names}' reach over several tags`
    case 'result':
      return say`'${names}' stays: what would come out is no tag`
  }
}
