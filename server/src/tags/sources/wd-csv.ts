import { say } from '../../base/message'
import { tagKey } from '../../caption/tag-key'
import { type CsvRow, readCsvRows } from '../csv-rows'
import type { TagCategory, TagRecord } from '../record'
import type { SourceProblem, TagSource } from '../source'

/**
 * A tagger's `selected_tags.csv`, header `tag_id,name,category,count`. WD: categories 0 general, 4 character, 9 rating
 * (sd-scripts: finetune/tag_images_by_wd14_tagger.py); Camie's lists add 1 artist, 3 copyright, 5 meta, 10 year.
 */
export const wdCsv: TagSource = {
  id: 'wd-csv',

  recognise(head) {
    return header.test(head)
  },

  read(text) {
    const { rows, problems } = readCsvRows(text)
    const found: SourceProblem[] = [...problems]
    const records = rows.filter(({ line }) => line > 0).flatMap(row => readRow(row, found) ?? [])
    return { records, problems: found.sort((a, b) => a.line - b.line) }
  },
}

const header = /^\uFEFF?tag_id,name,category,count\b/
const rating = 'meta' satisfies TagCategory

const categories: Readonly<Record<string, TagCategory>> = {
  0: 'general',
  1: 'artist',
  3: 'copyright',
  4: 'character',
  5: 'meta',
  9: rating,
  10: 'meta',
}

function readRow({ cells, line }: CsvRow, problems: SourceProblem[]): TagRecord | undefined {
  const [, name = '', number = '', count = ''] = cells.map(cell => cell.trim())
  const category = categories[number]
  if (tagKey(name) === '') problems.push({ line, message: say`The tag has no name` })
  else if (category === undefined) problems.push({ line, message: say`'${number}' is not a category of '${name}'` })
  else if (!/^\d+$/.test(count)) problems.push({ line, message: say`'${count}' is not a count of '${name}'` })
  else return { name, category, count: Number(count), aliases: [], implies: [], translations: [] }
  return undefined
}
