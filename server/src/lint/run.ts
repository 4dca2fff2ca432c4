import picomatch from 'picomatch'
import type { Level } from '../base/level'
import { relativePath } from '../base/path'
import type { Caption } from '../caption/caption'
import { tagKey } from '../caption/tag-key'
import type { Dataset } from '../dataset/dataset'
import type { Settings } from '../settings'
import type { Knowledge } from '../workspace/knowledge'
import type { Problem } from './problem'
import { RULES } from './registry'
import { readCaptionFacts, type CaptionFacts } from './caption-facts'
import type { CaptionContext, CaptionFinding, CaptionRule, ConceptRule, PlaceFinding, Rule, RuleContext, SampleRule, TrainingFileFinding } from './rule'

/** What linting needs of the world. */
export interface LintWorld {
  readonly knowledge: Knowledge
  readonly settings: Settings
  readonly dataset: Dataset | undefined
  /** Only these rules; all without it. */
  readonly rules?: readonly Rule[]
}

/** The level in force for a rule and a case of it; `off` when it does not run at all. */
export function levelOf(rule: Rule, settings: Settings, named?: string): Level | 'off' {
  const set = settings.values.rules[rule.id]
  if (set !== undefined) return typeof set === 'string' ? set : set[0]
  return (named === undefined ? undefined : rule.cases?.[named]) ?? rule.level
}

/** The rules that run, by scope. */
export interface ActiveRules {
  readonly all: readonly Rule[]
  readonly caption: readonly CaptionRule[]
  readonly sample: readonly SampleRule[]
  readonly concept: readonly ConceptRule[]
}

export function rulesOf({ settings, rules = RULES }: LintWorld): ActiveRules {
  let ofSettings = activeRules.get(settings)
  if (!ofSettings) activeRules.set(settings, (ofSettings = new WeakMap()))
  let active = ofSettings.get(rules)
  if (!active) ofSettings.set(rules, (active = sortOut(rules.filter((rule) => isOn(rule, settings)))))
  return active
}

function sortOut(all: readonly Rule[]): ActiveRules {
  return {
    all,
    caption: all.filter((rule) => rule.scope === 'caption'),
    sample: all.filter((rule) => rule.scope === 'sample'),
    concept: all.filter((rule) => rule.scope === 'concept'),
  }
}

/** Settings are replaced when they change, lists of rules never change. */
const activeRules = new WeakMap<Settings, WeakMap<readonly Rule[], ActiveRules>>()

function isOn(rule: Rule, settings: Settings): boolean {
  if (levelOf(rule, settings) !== 'off') return true
  // a rule that is off by itself may still have cases that are not
  return settings.values.rules[rule.id] === undefined && Object.values(rule.cases ?? {}).some((level) => level !== 'off')
}

/** `folder`: the one that the thing to be checked lies in, whose format may say how captions are read. */
export function contextOf(rule: Rule, world: LintWorld, folder?: string): RuleContext {
  return { knowledge: world.knowledge, settings: (folder === undefined ? undefined : world.dataset?.settingsIn(folder)) ?? world.settings, dataset: world.dataset, options: optionsOf(rule, world.settings) }
}

const NO_OPTIONS: RuleContext['options'] = {}

function optionsOf(rule: Rule, settings: Settings): RuleContext['options'] {
  const set = settings.values.rules[rule.id]
  return typeof set === 'object' ? { ...rule.options, ...set[1] } : (rule.options ?? NO_OPTIONS)
}

/** Whose caption it is: looked up once for all rules. */
export type CaptionPlace = Pick<CaptionContext, 'concept' | 'sample'>

export function findPlace(anchor: string, { dataset }: LintWorld): CaptionPlace {
  const sample = dataset?.sampleAt(anchor)
  return { sample, concept: sample && dataset?.conceptOf(sample.folder) }
}

/** What several rules find in one caption, whatever the captions beside it have; `anchor` is its path. */
export class CaptionRun {
  private readonly facts: CaptionFacts
  private readonly settings: Settings

  constructor(
    private readonly caption: Caption,
    private readonly anchor: string,
    private readonly world: LintWorld,
    readonly place: CaptionPlace = findPlace(anchor, world),
  ) {
    this.facts = readCaptionFacts(caption, world.knowledge)
    this.settings = (place.sample && world.dataset?.settingsIn(place.sample.folder)) ?? world.settings
  }

  run(rule: CaptionRule): readonly Problem[] {
    if (rule.where !== undefined && (rule.where & this.facts.marks) === 0) return NO_PROBLEMS
    const { caption, anchor, world, settings, facts, place } = this
    let problems: Problem[] | undefined
    for (const finding of rule.check(caption, { knowledge: world.knowledge, settings, dataset: world.dataset, options: optionsOf(rule, world.settings), concept: place.concept, sample: place.sample, facts })) {
      const problem = toProblem(rule, finding, anchor, world)
      if (problem) (problems ??= []).push(problem)
    }
    return problems ?? NO_PROBLEMS
  }
}

const NO_PROBLEMS: readonly Problem[] = []

/** By place, then by rule. */
export function sortProblems(problems: Problem[]): Problem[] {
  return problems.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0) || (a.span?.end ?? 0) - (b.span?.end ?? 0) || compare(a.rule.id, b.rule.id))
}

/** The finding with the level in force; undefined where the settings are silent about it. */
export function toProblem(rule: Rule, finding: CaptionFinding | PlaceFinding | TrainingFileFinding, anchor: string, world: LintWorld): Problem | undefined {
  const level = levelOf(rule, world.settings, finding.case)
  if (level === 'off' || isIgnored(rule, finding, anchor, world)) return undefined
  return {
    rule,
    level,
    message: finding.message,
    anchor,
    span: 'span' in finding ? finding.span : undefined,
    fixes: finding.fixes ?? [],
    unnecessary: 'unnecessary' in finding && finding.unnecessary === true,
    related: 'related' in finding ? (finding.related ?? []) : [],
  }
}

function isIgnored(rule: Rule, finding: CaptionFinding | PlaceFinding | TrainingFileFinding, anchor: string, world: LintWorld): boolean {
  const { ignore } = world.settings.values
  if (ignore.length === 0) return false
  const file = world.dataset ? relativePath(world.dataset.root, anchor) : anchor
  return ignore.some((entry) => {
    if (entry.rule === undefined && entry.files === undefined && entry.tag === undefined) return false
    if (entry.rule !== undefined && entry.rule !== rule.id) return false
    if (entry.files !== undefined && !picomatch.isMatch(file, entry.files)) return false
    return entry.tag === undefined || (finding.tag !== undefined && tagKey(finding.tag) === tagKey(entry.tag))
  })
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
