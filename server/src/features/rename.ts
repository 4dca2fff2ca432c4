import { say, type Message } from '../base/message'
import type { Span } from '../base/span'
import { tagKey } from '../caption/tag-key'
import type { RefactoringRequest } from '../changes/plans/index'
import type { Plan } from '../changes/plans/parts/refactoring'
import type { ListAddition } from '../changes/settings-change'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { isKnown } from '../tags/known-key'
import type { Snapshot } from '../workspace/workspace'
import { mayHold, namedTagAt } from './occurrences'
import { triggerKeys } from './semantic-tokens'

/** What is renamed at a place: the span of its name and the name itself. */
export interface RenamePlace {
  readonly span: Span
  readonly name: string
}

/** What a rename at `offset` renames, or why nothing can be; undefined where there is no tag. */
export function prepareRename(snapshot: Snapshot, path: string, offset: number): RenamePlace | { readonly fault: Message } | undefined {
  const caption = snapshot.captionOf(path)
  if (!caption) return undefined
  const tag = namedTagAt(caption, offset)
  if (!tag) return undefined
  const isTag = !tag.prose || isKnown(snapshot.knowledge.tags, tag.key) || triggerKeys(snapshot.datasetOf(path)).has(tag.key)
  if (!isTag) return { fault: say`A sentence is no tag: edit it in its caption` }
  return { span: tag.span, name: tag.name }
}

/** The refactoring that renames the tag at `offset`; the new name is checked when it is planned. */
export function renameAt(snapshot: Snapshot, path: string, offset: number, to: string): Extract<RefactoringRequest, { id: 'rename-tag' }> | { readonly fault: Message } | undefined {
  const place = prepareRename(snapshot, path, offset)
  if (!place || 'fault' in place) return place
  return { id: 'rename-tag', args: { from: place.name, to } }
}

/** Samples whose caption may name the tag in some spelling, `{a|b}` that makes it included. */
export function samplesNaming(samples: readonly Sample[], name: string): readonly Sample[] {
  const holds = mayHold(tagKey(name))
  return samples.filter(({ caption }) => caption && (caption.fault !== undefined || caption.text.includes('{') || holds(caption.text)))
}

/** The plan of renaming a tag in the whole dataset, with `taglore.json` where the tag is declared a trigger. */
export function withDeclarations(plan: Plan, dataset: Dataset, { from, to }: { readonly from: string; readonly to: string }): Plan {
  const [key, target] = [tagKey(from), tagKey(to)]
  const settings = dataset.settings.values.concepts.flatMap((concept): ListAddition[] => {
    const { triggers } = concept
    if (key === target || !triggers?.some((text) => tagKey(text) === key)) return []
    const others = triggers.filter((text) => tagKey(text) !== target)
    return [{ key: 'concepts', value: { ...concept, triggers: others.map((text) => (tagKey(text) === key ? to.trim() : text)) } }]
  })
  return settings.length === 0 ? plan : { ...plan, settings: [...plan.settings, ...settings] }
}
