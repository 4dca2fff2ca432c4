import type { Tag } from '../caption/caption'
import { canClash } from '../tags/exclusive'
import { isKnown, knownKey } from '../tags/known-key'
import { canMerge } from '../tags/merge-families'
import { tellsOfPersons } from '../tags/persons'
import type { TagUse } from '../tags/record'
import { findTag, hasTag } from '../tags/tag-index'
import type { ClipTokenizer } from '../tokens/clip-tokenizer'
import { mayNeedRepair } from '../tokens/fix-text'
import type { Knowledge } from '../workspace/knowledge'
import { countPersons } from './count-persons'
import { isScreen } from './visibility'

/** What a rule may need in a caption to have anything to say of it; a set of them is a number, each a bit. */
export const Mark = {
  /** No list has the tag, neither as a name nor as an alias. */
  unlisted: 1 << 0,
  /** Only an alias of other tags. */
  aliased: 1 << 1,
  /** Tells how many persons there are. */
  persons: 1 << 2,
  /** Leaves other things out of sight, see `findHidden`. */
  screen: 1 << 3,
  /** Stands in `exclusive.txt`. */
  exclusive: 1 << 4,
  /** Stands in `merge.txt`. */
  mergeable: 1 << 5,
  backslash: 1 << 6,
  /** Any of `()[]` in the name. */
  bracket: 1 << 7,
  /** A comma or stop as Chinese and Japanese have them. */
  fullwidth: 1 << 8,
  underscore: 1 << 9,
  /** Blanks between words. */
  blank: 1 << 10,
  /** A word that begins what an image generator writes. */
  parameters: 1 << 11,
  /** Weights around the tag, or a part of them. */
  markup: 1 << 12,
  /** `{a|b}`. */
  choices: 1 << 13,
  /** The caption has several lines. */
  lines: 1 << 14,
  /** The caption has a `|||` or `;;;`. */
  dividers: 1 << 15,
  /** Nothing stands between two separators, or at an end. */
  gaps: 1 << 16,
  /** Two tags have one key. */
  repeated: 1 << 17,
  /** The first line has no tag. */
  untagged: 1 << 18,
} as const

/** What a tag's name says to rules, in the light of the lists. */
export interface TagFacts {
  /** Of `Mark`, those that are told by the name alone. */
  readonly marks: number
  /** See `knownKey`. */
  readonly known: string
  /** What the tag of this very name is used for. */
  readonly use: TagUse | undefined
  /** No fewer than the tokens that CLIP makes of the name between separators; infinite where only the whole text tells. */
  readonly tokens: number
}

/** Knowledge is replaced as a whole when it changes. */
const memories = new WeakMap<Knowledge, Map<string, TagFacts>>()
const MOST_KEPT = 50_000
const LONGEST_KEPT = 80

/** Facts by name: a dataset has the same few thousand names in all of its captions. */
export function factsOf(knowledge: Knowledge): (tag: Pick<Tag, 'name' | 'key'>) => TagFacts {
  const known = memories.get(knowledge) ?? new Map<string, TagFacts>()
  memories.set(knowledge, known)
  return ({ name, key }) => {
    const before = known.get(name)
    if (before) return before
    const facts = readFacts(name, key, knowledge)
    if (name.length > LONGEST_KEPT) return facts
    if (known.size >= MOST_KEPT) known.clear()
    known.set(name, facts)
    return facts
  }
}

function readFacts(name: string, key: string, knowledge: Knowledge): TagFacts {
  const { tags, tokenizer } = knowledge
  const known = knownKey(tags, key)
  return {
    known,
    use: findTag(tags, key)?.use,
    marks: marksOfKey(key, known, knowledge) | marksOfForm(name),
    tokens: tokenizer ? mostTokens(name, tokenizer) : Infinity,
  }
}

/** Between separators, the words of a name stay what they are: only marks at its ends may run into these, each of them a token at most. */
function mostTokens(name: string, tokenizer: ClipTokenizer): number {
  if (/^'|[<&]/.test(name) || mayNeedRepair.test(name)) return Infinity
  const ends = name.length - name.replace(/^[^A-Za-z0-9\s]+|[^A-Za-z0-9\s]+$/g, '').length
  return tokenizer.count(name) + ends
}

function marksOfKey(key: string, known: string, { tags, exclusive, merge }: Knowledge): number {
  const listed = isKnown(tags, key)
  return (
    (listed ? (hasTag(tags, key) ? 0 : Mark.aliased) : Mark.unlisted) |
    (tellsOfPersons(known) || countPersons([known]) > 0 ? Mark.persons : 0) |
    (isScreen(known) ? Mark.screen : 0) |
    (canClash(exclusive, known) ? Mark.exclusive : 0) |
    (canMerge(merge, known) ? Mark.mergeable : 0)
  )
}

function marksOfForm(name: string): number {
  return (
    (name.includes('\\') ? Mark.backslash : 0) |
    (/[()[\]]/.test(name) ? Mark.bracket : 0) |
    (/[，、；]/.test(name) ? Mark.fullwidth : 0) |
    (name.includes('_') ? Mark.underscore : 0) |
    (/\s/.test(name) ? Mark.blank : 0) |
    (name.includes('Steps:') || name.includes('Negative prompt:') ? Mark.parameters : 0) |
    (name.includes('{') ? Mark.choices : 0)
  )
}
