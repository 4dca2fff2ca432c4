import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import { formatMessage } from '../../server/src/base/message'
import { parseCaption } from '../../server/src/caption/parse'
import type { Dataset } from '../../server/src/dataset/dataset'
import { captionTextOf, type Sample } from '../../server/src/dataset/sample'
import type { DatasetScan } from '../../server/src/dataset/scan'
import { diagnoseCaption, diagnoseDataset } from '../../server/src/features/diagnostics'
import type { Problem } from '../../server/src/lint/problem'
import { Workspace } from '../../server/src/workspace/workspace'
import { settingsOf } from '../support/world'
import { smallKnowledge } from '../support/vocabulary'
import { makeRandom } from '../bench/draw-queries'

const FOLDERS = ['10_mizune', '5_karvan', '1_plain']
const STEMS = 12
/** More with the environment variable, for an evening; the states are compared after so many. */
const EDITS = Number(process.env['TAGLORE_EDITS'] ?? 3000)
const COMPARED = Math.max(150, Math.floor(EDITS / 100))

const TAGS = [
  'mizune', 'karvan', '1girl', '2girls', '1boy', 'solo', 'long hair', 'short hair', 'long_hair', 'Long Hair', 'blonde hair', 'blond hair', 'blue eyes', 'red eyes', 'cat ears', 'ponytail', 'my own word', 'my own wrod',
  '(blue eyes:1.2)', 'masterpiece', 'score_9', 'hair ribbon', 'no humans', 'she stands near a window and looks at the rain.', 'watermark', '', ' ', '{a|b}',
] as const
const SEPARATORS = [', ', ', ', ', ', ',', ' , ', ',,', '\n', ' ||| ']

/** What there is on the disk and in editors: all that a workspace is made of. */
class Model {
  readonly disk = new Map<string, Sample>()
  readonly open = new Map<string, string>()
  settings: object = {}

  /** Each made anew: nothing may be remembered of another workspace's. */
  build(): Workspace {
    const workspace = new Workspace(smallKnowledge, settingsOf())
    const samples = structuredClone([...this.disk.values()]).sort((a, b) => (a.id < b.id ? -1 : 1))
    const folders = FOLDERS.map((name) => ({ path: `/set/${name}`, relative: name, classTokens: name.slice(name.indexOf('_') + 1), repeats: parseInt(name, 10), regularization: false }))
    const scan: DatasetScan = { root: '/set', format: undefined, hasSettingsFile: false, folders, samples, faults: [] }
    workspace.apply({ kind: 'dataset', scan, settings: settingsOf(this.settings) })
    for (const [path, text] of this.open) workspace.apply({ kind: 'document', path, text, version: 1 })
    return workspace
  }
}

function drawCaption(random: () => number): string {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  const trigger = random() < 0.7 ? 'mizune, ' : ''
  return trigger + Array.from({ length: Math.floor(random() * 9) }, () => `${pick(TAGS) ?? ''}${pick(SEPARATORS) ?? ''}`).join('')
}

/** One letter or tag more or less, as typing does it. */
function type(text: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1))
  const kind = random()
  if (kind < 0.4) return text.slice(0, at) + 'ehilo ,_'.charAt(Math.floor(random() * 8)) + text.slice(at)
  if (kind < 0.6) return text.slice(0, at) + text.slice(at + 1)
  if (kind < 0.9) return `${text}, ${TAGS[Math.floor(random() * TAGS.length)] ?? ''}`
  return drawCaption(random)
}

function pathAt(id: string): string {
  return `${id}.txt`
}

function makeSample(id: string, text: string | undefined, images: number): Sample {
  const header = { width: 512 + 64 * (images + id.length), height: 768, orientation: 1, type: 'png' }
  const found = Array.from({ length: images }, (_, at) => ({ path: `${id}${at === 0 ? '.png' : '.jpg'}`, size: 10, header }))
  return { id, folder: id.slice(0, id.lastIndexOf('/')), images: found, caption: text === undefined ? undefined : { path: pathAt(id), text, size: text.length, byteOrderMark: false } }
}

