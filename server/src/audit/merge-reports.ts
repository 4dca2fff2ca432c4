import { formatMessage, say, type Message, type Translations } from '../base/message'
import { compareRows, countLevels, judge } from './build-report'
import type { Report } from './report'

/** One report of partial ones, the same as if it had been made at once; or why they are not the parts of one. */
export function mergeReports(parts: readonly Report[], translations?: Translations): Report | { readonly fault: Message } {
  const [first] = parts
  if (!first) return { fault: say`There is no report to merge` }
  const fault = checkParts(parts, first)
  if (fault) return { fault }
  const sorted = parts.toSorted((a, b) => (a.shard?.index ?? 0) - (b.shard?.index ?? 0))
  const problems = sorted.flatMap((part) => part.problems).sort(compareRows)
  const rules = Object.fromEntries(sorted.flatMap((part) => Object.entries(part.rules)).sort(([a], [b]) => (a < b ? -1 : 1)))
  return { ...(sorted[0] ?? first), shard: undefined, verdict: formatMessage(judge(first.summary.images, first.concepts, problems), translations), summary: { ...first.summary, problems: countLevels(problems) }, problems, rules }
}

function checkParts(parts: readonly Report[], first: Report): Message | undefined {
  const { shard } = first
  if (!shard || parts.some((part) => part.shard?.count !== shard.count)) return say`These are not the parts of one report: make them with --shard 1/N to --shard N/N`
  const found = new Set(parts.map((part) => part.shard?.index ?? 0))
  const missing = Array.from({ length: shard.count }, (_, at) => at + 1).filter((index) => !found.has(index))
  if (missing.length > 0) return say`Parts are missing: ${missing.map((index) => `${index}/${shard.count}`).join(', ')}`
  if (found.size < parts.length) return say`A part is there twice`
  // the folder may be another one on each machine; what is in it may not
  const figures = ({ summary, concepts, tags, buckets, settings, format }: Report): string => JSON.stringify([{ ...summary, problems: undefined }, concepts, tags, buckets, settings, format])
  return parts.every((part) => figures(part) === figures(first)) ? undefined : say`The parts were made from different datasets or settings; make them again`
}
