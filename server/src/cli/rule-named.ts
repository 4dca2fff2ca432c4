import { say } from '../base/message'
import { findRule, RULES } from '../lint/registry'
import type { Rule } from '../lint/rule'
import { nearest } from './nearest'
import { UsageError } from './usage-error'

/** The rule of an id that was typed. */
export function ruleNamed(given: string): Rule {
  const rule = findRule(given)
  if (rule) return rule
  const ids = RULES.map(({ id }) => id)
  const meant = nearest(given, ids)
  throw new UsageError(meant === undefined ? say`There is no rule '${given}'; there are ${ids.join(', ')}` : say`There is no rule '${given}'; did you mean '${meant}'?`)
}
