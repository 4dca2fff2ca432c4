import { say, type Message } from '../../base/message'
import type { Caption, Tag } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { parseCaption } from '../../caption/parse'
import { holdsProse } from '../format-caption'
import { keptKeys, triggerKeys } from '../locked-tags'
import { editAlternatives, isChoice } from './parts/alternatives'
import { tagLines } from './parts/caption-lines'
import { isFault, readNewTags, type NewTag } from './parts/new-tag'
import { patternCost } from './parts/pattern-cost'
import { planSteps } from './parts/plan-steps'
import type { CaptionStep, PlanWorld, Refactoring, StepContext } from './parts/refactoring'

export interface ReplacePatternArguments {
  /** A JavaScript pattern, read with the flag `u`; it sees one tag at a time, without weights. */
  readonly pattern: string
  /** With `$1`, `$<name>`, `$&` as in JavaScript. What comes out empty is removed; commas part tags. */
  readonly replacement: string
  readonly ignoreCase?: boolean
  /** Also in sentences. */
  readonly prose?: boolean
  /** Also in triggers and tags kept on purpose. */
  readonly locked?: boolean
}

/** Find and replace by pattern within tags. */
export const replacePattern: Refactoring<'replace-pattern', ReplacePatternArguments> = {
  id: 'replace-pattern',
  label: say`Find and replace within tags`,

  plan(world, args, samples) {
    const expression = readPattern(args)
    if (isFault(expression)) return expression
    const title = say`Replace '${args.pattern}' with '${args.replacement}' within tags`
    return { plan: planSteps(title, world.dataset, samples, [patternStep(world, args, expression)], { ignoreMissing: true }) }
  },
}

/** Ways tried on one tag, at most: some ten milliseconds. */
const MOST_WAYS = 2e7
const LONGEST_PATTERN = 500
/** Characters of a usual tag. */
const USUAL_LENGTH = 16

function readPattern({ pattern, ignoreCase = false }: ReplacePatternArguments): RegExp | { readonly fault: Message } {
  if (pattern === '') return { fault: say`Write a pattern` }
  if (pattern.length > LONGEST_PATTERN) return { fault: say`The pattern is longer than ${LONGEST_PATTERN} characters` }
  try {
    const expression = new RegExp(pattern, ignoreCase ? 'giu' : 'gu')
    if (patternCost(pattern, USUAL_LENGTH) > MOST_WAYS) return { fault: say`The pattern repeats what is repeated already, and could take for ever` }
    return expression
  } catch (error) {
    const detail = error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error)
    return { fault: say`This is no valid pattern: ${detail}` }
  }
}

/** What a pattern makes of one name: the tags that come out, or why nothing is changed. */
type Outcome = { readonly tags: readonly NewTag[] } | { readonly refused: 'slow' | 'result' } | undefined

function patternStep({ dataset, knowledge }: PlanWorld, args: ReplacePatternArguments, expression: RegExp): CaptionStep {
  const outcomes = new Map<string, Outcome>()
  const outcomeOf = (name: string): Outcome => {
    if (!outcomes.has(name)) outcomes.set(name, replaceIn(name, args, expression))
    return outcomes.get(name)
  }
  return (caption, context) => {
    const concept = args.locked ? undefined : dataset.conceptOf(context.sample.folder)
    const locked = concept ? new Set([...keptKeys(concept, dataset.settings.values), ...triggerKeys(concept)]) : new Set<string>()
    const isOpen = (tag: Tag): boolean => args.prose === true || !holdsProse([tag], knowledge)
    return editIn(caption, { outcomeOf, isOpen, locked }, context)
  }
}

function replaceIn(name: string, { pattern, replacement }: ReplacePatternArguments, expression: RegExp): Outcome {
  if (patternCost(pattern, name.length) > MOST_WAYS) return { refused: 'slow' }
  const text = name.replace(expression, replacement)
  if (text === name) return undefined
  if (parseCaption(text).tags.length === 0) return { tags: [] }
  const tags = readNewTags([text])
  return isFault(tags) ? { refused: 'result' } : { tags }
}

interface PatternRules {
  readonly outcomeOf: (name: string) => Outcome
  readonly isOpen: (tag: Tag) => boolean
  readonly locked: ReadonlySet<string>
}

function editIn(caption: Caption, rules: PatternRules, context: StepContext): TagEdit[] {
  return tagLines(caption).flatMap((line) => {
    const inside = line.filter(isChoice).flatMap((tag) => editAlternatives(tag, (alternative) => editIn(alternative, rules, context)))
    return [...editLine(line, rules, context), ...inside]
  })
}

function editLine(line: readonly Tag[], { outcomeOf, isOpen, locked }: PatternRules, { refuse }: StepContext): TagEdit[] {
  const changed = new Map<Tag, readonly NewTag[]>()
  for (const tag of line) {
    const outcome = tag.choices.length === 0 && isOpen(tag) ? outcomeOf(tag.name) : undefined
    if (!outcome) continue
    if ('refused' in outcome) refuse(outcome.refused, [tag])
    else if (locked.has(tag.key)) refuse('locked', [tag])
    else changed.set(tag, outcome.tags)
  }
  const taken = new Set(line.filter((tag) => !changed.has(tag)).map((tag) => tag.key))
  return [...changed].flatMap(([tag, targets]): TagEdit[] => {
    const [first, ...rest] = targets.filter((target) => !taken.has(target.key))
    for (const target of targets) taken.add(target.key)
    if (!first) return [{ kind: 'remove', tag }]
    return [{ kind: 'replace', tag, text: first.text }, ...rest.toReversed().map((target): TagEdit => ({ kind: 'insert', text: target.text, at: { after: tag } }))]
  })
}
