import { levelRank, type Level } from '../base/level'
import type { ReportProblem } from '../audit/report'
import { findRule } from '../lint/registry'
import { choiceOf, type Call } from './command'

/** The level of `--fail-on`. Read it before work begins, so that a wrong one is told at once. */
export function failLevel(call: Call): Level {
  return choiceOf(call, 'fail-on', ['error', 'warning', 'info', 'hint'], 'warning')
}

/** 1 where a problem reaches the level. Offers are no faults. */
export function exitCodeOf(problems: readonly ReportProblem[], level: Level): 0 | 1 {
  return problems.some((problem) => levelRank(problem.level) >= levelRank(level) && findRule(problem.rule)?.offer !== true) ? 1 : 0
}
