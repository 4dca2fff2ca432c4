import { say } from '../../base/message'
import type { Caption, Tag } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { tagKey } from '../../caption/tag-key'
import type { Concept } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import type { ConceptSetting } from '../../settings'
import { trainedLines } from './parts/caption-lines'
import { isFault, readNewTag, type NewTag } from './parts/new-tag'
import { planSteps } from './parts/plan-steps'
import type { CaptionStep, Refactoring } from './parts/refactoring'
import { substitute } from './parts/substitute'

export interface SetTriggerArguments {
  /** Name of the concept; its folders are what is looked at of the scope. */
  readonly concept: string
  readonly trigger: string
  /** The trigger that gives way; without it the concept's own one, if it has exactly one that it shares with no other. */
  readonly replaces?: string
  /** Images without a caption get one with the triggers. */
  readonly create?: boolean
}

/** Puts a trigger in front of every caption of a concept, replaces the old one, and declares it. */
export const setTrigger: Refactoring<'set-trigger', SetTriggerArguments> = {
  id: 'set-trigger',
  label: say`Set trigger`,

  plan({ dataset }, { concept: name, trigger: typed, replaces, create = false }, samples) {
    const trigger = readNewTag(typed)
    if (isFault(trigger)) return trigger
    const concepts = dataset.concepts().filter((concept) => concept.name === name)
    const [concept] = concepts
    if (!concept) return { fault: say`There is no concept '${name}'` }
    const old = replaces === undefined ? ownTrigger(concept) : tagKey(replaces)
    const others = concept.triggers.filter(({ key }) => key !== old && key !== trigger.key)
    const folders = new Set(concepts.map(({ folder }) => folder.path))
    const steps = [...(old === undefined || old === trigger.key ? [] : [substitute({ sources: new Set([old]), targets: [trigger], all: false })]), leadStep(trigger, others.map(({ key }) => key), dataset)]
    const text = [...others.map((other) => other.text), trigger.text].join(', ')
    const plan = planSteps(say`Set the trigger of '${name}' to '${trigger.text}'`, dataset, [...samples].filter((sample) => folders.has(sample.folder)), steps, {
      create: create ? () => text : undefined,
      settings: [{ key: 'concepts', value: declare(concepts, trigger, others, dataset) }],
    })
    return { plan }
  },
}

/** The one trigger that is this concept's own. */
function ownTrigger({ triggers }: Concept): string | undefined {
  const own = triggers.filter((trigger) => !trigger.parent)
  return own.length === 1 ? own[0]?.key : undefined
}

/** In front of each line, behind the concept's other triggers that lead it. */
function leadStep(trigger: NewTag, others: readonly string[], dataset: Dataset): CaptionStep {
  return (caption) => {
    const lines = trainedLines(caption, dataset.settings.values)
    if (lines.length === 0) return caption.tags.length > 0 ? [] : [{ kind: 'insert', text: trigger.text, at: 'start' }]
    return lines.flatMap((line) => lead(caption, line, trigger, others))
  }
}

function lead(_: Caption, line: readonly Tag[], trigger: NewTag, others: readonly string[]): TagEdit[] {
  const here = line.find((tag) => tag.key === trigger.key)
  const place = line.find((tag) => tag !== here && !others.includes(tag.key))
  if (here) return place && place.index < here.index ? [{ kind: 'move', tag: here, at: { before: place } }] : []
  const last = line.at(-1)
  if (place) return [{ kind: 'insert', text: trigger.text, at: { before: place } }]
  return last ? [{ kind: 'insert', text: trigger.text, at: { after: last } }] : []
}

function declare(concepts: readonly Concept[], trigger: NewTag, others: Concept['triggers'], dataset: Dataset): ConceptSetting {
  const name = concepts[0]?.name ?? ''
  const known = dataset.settings.values.concepts.find((setting) => setting.name === name)
  const triggers = [...others.map((other) => other.text), trigger.text]
  return known ? { ...known, triggers } : { name, folders: concepts.map(({ folder }) => folder.relative), triggers }
}
