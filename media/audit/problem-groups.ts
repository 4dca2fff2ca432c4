import { levelRank, type Level } from '../../server/src/base/level'
import type { Report } from '../../server/src/protocol/audit'

export interface ProblemRow {
  /** Index in the report's problems: what the extension is asked to open. */
  readonly index: number
  readonly file: string
  readonly line: number
  readonly message: string
  readonly level: Level
}

export interface ProblemGroup {
  readonly rule: string
  readonly level: Level
  readonly summary: string
  readonly rows: readonly ProblemRow[]
  /** Problems that have at least one fix. */
  readonly fixable: number
}

/** Problems by rule: the worst first, then the most frequent. */
export function groupProblems({ problems, rules }: Pick<Report, 'problems' | 'rules'>): ProblemGroup[] {
  const groups = new Map<string, { level: Level; fixable: number; rows: ProblemRow[] }>()
  problems.forEach(({ rule, level, file, range, message, fixes }, index) => {
    const group = groups.get(rule) ?? { level, fixable: 0, rows: [] }
    groups.set(rule, group)
    if (levelRank(level) > levelRank(group.level)) group.level = level
    if (fixes.length > 0) group.fixable++
    group.rows.push({ index, file, line: range.start.line, message, level })
  })
  return [...groups]
    .map(([rule, group]) => ({ rule, summary: rules[rule] ?? rule, ...group }))
    .sort((a, b) => levelRank(b.level) - levelRank(a.level) || b.rows.length - a.rows.length || (a.rule < b.rule ? -1 : 1))
}
