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
import type { CaptionContext, CaptionFinding, CaptionRule, PlaceFinding, Rule, RuleContext, TrainingFileFinding } from './rule'

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

export function rulesOf(world: LintWorld): readonly Rule[] {
  const { settings, rules = RULES } = world
  if (rules !== RULES) return rules.filter((rule) => isOn(rule, settings))
  let active = activeRules.get(settings)
  if (!active) activeRules.set(settings, (active = rules.filter((rule) => isOn(rule, settings))))
  return active
}

/** Settings are replaced when they change. */
const activeRules = new WeakMap<Settings, readonly Rule[]>()

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

/** What one rule finds in one caption, whatever the captions beside it have. */
export function runOnCaption(rule: CaptionRule, caption: Caption, anchor: string, world: LintWorld, { sample, concept }: CaptionPlace = findPlace(anchor, world)): Problem[] {
  const { knowledge, dataset } = world
  const settings = (sample && dataset?.settingsIn(sample.folder)) ?? world.settings
  const problems: Problem[] = []
  for (const finding of rule.check(caption, { knowledge, settings, dataset, options: optionsOf(rule, world.settings), concept, sample })) problems.push(...toProblem(rule, finding, anchor, world))
  return problems
}

/** By place, then by rule. */
export function sortProblems(problems: Problem[]): Problem[] {
  return problems.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0) || (a.span?.end ?? 0) - (b.span?.end ?? 0) || compare(a.rule.id, b.rule.id))
}

export function toProblem(rule: Rule, finding: CaptionFinding | PlaceFinding | TrainingFileFinding, anchor: string, world: LintWorld): Problem[] {
  const level = levelOf(rule, world.settings, finding.case)
  if (level === 'off' || isIgnored(rule, finding, anchor, world)) return []
  return [
    {
      rule,
      level,
      message: finding.message,
      anchor,
      span: 'span' in finding ? finding.span : undefined,
      fixes: finding.fixes ?? [],
      unnecessary: 'unnecessary' in finding && finding.unnecessary === true,
      related: 'related' in finding ? (finding.related ?? []) : [],
    },
  ]
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
