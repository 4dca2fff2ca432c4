import { say } from '../base/message'
import { percent } from '../base/number-format'
import { nameOf } from '../base/path'
import { spread } from '../base/spread'
import { parseCaption } from '../caption/parse'
import type { Concept } from '../dataset/concepts'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import type { Settings } from '../settings'
import type { Knowledge } from '../workspace/knowledge'
import { planFixEverywhere } from './fix'
import type { CaptionRule, Fix, Pause, PlaceFinding } from './rule'
import { CaptionRun, levelOf, rulesOf, type LintWorld } from './run'

/** A fault that most captions of a folder share. */
interface Habit {
  /** Share of the captions looked at, 0–1. */
  readonly share: number
  readonly example: Sample
}

/** Captions of a folder that are looked at, at most: an edit must not cost the folder. */
const LOOKED_AT = 24
/** From this many captions on it is a habit and no accident … */
const ENOUGH = 8
/** … in this share of them. */
const SHARE = 1 / 3

/** Whether the fault of a caption is told once for its folder, by `describeHabits`, and so not here. */
export function isHabit(rule: CaptionRule, concept: Concept, world: LintWorld): boolean {
  return rule.habit === true && world.dataset !== undefined && findHabit(rule, concept, { ...world, dataset: world.dataset }) !== undefined
}

/** One row for each folder in which the rule's fault is a habit; one for the dataset where all its folders have it. */
export function* describeHabits(rule: CaptionRule, world: LintWorld & { readonly dataset: Dataset }): Iterable<PlaceFinding | Pause> {
  if (rule.habit !== true || levelOf(rule, world.settings) === 'off') return
  const { dataset } = world
  const concepts = dataset.concepts().filter((concept) => hasEnough(concept, dataset))
  const found: { readonly concept: Concept; readonly habit: Habit }[] = []
  for (const concept of concepts) {
    const habit = findHabit(rule, concept, world)
    if (habit) found.push({ concept, habit })
    yield
  }
  const [first] = found
  if (first && found.length > 1 && found.length === concepts.length) {
    const share = found.reduce((sum, { habit }) => sum + habit.share, 0) / found.length
    yield* describe(rule, { share, example: first.habit.example }, undefined, world)
  } else for (const { concept, habit } of found) yield* describe(rule, habit, concept, world)
}

function hasEnough({ folder }: Concept, { counts }: Dataset): boolean {
  return counts.inFolder(folder.path).captions >= ENOUGH
}

/** Concepts are made anew whenever anything in the dataset changes. */
const habits = new WeakMap<Concept, { readonly knowledge: Knowledge; readonly settings: Settings; readonly mixes: number; readonly found: Map<CaptionRule, Habit | undefined> }>()

function findHabit(rule: CaptionRule, concept: Concept, world: LintWorld & { readonly dataset: Dataset }): Habit | undefined {
  const { knowledge, settings, dataset: { counts: { mixes } } } = world
  let known = habits.get(concept)
  if (known?.knowledge !== knowledge || known.settings !== settings || known.mixes !== mixes) habits.set(concept, (known = { knowledge, settings, mixes, found: new Map() }))
  if (!known.found.has(rule)) known.found.set(rule, lookForHabit(rule, concept, world))
  return known.found.get(rule)
}

function lookForHabit(rule: CaptionRule, concept: Concept, world: LintWorld & { readonly dataset: Dataset }): Habit | undefined {
  if (!hasEnough(concept, world.dataset)) return undefined
  const samples = spread(world.dataset.samplesIn(concept.folder.path), LOOKED_AT).filter(({ caption, images }) => caption && !caption.fault && images.length > 0)
  if (samples.length < ENOUGH) return undefined
  const faulty = samples.filter((sample) => isFaulty(rule, sample, concept, world))
  const [example] = faulty
  return example && faulty.length >= samples.length * SHARE ? { share: faulty.length / samples.length, example } : undefined
}

interface Fact {
  readonly knowledge: Knowledge
  readonly settings: Settings
  /** What else such rules may look at. */
  readonly world: string
  readonly faulty: boolean
}

/** Samples are replaced when they change. */
const facts = new WeakMap<Sample, Map<CaptionRule, Fact>>()

function isFaulty(rule: CaptionRule, sample: Sample, concept: Concept, world: LintWorld & { readonly dataset: Dataset }): boolean {
  const { knowledge, settings, dataset } = world
  const told = `${dataset.usesUnderscores()} ${dataset.counts.mixes} ${concept.regularization} ${concept.triggers.map(({ key }) => key).join(',')}`
  let known = facts.get(sample)
  if (!known) facts.set(sample, (known = new Map()))
  const fact = known.get(rule)
  if (fact?.knowledge === knowledge && fact.settings === settings && fact.world === told) return fact.faulty
  // the other rules will ask for the same caption
  const run = runOn(sample, world)
  const others = rulesOf(world).caption.filter(({ habit }) => habit === true)
  for (const each of others.includes(rule) ? others : [rule]) known.set(each, { knowledge, settings, world: told, faulty: run.run(each).length > 0 })
  return known.get(rule)?.faulty === true
}

function runOn({ caption }: Sample, world: LintWorld): CaptionRun {
  const { path = '', text = '' } = caption ?? {}
  return new CaptionRun(parseCaption(text), path, world)
}

/** The row: what the example shows, with its fixes for all captions of the place. */
function* describe(rule: CaptionRule, { share, example }: Habit, concept: Concept | undefined, world: LintWorld & { readonly dataset: Dataset }): Iterable<PlaceFinding> {
  const { dataset } = world
  const [problem] = runOn(example, world).run(rule)
  if (!problem) return
  const file = nameOf(example.caption?.path ?? '')
  const about = percent(share, 1)
  yield {
    anchor: concept?.folder.path ?? dataset.root,
    case: problem.level === rule.level ? undefined : Object.entries(rule.cases ?? {}).find(([, level]) => level === problem.level)?.[0],
    message: concept ? say`${about} % of the captions of '${concept.name}', such as '${file}': ${problem.message}` : say`${about} % of the captions, such as '${file}': ${problem.message}`,
    fixes: problem.fixes.flatMap((fix) => fixAll(rule, fix, concept, world)),
  }
}

function fixAll(rule: CaptionRule, { everywhere, safe }: Fix, concept: Concept | undefined, world: LintWorld & { readonly dataset: Dataset }): Fix[] {
  if (!everywhere) return []
  const { dataset } = world
  const title = concept ? say`${everywhere.title}, in '${concept.name}'` : everywhere.title
  const samples = (): Iterable<Sample> => (concept ? dataset.samplesIn(concept.folder.path) : dataset.samples.values())
  return [{ title, safe, change: () => planFixEverywhere(title, rule, everywhere.id, samples(), world) }]
}
