import type { DatasetScan } from '../../server/src/dataset/scan'
import type { Sample } from '../../server/src/dataset/sample'
import { allTags } from '../../server/src/tags/tag-index'
import type { Knowledge } from '../../server/src/workspace/knowledge'

/** Where a drawn dataset lies. */
export const ROOT = '/set'
const FOLDERS = 10

/** A generator of the same numbers each time. */
function drawer(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Captions as taggers write them: a trigger, some twenty common tags, now and then a word of the user's own. */
export function drawTexts(count: number, knowledge: Knowledge): string[] {
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

/** A dataset of these captions in ten folders, each with an image. */
export function toScan(captions: readonly string[]): DatasetScan {
  const folders = Array.from({ length: FOLDERS }, (_, at) => ({ path: `${ROOT}/10_trigger${at}`, relative: `10_trigger${at}`, classTokens: `trigger${at}`, repeats: 10, regularization: false }))
  const samples = captions.map((text, index): Sample => {
    const folder = folders[index % FOLDERS]?.path ?? ROOT
    const id = `${folder}/${String(index).padStart(6, '0')}`
    return { id, folder, images: [{ path: `${id}.png`, header: { width: 1024, height: 1024, orientation: 1, type: 'png' } }], caption: { path: `${id}.txt`, text, size: text.length, byteOrderMark: false } }
  })
  return { root: ROOT, format: undefined, hasSettingsFile: false, folders, samples: samples.sort((a, b) => (a.id < b.id ? -1 : 1)), faults: [] }
}
