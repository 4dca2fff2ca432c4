import type { Caption, Tag } from '../../../caption/caption'
import type { TagEdit } from '../../../caption/edit'
import { editAlternatives, filledKeys, isChoice } from './alternatives'
import { tagLines } from './caption-lines'
import type { NewTag } from './new-tag'
import type { CaptionStep } from './refactoring'

/** Some tags of a line give way to others. */
export interface Substitution {
  /** Keys that give way. */
  readonly sources: ReadonlySet<string>
  /** What comes in their place, in order; what the line has already is not written again. */
  readonly targets: readonly NewTag[]
  /** Only where every source is there; else wherever one is. */
  readonly all: boolean
  /** The target takes the earliest place among sources and itself; else a target that is there stays where it is. */
  readonly earliest?: boolean
}

/** Substitutes in every line, and in every alternative of `{a|b}`. No target stands twice on a line that it came to. */
export function substitute(substitution: Substitution): CaptionStep {
  return (caption, { refuse }) => {
    refuse('wildcard', caption.tags.filter((tag) => filledKeys(tag).some((key) => substitution.sources.has(key))))
    return substituteIn(caption, substitution, new Set())
  }
}

/** `outside`: keys that stand around the caption where it is one alternative. */
function substituteIn(caption: Caption, substitution: Substitution, outside: ReadonlySet<string>): TagEdit[] {
  return tagLines(caption).flatMap((line) => {
    const edits = substitution.earliest ? gather(line, substitution) : exchange(line, substitution, outside)
    const written = edits.length > 0 ? substitution.targets.map((target) => target.key) : []
    const around = new Set([...line.map((tag) => tag.key), ...written])
    const inside = line.filter(isChoice).flatMap((tag) => editAlternatives(tag, (alternative) => substituteIn(alternative, substitution, around)))
    return [...edits, ...inside]
  })
}

function exchange(line: readonly Tag[], { sources, targets, all }: Substitution, outside: ReadonlySet<string>): TagEdit[] {
  const targetKeys = new Set(targets.map((target) => target.key))
  const found = line.filter((tag) => sources.has(tag.key))
  if (found.length === 0 || (all && new Set(found.map((tag) => tag.key)).size < sources.size)) return []
  const [only] = targets
  if (targets.length === 1 && only && sources.size === 1 && sources.has(only.key)) return respell(found, only)
  const present = new Set(line.map((tag) => tag.key))
  const missing = targets.filter((target) => !present.has(target.key) && !outside.has(target.key))
  const [place, ...gone] = found.filter((tag) => !targetKeys.has(tag.key))
  const anchor = place ?? found.at(-1)
  if (!anchor || (!place && missing.length === 0)) return []
  const inserted = place ? missing.slice(1) : missing
  return [
    ...(place ? [put(place, missing[0])] : []),
    ...gone.map((tag): TagEdit => ({ kind: 'remove', tag })),
    // of several tags behind one place the last one named stands nearest
    ...inserted.toReversed().map((target): TagEdit => ({ kind: 'insert', text: target.text, at: { after: anchor } })),
    ...repeated(line.filter((tag) => targetKeys.has(tag.key))),
  ]
}

/** The same tag in another spelling. */
function respell(found: readonly Tag[], target: NewTag): TagEdit[] {
  const [first, ...rest] = found
  if (!first || (rest.length === 0 && first.name === target.text)) return []
  return [...(first.name === target.text ? [] : [put(first, target)]), ...rest.map((tag): TagEdit => ({ kind: 'remove', tag }))]
}

function gather(line: readonly Tag[], { sources, targets, all }: Substitution): TagEdit[] {
  const [target] = targets
  const present = new Set(line.map((tag) => tag.key))
  if (!target || (all && ![...sources].every((key) => present.has(key)))) return []
  const found = line.filter((tag) => sources.has(tag.key) || tag.key === target.key)
  const [first, ...rest] = found
  if (!first || found.every((tag) => tag.key === target.key)) return []
  return [...(first.key === target.key ? [] : [put(first, target)]), ...rest.map((tag): TagEdit => ({ kind: 'remove', tag }))]
}

function put(tag: Tag, target: NewTag | undefined): TagEdit {
  return target ? { kind: 'replace', tag, text: target.text } : { kind: 'remove', tag }
}

/** Removes all but the first of each key. */
function repeated(tags: readonly Tag[]): TagEdit[] {
  const seen = new Set<string>()
  return tags.flatMap((tag): TagEdit[] => {
    if (seen.has(tag.key)) return [{ kind: 'remove', tag }]
    seen.add(tag.key)
    return []
  })
}
