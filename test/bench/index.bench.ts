// Datasets: reading and indexing 10,000 captions, and what an edit, a completion, a hover and a lightbulb cost with 1,000 and with 100,000 captions.
// Run: node --import=tsx test/bench/index.bench.ts
import { loadKnowledge } from '../../server/src/host/load-knowledge'
import { parseCaption } from '../../server/src/caption/parse'
import type { Dataset } from '../../server/src/dataset/dataset'
import { DatasetState } from '../../server/src/dataset/dataset-state'
import { pairFiles, scanDataset } from '../../server/src/dataset/scan'
import { offerActions } from '../../server/src/features/code-actions'
import { completeTag } from '../../server/src/features/completion'
import { diagnoseCaption, diagnoseDataset } from '../../server/src/features/diagnostics'
import { hoverTag } from '../../server/src/features/hover'
import { layerSettings } from '../../server/src/settings'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { Workspace } from '../../server/src/workspace/workspace'
import { MemoryFiles, pngBytes } from '../support/memory-files'
import { drawTexts, ROOT, toScan } from './draw-scan'

const FEW = 1000
const MANY = 100_000
/** Keystrokes, and other answers, that are timed in each dataset. */
const STROKES = 10_000
const ANSWERS = 400
/** Rounds before that. */
const WARM = 1000

function milliseconds(task: () => unknown): number {
  const start = performance.now()
  task()
  return performance.now() - start
}

function rate(what: string, count: number, work: () => unknown): void {
  const time = Math.min(milliseconds(work), milliseconds(work))
  console.log(`${what.padEnd(44)} ${time.toFixed(0).padStart(7)} ms   ${Math.round(count / (time / 1000)).toLocaleString('en')} captions/s`)
}

/** Tags that a caption may have got when the next is begun: others are likely beside each. */
const BEGUN = ['night', 'hat', 'sitting', 'outdoors', 'from side', 'open mouth', 'ribbon', 'gloves']
/** Tags that are typed letter by letter, one after the other: some known, some not, one of two words that are. */
const WORDS = ['silver bow', 'crossed arms', 'teddy bear', 'wavy hair', 'night sky', 'holding umbrella', 'lumi the cat', 'garter belt', 'open book', 'xylophone', 'kneeling', 'purple vase']
const TYPED = WORDS.flatMap((word) => Array.from(word, (_, at) => word.slice(0, at + 1)))

/** All problems of a dataset, and the longest time between two pauses of the search. */
function longestStretch(workspace: Workspace, dataset: Dataset): readonly [rows: number, milliseconds: number] {
  let [rows, longest, start] = [0, 0, process.cpuUsage()]
  for (const row of diagnoseDataset(workspace, dataset)) {
    if (row) rows++
    else {
      const { user, system } = process.cpuUsage(start)
      longest = Math.max(longest, (user + system) / 1000)
      start = process.cpuUsage()
    }
  }
  return [rows, longest]
}

function stretch(work: () => readonly [number, number] | undefined): number {
  const times = Array.from({ length: 5 }, () => work()?.[1] ?? 0).sort((a, b) => a - b)
  return times[times.length >> 1] ?? 0
}

/** A dataset of this size with a caption of it open. */
class World {
  readonly workspace: Workspace
  readonly path = `${ROOT}/10_trigger3/000013.txt`
  readonly text = 'trigger3, 1girl, solo, long hair, blue eyes, smile, '
  private version = 0

  constructor(count: number, knowledge: Knowledge) {
    const settings = layerSettings([])
    this.workspace = new Workspace(knowledge, settings)
    this.workspace.apply({ kind: 'dataset', scan: toScan(drawTexts(count, knowledge)), settings })
    this.type(0)
  }

  get dataset(): Dataset | undefined {
    return this.workspace.datasets[0]
  }

  type(round: number): number {
    const typed = TYPED[round % TYPED.length] ?? ''
    this.workspace.apply({ kind: 'document', path: this.path, text: this.text + typed, version: this.version++ })
    return this.text.length + typed.length
  }

  /** Single answers by name, each as a piece of work that may be repeated. */
  answers(): readonly (readonly [what: string, task: (round: number) => unknown])[] {
    const { workspace, path, text } = this
    return [
      ['keystroke → completion', (round) => completeTag(workspace, path, this.type(round))],
      ['hover on a tag of a tenth of the captions', () => hoverTag(workspace, path, 2)],
      ['hover on a tag of many captions', () => hoverTag(workspace, path, 12)],
      ['hover on a word of one caption', () => hoverTag(workspace, path, text.length + (TYPED[0]?.length ?? 0))],
      ['lightbulb', () => offerActions(workspace, path, { start: 10, end: 20 })],
      ['another tag → what usually follows', (round) => completeTag(workspace, path, this.begin(round))],
    ]
  }

  /** The middle of the longest stretches of five looks over the dataset after an edit. */
  lookOver(): number {
    return stretch(() => (this.type(1), this.dataset && longestStretch(this.workspace, this.dataset)))
  }

  /** Another caption before the place where nothing is typed yet. */
  private begin(round: number): number {
    const text = `${this.text}${BEGUN[round % BEGUN.length] ?? ''}, `
    this.workspace.apply({ kind: 'document', path: this.path, text, version: this.version++ })
    return text.length
  }
}

/** What a piece of work costs the processor, whatever else the machine does. */
function work(task: () => unknown): number {
  const start = process.cpuUsage()
  task()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1000
}

/** First in one dataset, then in the other, so that whatever else the machine does slows both. */
function compare(what: string, [few, many]: readonly [(round: number) => unknown, (round: number) => unknown], rounds: number): void {
  const times = [few, many].map((task) => ({ task, spent: [] as number[] }))
  for (let round = 0; round < rounds + WARM; round++) {
    for (const { task, spent } of times) {
      const time = work(() => task(round))
      if (round >= WARM) spent.push(time)
    }
  }
  const at = (share: number): [number, number] => {
    const [small = 0, large = 0] = times.map(({ spent }) => spent.sort((a, b) => a - b)[Math.floor(spent.length * share)] ?? 0)
    return [small, large]
  }
  print(`${what}, half`, ...at(0.5))
  print(`${what}, 95 % below`, ...at(0.95))
}

function diagnose(world: World): (round: number) => unknown {
  return (round) => {
    const caret = world.type(round)
    return diagnoseCaption(world.workspace, world.path, caret)
  }
}

function print(what: string, small: number, large: number): void {
  console.log(`${what.padEnd(56)} ${small.toFixed(2).padStart(6)} ms ${large.toFixed(2).padStart(7)} ms  × ${(large / small).toFixed(2)}`)
}

async function main(): Promise<void> {
  const { knowledge } = await loadKnowledge(new MemoryFiles(), { lists: [] }, '/')
  const captions = drawTexts(10_000, knowledge)
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

  const [few, many] = [new World(FEW, knowledge), new World(MANY, knowledge)]
  console.log(`\n${''.padEnd(56)} ${'1,000'.padStart(9)} ${'100,000'.padStart(10)}  captions`)
  compare('keystroke → diagnostics', [diagnose(few), diagnose(many)], STROKES)
  const inMany = many.answers()
  for (const [index, [what, task]] of few.answers().entries()) compare(what, [task, inMany[index]?.[1] ?? task], ANSWERS)
  print('looking over the dataset after an edit: longest stretch', few.lookOver(), many.lookOver())
}

void main()
