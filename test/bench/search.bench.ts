// Completion search: time per keystroke, against fuse.js over the whole list and a linear regex scan, in the same run.
// Run: npx tsx test/bench/search.bench.ts [--tags FILE]… [--relations FILE]… [--translations FILE]…   (lists are merged, the vocabulary last)
import Fuse from 'fuse.js'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { combineTexts } from '../../server/src/tags/combine-texts'
import type { TagRecord } from '../../server/src/tags/record'
import { indexSearch, prepareTypos, type SearchIndex } from '../../server/src/tags/search-index'
import { searchTags } from '../../server/src/tags/search'
import { packTags } from '../../server/src/tags/tag-table'
import { toPinyin } from '../../server/src/tags/to-pinyin'
import { textsOf } from './bench-options'
import { drawQueries, type QuerySets } from './draw-queries'
import { readVocabularyTexts } from './read-vocabulary-texts'

const limit = 50
/** How many keystrokes, spread over all, the slow searches get. */
const fuseKeys = 40
const scanKeys = 200

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void // what the flag defines

/** Bytes in use after collections; buffers are let go one later. */
function memory(): number {
  for (let round = 0; round < 3; round++) collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function timed<T>(work: () => T): readonly [result: T, milliseconds: number] {
  const start = performance.now()
  const result = work()
  return [result, performance.now() - start]
}

/** Milliseconds of each query, sorted. */
function timeAll(queries: readonly string[], search: (query: string) => unknown): Float64Array {
  return Float64Array.from(queries, query => timed(() => search(query))[1]).sort()
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function row(name: string, times: Float64Array): string {
  const cells = [0.5, 0.95, 0.99, 1].map(share => quantile(times, share).toFixed(3).padStart(10))
  return `${name.padEnd(34)}${String(times.length).padStart(7)}${cells.join('')}`
}

/** Tagcomplete's way: every name, alias and translation against a pattern, best by count since the list is sorted. */
function scanSearch(records: readonly TagRecord[]): (query: string) => readonly TagRecord[] {
  const rows = records.map(record => ({ record, name: record.name.toLowerCase(), others: [...record.aliases, ...record.translations].join(',').toLowerCase() }))
  return query => {
    const pattern = new RegExp(query.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '[ _]'), 'i')
    return rows.filter(({ name, others }) => pattern.test(name) || pattern.test(others)).slice(0, limit).map(({ record }) => record)
  }
}

/** p50 of all keystrokes. */
function printOurs(index: SearchIndex, sets: QuerySets): number {
  const search = (query: string) => searchTags(index, query, { limit })
  console.log(`${'milliseconds a keystroke'.padEnd(34)}${'keys'.padStart(7)}${['p50', 'p95', 'p99', 'max'].map(name => name.padStart(10)).join('')}`)
  for (const [name, queries] of Object.entries(sets)) console.log(row(name, timeAll(queries, search)))
  const all = Object.values(sets).flat()
  const cold = timeAll(all, query => {
    index.memory.short.clear()
    return search(query)
  })
  console.log(row('all, nothing kept between keys', cold))
  const times = timeAll(all, search)
  console.log(row('all', times))
  return quantile(times, 0.5)
}

/** The slow ways on some of the same keystrokes, spread evenly over all. */
function printAlternatives(records: readonly TagRecord[], sets: QuerySets, ours: number): void {
  const all = Object.values(sets).flat()
  const fuse = new Fuse(records.map(record => record.name.replaceAll('_', ' ')))
  const others = [
    ['fuse.js over the whole list', fuseKeys, (query: string) => fuse.search(query, { limit })],
    ['linear regex scan', scanKeys, scanSearch(records)],
  ] as const
  for (const [name, count, search] of others) {
    const some = Array.from({ length: count }, (_, place) => all[Math.floor((place * all.length) / count)] ?? '')
    search('warm')
    const times = timeAll(some, search)
    console.log(`${row(name, times)}   ours is ${Math.round(quantile(times, 0.5) / ours)} times faster at p50`)
  }
}

function bench(title: string, given: readonly TagRecord[]): void {
  const records = [...given].sort((a, b) => b.count - a.count)
  const before = memory()
  const [index, buildTime] = timed(() => indexSearch(packTags(records, toPinyin)))
  const between = memory()
  const [, typoTime] = timed(() => prepareTypos(index))
  const after = memory()
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  console.log(`\n${title}: ${records.length} tags, ${index.table.texts.owners.length} names, aliases and translations`)
  console.log(
    `index ${buildTime.toFixed(0)} ms, ${megabytes(between - before)}; for substrings and typing errors ${typoTime.toFixed(0)} ms, ${megabytes(after - between)}`,
  )
  for (const query of Object.values(drawQueries(records, 1)).flat()) searchTags(index, query, { limit })
  index.memory.short.clear()
  const sets = drawQueries(records, 2)
  printAlternatives(records, sets, printOurs(index, sets))
}

const vocabulary = readVocabularyTexts().records
bench('vocabulary', vocabulary)
const lists = textsOf('tags')
if (lists.length > 0) {
  const [{ records }, mergeTime] = timed(() => combineTexts({ lists, relations: textsOf('relations'), translations: textsOf('translations') }, vocabulary))
  console.log(`\nread and merged with the vocabulary in ${mergeTime.toFixed(0)} ms`)
  bench('lists and vocabulary', records)
}
