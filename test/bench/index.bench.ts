// Datasets: reading and indexing 10,000 captions, and what an edit, a completion, a hover and a lightbulb cost with few and with many captions.
// Run: node --import=tsx test/bench/index.bench.ts
import { loadKnowledge } from '../../server/src/host/load-knowledge'
import { parseCaption } from '../../server/src/caption/parse'
import { DatasetState, type Dataset } from '../../server/src/dataset/dataset'
import { pairFiles, scanDataset, type DatasetScan } from '../../server/src/dataset/scan'
import type { Sample } from '../../server/src/dataset/sample'
import { offerActions } from '../../server/src/features/code-actions'
import { completeTag } from '../../server/src/features/completion'
import { diagnoseCaption, diagnoseDataset } from '../../server/src/features/diagnostics'
import { hoverTag } from '../../server/src/features/hover'
import { layerSettings } from '../../server/src/settings'
import { allTags } from '../../server/src/tags/tag-index'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { Workspace } from '../../server/src/workspace/workspace'
import { MemoryFiles, pngBytes } from '../support/memory-files'

const ROOT = '/set'
const FEW = 1000
const MANY = 20_000
const FOLDERS = 10
const ROUNDS = 60

/** A generator of the same numbers each time. */
function drawer(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Captions as taggers write them: a trigger, some twenty common tags, now and then a word of the user's own. */
function drawCaptions(count: number, knowledge: Knowledge): string[] {
  const draw = drawer(7)
  const common: string[] = []
  for (const { name } of allTags(knowledge.tags)) {
    if (common.push(name.replaceAll('_', ' ')) === 2000) break
  }
  return Array.from({ length: count }, (_, index) => {
    const tags = Array.from({ length: 20 }, () => common[Math.floor((draw(1000) * draw(1000)) / 500)] ?? 'solo')
    if (index % 4 === 0) tags.push(`own word ${draw(count)}`)
    return [`trigger${index % FOLDERS}`, ...new Set(tags)].join(', ')
  })
}

function toScan(captions: readonly string[]): DatasetScan {
  const folders = Array.from({ length: FOLDERS }, (_, at) => ({ path: `${ROOT}/10_trigger${at}`, relative: `10_trigger${at}`, classTokens: `trigger${at}`, repeats: 10, regularization: false }))
  const samples = captions.map((text, index): Sample => {
    const folder = folders[index % FOLDERS]?.path ?? ROOT
    const id = `${folder}/${String(index).padStart(6, '0')}`
    return { id, folder, images: [{ path: `${id}.png`, header: { width: 1024, height: 1024, orientation: 1, type: 'png' } }], caption: { path: `${id}.txt`, text, size: text.length, byteOrderMark: false } }
  })
  return { root: ROOT, format: undefined, hasSettingsFile: false, folders, samples: samples.sort((a, b) => (a.id < b.id ? -1 : 1)), faults: [] }
}

function milliseconds(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}

/** The median of what `work` takes, after a few rounds to warm up. */
function median(work: (round: number) => unknown): number {
  for (let round = 0; round < 10; round++) work(round)
  const times = Array.from({ length: ROUNDS }, (_, round) => milliseconds(() => work(round + 10))).sort((a, b) => a - b)
  return times[times.length >> 1] ?? 0
}

function rate(what: string, count: number, work: () => unknown): void {
  const time = Math.min(milliseconds(work), milliseconds(work))
  console.log(`${what.padEnd(44)} ${time.toFixed(0).padStart(7)} ms   ${Math.round(count / (time / 1000)).toLocaleString('en')} captions/s`)
}

const TYPED = ['s', 'si', 'sil', 'silv', 'silve', 'silver', 'silver ', 'silver b', 'silver bo', 'silver bow']

/** All problems of a dataset, and the longest time between two pauses of the search. */
function longestStretch(workspace: Workspace, dataset: Dataset): readonly [rows: number, milliseconds: number] {
  let [rows, longest, start] = [0, 0, performance.now()]
  for (const row of diagnoseDataset(workspace, dataset)) {
    if (row) rows++
    else {
      longest = Math.max(longest, performance.now() - start)
      start = performance.now()
    }
  }
  return [rows, longest]
}

function stretch(work: () => readonly [number, number] | undefined): number {
  const times = Array.from({ length: ROUNDS / 4 }, () => work()?.[1] ?? 0).sort((a, b) => a - b)
  return times[times.length >> 1] ?? 0
}

/** What single answers cost in a dataset of this size: milliseconds by name. */
function costs(count: number, knowledge: Knowledge): ReadonlyMap<string, number> {
  const settings = layerSettings([])
  const workspace = new Workspace(knowledge, settings)
  workspace.apply({ kind: 'dataset', scan: toScan(drawCaptions(count, knowledge)), settings })
  const dataset = workspace.datasets[0]
  const path = `${ROOT}/10_trigger3/000013.txt`
  const text = 'trigger3, 1girl, solo, long hair, blue eyes, smile, '
  const type = (round: number): void => workspace.apply({ kind: 'document', path, text: text + TYPED[round % TYPED.length], version: round })
  type(0)
  return new Map([
    ['keystroke → diagnostics of the caption', median((round) => (type(round), diagnoseCaption(workspace, path, text.length)))],
    ['keystroke → completion', median((round) => (type(round), completeTag(workspace, path, text.length + (TYPED[round % TYPED.length]?.length ?? 0))))],
    ['hover', median(() => hoverTag(workspace, path, 12))],
    ['lightbulb', median(() => offerActions(workspace, path, { start: 10, end: 20 }))],
    ['400 ms later: longest stretch of it', stretch(() => (type(1), dataset && longestStretch(workspace, dataset)))],
    ['400 ms later: problems of the dataset', median((round) => (type(round), dataset && longestStretch(workspace, dataset)[0]))],
  ])
}

async function main(): Promise<void> {
  const { knowledge } = await loadKnowledge(new MemoryFiles(), { lists: [] }, '/')
  const captions = drawCaptions(10_000, knowledge)
  const settings = layerSettings([])
  const scan = toScan(captions)
  rate('parse 10,000 captions', captions.length, () => captions.forEach(parseCaption))
  rate('index 10,000 captions (with parsing)', captions.length, () => new DatasetState(scan, settings, () => false))
  const files = new MemoryFiles()
  scan.samples.forEach(({ id, caption }) => files.put(`${id}.png`, pngBytes()).put(`${id}.txt`, caption?.text ?? ''))
  const names = scan.samples.flatMap(({ id }) => [`${id.slice(id.lastIndexOf('/') + 1)}.png`, `${id.slice(id.lastIndexOf('/') + 1)}.txt`])
  rate('pair the names of 20,000 files', captions.length, () => pairFiles(ROOT, names, '.txt'))
  const start = performance.now()
  await scanDataset(files, ROOT, { captionExtension: '.txt', excluded: () => false })
  console.log(`${'scan 20,000 files in memory'.padEnd(44)} ${(performance.now() - start).toFixed(0).padStart(7)} ms`)

  const [few, many] = [costs(FEW, knowledge), costs(MANY, knowledge)]
  console.log(`\n${''.padEnd(44)} ${'1,000'.padStart(9)} ${'20,000'.padStart(9)}  captions`)
  for (const [what, small] of few) {
    const large = many.get(what) ?? 0
    console.log(`${what.padEnd(44)} ${small.toFixed(2).padStart(6)} ms ${large.toFixed(2).padStart(6)} ms  × ${(large / small).toFixed(1)}`)
  }
}

void main()
