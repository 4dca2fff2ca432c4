import { parseCount } from '../base/number-format'
import type { TagCategory, TagRecord, TagUse } from './record'

/** A semantic group: a section of the vocabulary text. */
export interface VocabularyGroup {
  readonly id: string
  readonly title: string
  /** The Chinese title. */
  readonly zh: string
  readonly use: TagUse
}

export interface VocabularyProblem {
  /** Zero-based line. */
  readonly line: number
  readonly text: string
}

/** One parsed file. `lines` runs beside `records`: where each tag stands. */
export interface VocabularyText {
  readonly groups: readonly VocabularyGroup[]
  readonly records: readonly TagRecord[]
  readonly lines: readonly number[]
  readonly problems: readonly VocabularyProblem[]
}

const sectionPattern = /^\[([a-z0-9]+(?:-[a-z0-9]+)*)\](?:\s|$)/
const columnGap = /\s{2,}/
const uses: ReadonlySet<string> = new Set(['N', 'I', 'O', 'V', 'C', 'B', 'S', 'X', 'M'])
const categories: ReadonlySet<string> = new Set(['meta', 'character', 'copyright', 'artist', 'species'])

/**
 * Reads the readable vocabulary: `# ` comments, sections `[id]  Title  中文标题  use X`, and tags
 * `name  count  中文名  = alias, alias  > implied, implied  !meta`, columns parted by two or more blanks.
 * Counts are `4.4M`, `950K`, `730`, or `-` where unknown. Never fails: what is wrong becomes a problem.
 */
export function parseVocabulary(text: string): VocabularyText {
  const groups: VocabularyGroup[] = []
  const records: TagRecord[] = []
  const lines: number[] = []
  const problems: VocabularyProblem[] = []
  let group: VocabularyGroup | undefined
  text.split(/\r?\n/).forEach((content, line) => {
    const trimmed = content.replace(/^\uFEFF/, '').trim()
    if (trimmed === '' || trimmed === '#' || trimmed.startsWith('# ')) return
    const report = (text: string) => void problems.push({ line, text })
    if (sectionPattern.test(trimmed)) {
      group = parseSection(trimmed, report)
      if (group) groups.push(group)
      return
    }
    if (!group) return report('a tag before the first section')
    records.push(parseTag(trimmed, group, report))
    lines.push(line)
  })
  return { groups, records, lines, problems }
}

type Report = (text: string) => void

function parseSection(line: string, report: Report): VocabularyGroup | undefined {
  const [head = '', title = '', zh = '', use = '', ...rest] = line.split(columnGap)
  const id = head.slice(1, -1)
  const letter = /^use ([A-Z])(?:\/[A-Z])?$/.exec(use)?.[1]
  if (title === '' || zh === '' || !isUse(letter) || rest.length > 0) {
    report('a section is written [group-id]  English title  中文标题  use X')
  }
  return { id, title, zh, use: isUse(letter) ? letter : 'B' }
}

interface Marks {
  readonly category: TagCategory
  readonly deprecated: boolean
}

function parseTag(line: string, group: VocabularyGroup, report: Report): TagRecord {
  const [name = '', ...columns] = line.split(columnGap)
  const count = parseCountColumn(columns, report)
  const translations = columns.filter(column => !isOptional(column))
  if (translations.length === 0) report(`'${name}' has no Chinese name`)
  if (translations.length > 1) report(`'${name}' has a column that is not understood: ${translations[1]}`)
  const { category, deprecated } = parseMarks(columns, report)
  const record: TagRecord = {
    name,
    category,
    count,
    aliases: listAfter('= ', columns),
    implies: listAfter('> ', columns),
    translations: translations.slice(0, 1),
    group: group.id,
    use: group.use,
  }
  return deprecated ? { ...record, deprecated } : record
}

/** Takes the count off the front of the columns. */
function parseCountColumn(columns: string[], report: Report): number {
  const column = columns[0] ?? ''
  const count = column === '-' ? 0 : parseCount(column)
  if (count === undefined) report(`a count such as 4.4M, 950K, 730 or - is missing`)
  else columns.shift()
  return count ?? 0
}

function isOptional(column: string): boolean {
  return column.startsWith('= ') || column.startsWith('> ') || column.startsWith('!')
}

function listAfter(mark: string, columns: readonly string[]): readonly string[] {
  return columns.flatMap(column => (column.startsWith(mark) ? splitList(column.slice(mark.length)) : []))
}

function splitList(text: string): readonly string[] {
  return text.split(/,(?:\s|$)/).flatMap(part => part.trim() || [])
}

function parseMarks(columns: readonly string[], report: Report): Marks {
  let category: TagCategory = 'general'
  let deprecated = false
  for (const mark of columns.flatMap(column => (column.startsWith('!') ? column.split(' ') : []))) {
    const word = mark.slice(1)
    if (word === 'deprecated') deprecated = true
    else if (isCategory(word)) category = word
    else report(`unknown mark ${mark}`)
  }
  return { category, deprecated }
}

function isUse(letter: string | undefined): letter is TagUse {
  return letter !== undefined && uses.has(letter)
}

function isCategory(word: string): word is TagCategory {
  return categories.has(word)
}
