import { tagKey } from '../../server/src/caption/tag-key'
import { scanDataset } from '../../server/src/dataset/scan'
import { completeTag } from '../../server/src/features/completion'
import { layerSettings } from '../../server/src/settings'
import type { SearchIndex } from '../../server/src/tags/search-index'
import type { TagIndex } from '../../server/src/tags/tag-index'
import { Workspace } from '../../server/src/workspace/workspace'
import { MemoryFiles, pngBytes } from '../support/memory-files'

const ROOT = '/set'
const pathOf = (at: number) => `${ROOT}/10_set/${String(at).padStart(5, '0')}.txt`

/** A workspace whose one dataset has these captions, one image each. */
export async function openCaptions(captions: readonly string[], tags: TagIndex, search: SearchIndex): Promise<Workspace> {
  const files = new MemoryFiles()
  for (const [at, text] of captions.entries()) files.put(pathOf(at), text).put(pathOf(at).replace(/txt$/, 'png'), pngBytes())
  const settings = layerSettings([])
  const workspace = new Workspace({ tags, search, groups: [], exclusive: [], merge: [], sources: [], tokenizer: undefined, ready: true }, settings)
  workspace.apply({ kind: 'dataset', scan: await scanDataset(files, ROOT, { captionExtension: '.txt', format: undefined, excluded: () => false }), settings })
  return workspace
}

/** The place of a tag in the list where, in caption `at`, `before` stands and `typed` is typed behind it; Infinity where it is not there. */
export function askInEditor(workspace: Workspace, at: number, before: readonly string[], typed: string, target: string): number {
  const text = [...before, typed].join(', ')
  workspace.apply({ kind: 'document', path: pathOf(at), text, version: 1 })
  const place = completeTag(workspace, pathOf(at), text.length)?.tags.findIndex(({ name }) => tagKey(name) === target) ?? -1
  return place < 0 ? Infinity : place
}

/** The caption is as its file has it again. */
export function leaveEditor(workspace: Workspace, at: number): void {
  workspace.apply({ kind: 'document-closed', path: pathOf(at) })
}
