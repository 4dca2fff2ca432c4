import { say, type Message } from '../base/message'
import type { TagEdit } from '../caption/edit'
import { parseCaption } from '../caption/parse'
import { tagKey } from '../caption/tag-key'
import type { Sample } from '../dataset/sample'
import { verdictOf, type Decisions, type TagVerdict } from '../tagging/decisions'
import { mergeScores, type MergedTag, type MergeOptions, type Voice } from '../tagging/merge'
import { createUnifier } from '../tagging/unify'
import { isKnown } from '../tags/known-key'
import { findTag } from '../tags/tag-index'
import { keepsUnderscores, spellTag } from '../tags/spelling'
import { keptKeys, triggerKeys } from './locked-tags'
import { addStep } from './plans/parts/add-step'
import type { NewTag } from './plans/parts/new-tag'
import { planSteps } from './plans/parts/plan-steps'
import type { CaptionStep, Plan, PlanWorld } from './plans/parts/refactoring'
import { spellingOf } from './plans/parts/spell'
import { sortStep } from './plans/sort-tags'
import { categoryRank, compareRanks, type TagRank } from './tag-order'

/** The merging as a user asks for it: aliases and spelling are unified by what is known about tags. */
export type MergeChoice = Omit<MergeOptions, 'unify'>

/** Every image's merged answer. `voices`: by image path. An image that no tagger has seen is left out. */
export function mergeSamples({ knowledge }: Pick<PlanWorld, 'knowledge'>, samples: Iterable<Sample>, voices: ReadonlyMap<string, readonly Voice[]>, choice: MergeChoice): Map<string, readonly MergedTag[]> {
  const options: MergeOptions = { ...choice, unify: createUnifier(knowledge.tags) }
  const merged = new Map<string, readonly MergedTag[]>()
  for (const sample of samples) {
    const image = sample.images[0]?.path
    const said = image === undefined ? undefined : voices.get(image)
    if (image !== undefined && said) merged.set(image, mergeScores(said, writtenTags(sample, knowledge), options))
  }
  return merged
}

/** The names of a caption's tags; sentences are none. */
export function writtenTags({ caption, listed }: Pick<Sample, 'caption' | 'listed'>, knowledge: PlanWorld['knowledge']): readonly string[] {
  const text = caption?.fault ? '' : (caption?.text ?? listed?.text ?? '')
  return parseCaption(text).tags.flatMap((tag) => (tag.prose && !isKnown(knowledge.tags, tag.key) ? [] : [tag.name]))
}

export interface TaggingOptions {
  readonly title?: Message
  readonly decisions?: Decisions
  /** Where new tags go: behind the others, or the whole caption is put in order of category. Triggers stay in front either way. */
  readonly order: 'append' | 'category'
  /** Only images whose caption has no tag. */
  readonly onlyEmpty?: boolean
}

/** The change that brings captions to what was merged and decided. Images without a caption get one, with the concept's triggers in front. */
export function planTagging(world: PlanWorld, samples: Iterable<Sample>, merged: ReadonlyMap<string, readonly MergedTag[]>, options: TaggingOptions): Plan {
  const { dataset, knowledge } = world
  const settings = dataset.settings.values
  const decisions = options.decisions ?? new Map()
  const verdicts = new Map<string, TagVerdict>()
  const chosen = [...samples].filter((sample) => {
    const image = sample.images[0]?.path
    const tags = image === undefined ? undefined : merged.get(image)
    if (image === undefined || !tags) return false
    if (options.onlyEmpty && writtenTags(sample, knowledge).length > 0) return false
    const verdict = verdictOf(image, tags, decisions)
    verdicts.set(sample.id, verdict)
    return verdict.add.length + verdict.remove.length > 0
  })
  const ranks = new Map<string, TagRank>()
  const rankOf = (folder: string): TagRank => {
    const rank = ranks.get(folder) ?? categoryRank(knowledge, triggerKeys(dataset.conceptOf(folder)))
    ranks.set(folder, rank)
    return rank
  }
  const added = (sample: Sample): readonly NewTag[] => inOrder(verdicts.get(sample.id)?.add ?? [], rankOf(sample.folder)).map((tag) => spell(tag, world))
  const addTo: CaptionStep = (caption, context) => addStep(added(context.sample), 'end', settings)(caption, context)
  const steps: CaptionStep[] = [removeStep(world, verdicts), addTo, ...(options.order === 'category' ? [sortStep(world, 'category')] : [])]
  return planSteps(options.title ?? say`Tag images`, dataset, chosen, steps, {
    create: (sample) => {
      const concept = dataset.conceptOf(sample.folder)
      const triggers = concept && !concept.regularization ? concept.triggers.map(({ text }) => text) : []
      const keys = new Set(triggers.map(tagKey))
      return [...triggers, ...added(sample).flatMap(({ key, text }) => (keys.has(key) ? [] : [text]))].join(', ')
    },
  })
}

/** Takes away what was decided, but never a trigger or a tag that is kept on purpose. */
function removeStep({ dataset, knowledge }: PlanWorld, verdicts: ReadonlyMap<string, TagVerdict>): CaptionStep {
  const unify = createUnifier(knowledge.tags)
  return (caption, { sample, refuse }) => {
    const gone = new Set(verdicts.get(sample.id)?.remove.map(({ key }) => key))
    if (gone.size === 0) return []
    const concept = dataset.conceptOf(sample.folder)
    const locked = new Set([...triggerKeys(concept), ...keptKeys(concept, dataset.settings.values)])
    const found = caption.tags.filter((tag) => gone.has(unify(tag.name).key))
    refuse('locked', found.filter(({ key }) => locked.has(key)))
    return found.flatMap((tag): TagEdit[] => (locked.has(tag.key) ? [] : [{ kind: 'remove', tag }]))
  }
}

function inOrder(tags: readonly MergedTag[], rank: TagRank): readonly MergedTag[] {
  const ranked = tags.map((tag) => ({ tag, rank: rank(tag.key) }))
  ranked.sort((a, b) => compareRanks(a.rank, b.rank) || b.tag.confidence - a.tag.confidence || (a.tag.key < b.tag.key ? -1 : 1))
  return ranked.map(({ tag }) => tag)
}

/** As the dataset writes its tags. */
function spell({ key, name }: Pick<MergedTag, 'key' | 'name'>, { dataset, knowledge }: PlanWorld): NewTag {
  const record = findTag(knowledge.tags, key)
  const text = spellTag(name, spellingOf(dataset), { keep: keepsUnderscores(name, record), escape: dataset.settings.values['captions.weighted'] })
  return { key: tagKey(text), text }
}
