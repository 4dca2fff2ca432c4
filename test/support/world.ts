import { loadDataset } from '../../server/src/host/load-dataset'
import type { Dataset } from '../../server/src/dataset/dataset'
import { layerSettings, type Settings } from '../../server/src/settings'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { Workspace } from '../../server/src/workspace/workspace'
import { parseFixture, toMemoryFiles } from './fixture'
import type { Content, MemoryFiles } from './memory-files'
import { smallKnowledge } from './vocabulary'

export const ROOT = '/set'

/** Settings as `taglore.json` and the editor would give them. */
export function settingsOf(values: object = {}): Settings {
  return layerSettings([{ origin: 'editor', values }])
}

export interface OpenedDataset {
  readonly workspace: Workspace
  readonly dataset: Dataset
  readonly files: MemoryFiles
  readonly root: string
}

/** Scans files in memory into a workspace; `taglore.json` among them is in force above `settings`. */
export async function openDataset(
  files: ReadonlyMap<string, Content> | string,
  { settings = {}, knowledge = smallKnowledge, prepare }: { settings?: object; knowledge?: Knowledge; prepare?: (files: MemoryFiles) => void } = {},
): Promise<OpenedDataset> {
  const contents = typeof files === 'string' ? parseFixture(files).files : files
  const memory = toMemoryFiles(contents, ROOT)
  prepare?.(memory)
  const { scan, settings: inForce } = await loadDataset(memory, ROOT, { layers: [{ origin: 'editor', values: settings }], trusted: true })
  const workspace = new Workspace(knowledge, inForce)
  workspace.apply({ kind: 'dataset', scan, settings: inForce })
  const dataset = workspace.datasetOf(ROOT)
  if (!dataset) throw new Error('the fixture makes no dataset')
  return { workspace, dataset, files: memory, root: ROOT }
}