/** Does one thing to the workspace, and to the model of what it should show. */
function edit(workspace: Workspace, model: Model, random: () => number): void {
  const folder = FOLDERS[Math.floor(random() * FOLDERS.length)] ?? ''
  const id = `/set/${folder}/${Math.floor(random() * STEMS)}`
  const path = pathAt(id)
  const kind = random()
  if (kind < 0.7 && (model.open.size > 0 || model.disk.has(id))) {
    const opened = [...model.open.keys()]
    const target = opened.length > 0 && random() < 0.9 ? (opened[Math.floor(random() * opened.length)] ?? path) : path
    const text = type(model.open.get(target) ?? model.disk.get(target.slice(0, -4))?.caption?.text ?? '', random)
    model.open.set(target, text)
    workspace.apply({ kind: 'document', path: target, text, version: 1 })
  } else if (kind < 0.8 && model.open.has(path)) {
    model.open.delete(path)
    workspace.apply({ kind: 'document-closed', path })
  } else if (kind < 0.98) {
    const images = random() < 0.1 ? 0 : random() < 0.1 ? 2 : 1
    const sample = makeSample(id, random() < 0.1 ? undefined : drawCaption(random), images)
    if (images === 0 && !sample.caption) model.disk.delete(id)
    else model.disk.set(id, sample)
    workspace.apply({ kind: 'sample', root: '/set', sample })
  } else {
    model.settings = { 'captions.wildcards': random() < 0.5, goal: random() < 0.7 ? 'character' : 'style' }
    workspace.apply({ kind: 'dataset-settings', root: '/set', settings: settingsOf(model.settings) })
  }
}

const describeProblem = ({ rule, level, message, anchor, span, related }: Problem): string => JSON.stringify([rule.id, level, formatMessage(message), anchor, span, [...related].sort()])

function describeState(workspace: Workspace): object {
  const dataset = workspace.datasets[0] as Dataset
  const sorted = (map: ReadonlyMap<string, number>): unknown => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
  const usages = [...dataset.counts.all()].sort((a, b) => (a.key < b.key ? -1 : 1))
  const ids = [...dataset.samples.keys()].sort()
  return {
    usages: usages.map(({ key, captions, effective, byFolder, spellings }) => [key, captions, effective, sorted(byFolder), sorted(spellings), [...dataset.counts.carriers(key)].sort()]),
    often: [...dataset.counts.atLeast(3)].map(({ key }) => key).sort(),
    own: [...dataset.counts.own()].map(({ key }) => key).sort(),
    ownByUse: dataset.counts.ownWith({ letters: 0, isWanted: () => true, most: 10_000 }).map(({ captions }) => captions),
    folders: dataset.folders.map(({ path }) => {
      const { captions, firsts, tags } = dataset.counts.inFolder(path)
      return [path, captions, sorted(firsts), sorted(tags), dataset.samplesIn(path).map(({ id }) => id)]
    }),
    captions: dataset.captions,
    underscores: dataset.usesUnderscores(),
    keys: ids.map((id) => [id, dataset.keysOf(id)]),
    // the index stands in for parsing
    tags: [...dataset.samples.values()].every((sample) => isDeepStrictEqual(dataset.tagsOf(sample), parseCaption(captionTextOf(sample) ?? '').tags.map(({ key }) => key))),
    texts: ids.map((id) => [id, dataset.samples.get(id)?.caption?.text, dataset.sampleAt(pathAt(id))?.id]),
    concepts: dataset.concepts(),
    inCaptions: ids.flatMap((id) => diagnoseCaption(workspace, pathAt(id)).map(describeProblem)),
    inDataset: [...diagnoseDataset(workspace, dataset)].flatMap((row) => (row ? [`${row.path} ${describeProblem(row.problem)}`] : [])).sort(),
  }
}

describe('many edits', () => {
  for (const seed of [1, 2, 3]) {
    it(`leave the same index and problems as reading everything anew (seed ${seed})`, function () {
      this.timeout(0)
      const random = makeRandom(seed)
      const model = new Model()
      for (const folder of FOLDERS) for (let stem = 0; stem < STEMS - 2; stem++) model.disk.set(`/set/${folder}/${stem}`, makeSample(`/set/${folder}/${stem}`, drawCaption(random), 1))
      const workspace = model.build()
      for (let done = 1; done <= EDITS; done++) {
        edit(workspace, model, random)
        // what is remembered between edits is asked for in between
        if (done % 7 === 0) for (const path of model.open.keys()) diagnoseCaption(workspace, path)
        if (done % COMPARED === 0 || done === EDITS) assert.deepEqual(describeState(workspace), describeState(model.build()), `after ${done} edits`)
      }
    })
  }
})
