import type { Rule } from './rule'
import { duplicateTag } from './rules/duplicate-tag'

/** Every rule, by id. */
export const RULES: readonly Rule[] = [duplicateTag]

/** The rule of this id. */
export function findRule(id: string): Rule | undefined {
  return RULES.find((rule) => rule.id === id)
}
