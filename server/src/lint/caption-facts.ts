import type { Caption, Tag } from '../caption/caption'
import { tellsOnePerson } from '../tags/persons'
import type { Knowledge } from '../workspace/knowledge'
import { factsOf, Mark, type TagFacts } from './tag-facts'

/** What all rules ask of a caption, found out once. */
export interface CaptionFacts {
  /** Of `Mark`, those of any of its tags and its own. */
  readonly marks: number
  /** As many as the caption has tags, by their index. */
  readonly tags: readonly TagFacts[]
}

export function readCaptionFacts(caption: Caption, knowledge: Knowledge): CaptionFacts {
  const read = factsOf(knowledge)
  const { tags, pieces, separators } = caption
  const keys = new Set<string>()
  let marks = (pieces.length > tags.length ? Mark.gaps : 0) | (tags[0]?.line === 0 ? 0 : Mark.untagged)
  const facts = tags.map((tag) => {
    const { name, text } = tag
    const found = read(tag)
    marks |= found.marks
    if (name !== text) marks |= Mark.markup
    keys.add(tag.key)
    return found
  })
  if (keys.size < tags.length) marks |= Mark.repeated
  for (const { kind } of separators) if (kind !== 'comma') marks |= kind === 'line' ? Mark.lines : Mark.dividers
  return { marks, tags: facts }
}

/** The tags among `tags` that have one of the marks. */
export function tagsMarked(tags: readonly Tag[], facts: CaptionFacts, marks: number): readonly Tag[] {
  return (facts.marks & marks) === 0 ? NONE : tags.filter(({ index }) => ((facts.tags[index]?.marks ?? 0) & marks) !== 0)
}

const NONE: readonly Tag[] = []

/** Whether these tags of the caption tell of exactly one person, see `tellsOnePerson`. */
export function tellOnePerson(tags: readonly Tag[], facts: CaptionFacts): boolean {
  return tellsOnePerson(new Set(tagsMarked(tags, facts, Mark.persons).map((tag) => keyIn(facts, tag))))
}

/** The key under which a tag of the caption is known, see `knownKey`. */
export function keyIn({ tags }: CaptionFacts, { index, key }: Pick<Tag, 'index' | 'key'>): string {
  return tags[index]?.known ?? key
}
