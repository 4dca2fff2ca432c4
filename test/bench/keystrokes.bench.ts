// Keystrokes to target: how many keys until the wanted tag is first in the list, and among the first five; a tag that does
// not come by its last letter counts one key more. Against a list of the tags that begin like what is typed, by posts, and one
// of the tags with a word that does; on the same tags, typed alike (small letters, blanks), also with one typing error.
// Run: npx tsx test/bench/keystrokes.bench.ts [--tags FILE]… [--relations FILE]… [--translations FILE]… [--captions DIR] [--draws N]
// The tags are drawn from the vocabulary by posts, as far as taggers say them (general tags and characters),
// and with --captions from the known tags of the captions there, each as often as it occurs: alone, and as the editor asks
// (completeTag in a dataset of these captions: behind the tags before it, with what the other captions have).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tagKey } from '../../server/src/caption/tag-key'
import { combineTexts } from '../../server/src/tags/combine-texts'
import type { TagRecord } from '../../server/src/tags/record'
import { searchTags } from '../../server/src/tags/search'
import { indexSearch, prepareTypos } from '../../server/src/tags/search-index'
import { findTag, indexTags, type TagIndex } from '../../server/src/tags/tag-index'
import { packTags } from '../../server/src/tags/tag-table'
import { toPinyin } from '../../server/src/tags/to-pinyin'
import { askInEditor, leaveEditor, openCaptions } from './ask-in-editor'
import { captionsFolder, numberOf, textsOf } from './bench-options'
import { drawByPosts, makeRandom, typeWithError } from './draw-queries'
import { readVocabularyTexts } from './read-vocabulary-texts'

/** As many as the editor asks for. */
const limit = 60
const few = 5

/** What the wanted tag is, by key, and what is typed for it. */
interface Task {
  readonly target: string
  readonly typed: string
  /** Asks as the editor does, from within its caption; what is alone is asked of the search. */
  readonly ask?: (typed: string) => number
  /** Lets go of the caption. */
  readonly leave?: () => void
}

/** The place of the wanted tag after each letter; Infinity where it is not there. */
type Places = readonly number[]
type Way = (task: Task) => Places

const prefixesOf = (text: string) => Array.from(text, (_, at) => text.slice(0, at + 1))

/** What a plain list shows: what is left after each letter, in the order of posts. Only as many as are looked at. */
function plainWay(keys: readonly string[], fits: (key: string, typed: string) => boolean): Way {
  const byLetter = new Map<string, readonly string[]>()
  return ({ target, typed }) => {
    let left = keys
    return prefixesOf(typed).map((text, at) => {
      const known = at === 0 ? byLetter.get(text) : undefined
      left = known ?? left.filter(key => fits(key, text))
      if (at === 0) byLetter.set(text, left)
      const place = left.slice(0, few).indexOf(target)
      return place < 0 ? Infinity : place
    })
  }
}

function keysUntil(places: Places, shown: number): number {
  const at = places.findIndex(place => place < shown)
  return at < 0 ? places.length + 1 : at + 1
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length)
}

function withErrors(tasks: readonly Task[], seed: number): readonly Task[] {
  const random = makeRandom(seed)
  return tasks.filter(({ typed }) => typed.length > 4).map(task => ({ ...task, typed: typeWithError(task.typed, random).at(-1) ?? task.typed }))
}

function print(title: string, tasks: readonly Task[], ways: Readonly<Record<string, Way>>): void {
  console.log(`\n${title}: ${tasks.length} tags, ${mean(tasks.map(({ typed }) => typed.length)).toFixed(2)} letters on average`)
  for (const [kind, some] of [['typed right', tasks], ['one typing error', withErrors(tasks, 5)]] as const) {
    const found = Object.entries(ways).map(([name, way]) => ({ name, places: some.map(way) }))
    const cells = found.map(({ name, places }) => ({ name, first: mean(places.map(all => keysUntil(all, 1))), five: mean(places.map(all => keysUntil(all, few))) }))
    const [ours, ...others] = cells
    const wins = others.every(other => (ours?.first ?? 0) < other.first && (ours?.five ?? 0) < other.five)
    console.log(`  ${kind.padEnd(18)}${cells.map(({ name, first, five }) => `${name} ${first.toFixed(3)} / ${five.toFixed(3)}`.padEnd(34)).join('')}${wins ? '' : '  NOT LOWER'}`)
  }
}

/** Each caption's tags that are known, caption by caption. */
function readCaptions(folder: string, index: TagIndex): readonly (readonly string[])[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.txt')).sort()
  return files.map(name => {
    const pieces = readFileSync(join(folder, name), 'utf8').split(/[,\n]/)
    return [...new Set(pieces.map(tagKey))].filter(key => key !== '' && findTag(index, key) !== undefined)
  })
}

/** Tags of the captions, each as often as it occurs, as many as are drawn. */
function captionTasks(captions: readonly (readonly string[])[]): readonly (Task & { readonly at: number; readonly before: readonly string[] })[] {
  const all = captions.flatMap((caption, at) => caption.map((target, place) => ({ target, typed: target, at, before: caption.slice(0, place) })))
  const random = makeRandom(7)
  const draws = numberOf('draws', 1000)
  return all.length <= draws ? all : Array.from({ length: draws }, () => all[Math.floor(random() * all.length)] as (typeof all)[number]) // a place in the list
}

const vocabulary = readVocabularyTexts().records

async function bench(title: string, records: readonly TagRecord[]): Promise<void> {
  const index = indexTags(packTags(records, toPinyin))
  const search = indexSearch(index.table)
  prepareTypos(search)
  const keys = [...records].sort((a, b) => b.count - a.count).map(({ name }) => tagKey(name))
  const ways = {
    ours: ({ target, typed, ask, leave }: Task) => {
      const places = prefixesOf(typed).map(text => {
        if (ask) return ask(text)
        const place = searchTags(search, text, { limit }).findIndex(({ key }) => key === target)
        return place < 0 ? Infinity : place
      })
      leave?.()
      return places
    },
    'beginnings': plainWay(keys, (key, typed) => key.startsWith(typed)),
    'word starts': plainWay(keys, (key, typed) => key.startsWith(typed) || key.includes(` ${typed}`)),
  }
  console.log(`\n== ${title}: ${records.length} tags; mean keys until first / among the first ${few}`)
  const shown = vocabulary.filter(({ category }) => category === 'general' || category === 'character').sort((a, b) => b.count - a.count)
  const draw = drawByPosts(shown, makeRandom(3))
  const drawn = Array.from({ length: numberOf('draws', 1000) }, () => tagKey(draw().name))
  print('the vocabulary by posts', drawn.map(target => ({ target, typed: target })), ways)
  const folder = captionsFolder()
  if (folder === undefined) return
  const captions = readCaptions(folder, index)
  const tasks = captionTasks(captions)
  print('captions', tasks, ways)
  const workspace = await openCaptions(captions.map(caption => caption.join(', ')), index, search)
  const inEditor = tasks.map(task => ({ ...task, ask: (typed: string) => askInEditor(workspace, task.at, task.before, typed, task.target), leave: () => leaveEditor(workspace, task.at) }))
  print('captions, as in the editor', inEditor, ways)
}

void (async () => {
  await bench('the vocabulary alone', vocabulary)
  const lists = textsOf('tags')
  if (lists.length > 0) await bench('lists and vocabulary', combineTexts({ lists, relations: textsOf('relations'), translations: textsOf('translations') }, vocabulary).records)
})()
