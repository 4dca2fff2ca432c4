import { formatMessage, say, type Message, type Translations } from '../base/message'
import { formatCount, percent } from '../base/number-format'
import type { Distribution } from '../dataset/statistics'
import { markdownTable } from './render-markdown'
import type { ReportConceptStatistics, ReportLengths, StatisticsReport } from './statistics-report'
import { bar, textTable } from './text-table'

const TAGS = 30
const PAIRS = 10
const NAMED = 5
/** More concepts than this have no column each. */
const COLUMNS = 6

/** A heading with rows of cells, for a terminal or Markdown alike. */
interface Section {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The head is shown in a terminal too. */
  readonly named?: boolean
  /** Columns of numbers. */
  readonly right?: readonly number[]
  readonly level?: 2 | 3
}

/** The statistics for a terminal. */
export function renderStatistics(report: StatisticsReport, translations?: Translations): string {
  const t = (message: Message): string => formatMessage(message, translations)
  const sections = sectionsOf(report, t).map(({ title, head, rows, right, named }) => [title, ...textTable(named ? [head, ...rows] : rows, right)].join('\n'))
  return `${[summary(report, t), ...sections].join('\n\n')}\n`
}

export function renderStatisticsMarkdown(report: StatisticsReport, translations?: Translations): string {
  const t = (message: Message): string => formatMessage(message, translations)
  const sections = sectionsOf(report, t).flatMap(({ title, head, rows, level = 2 }) => [`${'#'.repeat(level)} ${title}`, '', ...markdownTable(head, rows)])
  return `${[`# ${t(say`Statistics of the dataset`)}`, '', summary(report, t), '', ...sections].join('\n').trimEnd()}\n`
}

type Translate = (message: Message) => string

function summary({ captions, samples, tags, concepts }: StatisticsReport, t: Translate): string {
  return t(say`Captions: ${captions}, samples an epoch: ${samples}, tags: ${tags.length}, concepts: ${concepts.length}`)
}

function sectionsOf(report: StatisticsReport, t: Translate): Section[] {
  return [tagSection(report, t), ...pairSection(report, t), ...lengthSections(report.lengths, t), ...comparedSection(report, t), ...report.concepts.flatMap((concept) => conceptSections(concept, report.goal, t))]
}

function tagSection({ tags, concepts }: StatisticsReport, t: Translate): Section {
  const columns = concepts.length > 1 && concepts.length <= COLUMNS ? concepts : []
  const rows = tags.slice(0, TAGS).map(({ tag, captions, effective, postCount, byFolder }) => [
    tag,
    String(captions),
    String(effective),
    postCount === null ? '' : formatCount(postCount),
    ...columns.map(({ folder, captions: all }) => t(say`${percent(byFolder[folder] ?? 0, all)} %`)),
  ])
  const head = [t(say`Tag`), t(say`Captions`), t(say`Samples`), t(say`Posts`), ...columns.map(({ name }) => name)]
  const more = tags.length > TAGS ? ` (${t(say`… and ${tags.length - TAGS} more`)})` : ''
  return { title: `${t(say`Tags by captions, samples, posts, and share in each concept`)}${more}`, head, rows, named: columns.length > 0, right: head.map((_, index) => index).slice(1) }
}

function pairSection({ together }: StatisticsReport, t: Translate): Section[] {
  if (together.length === 0) return []
  const rows = together.slice(0, PAIRS).map(({ tags: [first, second], captions, share }) => [`${first} + ${second}`, t(say`${percent(share, 1)} %`), String(captions)])
  return [{ title: t(say`Tags that come together: share of the captions with either, captions`), head: [t(say`Tags`), t(say`Share`), t(say`Captions`)], rows, right: [1, 2] }]
}

function lengthSections(lengths: ReportLengths, t: Translate): Section[] {
  const shown: readonly (readonly [Message, Distribution | null])[] = [
    [say`Tags in a caption`, lengths.tags],
    [say`Tokens of a caption`, lengths.tokens],
  ]
  return shown.flatMap(([title, values]) => (values ? [lengthSection(t(title), values, t)] : []))
}

function lengthSection(title: string, { least, median, mean, most, ranges }: Distribution, t: Translate): Section {
  const largest = Math.max(...ranges.map(({ captions }) => captions))
  const rows = ranges.map(({ from, to, captions }) => [to - from === 1 ? String(from) : `${from}–${to - 1}`, String(captions), captions === 0 ? '' : bar(captions / largest)])
  return { title: `${title}: ${t(say`${least} to ${most}, median ${median}, mean ${mean.toFixed(1)}`)}`, head: [title, t(say`Captions`), ''], rows, right: [0, 1] }
}

/** What varies, side by side: a kind of tag that one concept has and another lacks shows as 0 %. */
function comparedSection({ concepts }: StatisticsReport, t: Translate): Section[] {
  const [first] = concepts
  if (!first || concepts.length < 2 || concepts.length > COLUMNS) return []
  const rows = first.facets.flatMap((facet, at) => {
    const shares = (found: (concept: ReportConceptStatistics) => number | undefined): readonly string[] => concepts.map((concept) => t(say`${percent(found(concept) ?? 0, concept.captions)} %`))
    const parts = facet.parts.map((part, index) => ({ title: part.title, counts: concepts.map((concept) => concept.facets[at]?.parts[index]?.captions ?? 0), index }))
    const present = parts.filter(({ counts }) => counts.some((count) => count > 0))
    return [[facet.title, ...shares((concept) => concept.facets[at]?.captions)], ...present.map(({ title, index }) => [`– ${title}`, ...shares((concept) => concept.facets[at]?.parts[index]?.captions)])]
  })
  const head = [t(say`Kind`), ...concepts.map(({ name }) => name)]
  return [{ title: t(say`What varies, compared: share of the captions of each concept`), head, rows, named: true, right: concepts.map((_, index) => index + 1) }]
}

function conceptSections(concept: ReportConceptStatistics, goal: string, t: Translate): Section[] {
  const { name, captions, coverage, facets, apart } = concept
  const wished = coverage.map(({ title, needed, covered, captions: found, tags }) => [covered ? '✓' : needed ? '✗' : '–', title, String(found), tags.slice(0, NAMED).join(', ')])
  const parts = facets.flatMap((facet) => {
    const present = facet.parts.filter((part) => part.captions > 0).sort((a, b) => b.captions - a.captions)
    const absent = facet.parts.filter((part) => part.captions === 0).map((part) => part.title)
    return [[facet.title, t(say`${percent(facet.captions, captions)} %`), present.map((part) => `${part.title} ${part.captions}`).join(', '), absent.length > 0 ? t(say`absent: ${absent.join(', ')}`) : '']]
  })
  const differences = apart.map(({ tag, share, elsewhere }) => [tag, t(say`${percent(share, 1)} %`), t(say`${percent(elsewhere, 1)} %`)])
  return [
    { title: t(say`${name}: what the goal '${goal}' asks for, captions that tell of it`), head: ['', t(say`Wish`), t(say`Captions`), t(say`Tags`)], rows: wished, right: [2] },
    { title: t(say`${name}: what varies, share of its ${captions} captions`), head: [t(say`Kind`), t(say`Captions`), t(say`Present`), t(say`Absent`)], rows: parts, right: [1], level: 3 },
    ...(differences.length > 0 ? [{ title: t(say`${name}: what sets it apart, share here and at most elsewhere`), head: [t(say`Tag`), t(say`Here`), t(say`Elsewhere`)], rows: differences, right: [1, 2], level: 3 as const }] : []),
  ]
}
