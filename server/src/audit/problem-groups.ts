import { levelRank, type Level } from '../base/level'
import { wantedFix } from '../lint/plan-fixes'
import type { Problem } from '../lint/problem'

/** What one rule found, counted. */
export interface ProblemGroup {
  readonly rule: string
  /** The worst of its rows. */
  readonly level: Level
  /** What it is about, a sentence. */
  readonly summary: string
  readonly count: number
  /** Different files, folders counting as one. */
  readonly places: number
  /** Rows with a safe fix. */
  readonly safe: number
  /** Further rows, with a fix that changes what is trained. */
  readonly unsafe: number
  /** An offer, no fault. */
  readonly offer: boolean
}

/** The rules that found something: the worst first, then the most frequent; offers last. */
export function groupProblems(problems: readonly Pick<Problem, 'rule' | 'level' | 'anchor' | 'fixes'>[], summaries: Readonly<Record<string, string>>): readonly ProblemGroup[] {
  const groups = new Map<string, { level: Level; count: number; safe: number; unsafe: number; offer: boolean; readonly places: Set<string> }>()
  for (const problem of problems) {
    const { rule, level, anchor } = problem
    let group = groups.get(rule.id)
    if (!group) groups.set(rule.id, (group = { level, count: 0, safe: 0, unsafe: 0, offer: rule.offer === true, places: new Set() }))
    if (levelRank(level) > levelRank(group.level)) group.level = level
    group.count++
    group.places.add(anchor)
    if (wantedFix(problem, false)) group.safe++
    else if (wantedFix(problem, true)) group.unsafe++
  }
  return [...groups]
    .map(([rule, { places, ...group }]): ProblemGroup => ({ rule, summary: summaries[rule] ?? rule, ...group, places: places.size }))
    .sort((a, b) => Number(a.offer) - Number(b.offer) || levelRank(b.level) - levelRank(a.level) || b.count - a.count || (a.rule < b.rule ? -1 : 1))
}
