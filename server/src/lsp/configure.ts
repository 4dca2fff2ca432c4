import { FileError } from '../base/file-system'
import { joinPath } from '../base/path'
import { SETTINGS_FILE } from '../dataset/find-root'
import { configure } from '../features/configure'
import { CONFIGURE_REQUEST, DATASETS_REQUEST, type ConfigureParams, type ConfigureResult, type DatasetsParams, type DatasetsResult } from '../protocol/status'
import { captionSuffixes } from './caption-kind'
import { findDatasets } from './find-datasets'
import { guard } from './guard'
import type { Doors } from './route'
import { isFilePath, toPath, toUri } from './uris'

/** Registers what is asked about datasets as a whole: where they begin, and how their settings read after a change. */
export function registerConfigure({ session, datasets }: Doors): void {
  session.connection.onRequest(
    CONFIGURE_REQUEST,
    guard(session, CONFIGURE_REQUEST, async ({ uri, change }: ConfigureParams): Promise<ConfigureResult | null> => {
      const dataset = await datasets.ensure(toPath(uri))
      if (!dataset) return null
      const file = joinPath(dataset.root, SETTINGS_FILE)
      const before = await readText(session.fileSystem, file)
      const text = configure(dataset, before, change)
      return text === undefined ? null : { uri: toUri(file), exists: before !== undefined, text }
    }),
  )
  session.connection.onRequest(
    DATASETS_REQUEST,
    guard(session, DATASETS_REQUEST, async ({ uri }: DatasetsParams): Promise<DatasetsResult> => {
      const folder = toPath(uri)
      if (!isFilePath(folder)) return { roots: [] }
      const found = await findDatasets(session.fileSystem, folder, captionSuffixes((await session.settingsFor(folder)).values))
      return { roots: found.map(toUri) }
    }),
  )
}

async function readText(fileSystem: Doors['session']['fileSystem'], path: string): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await fileSystem.read(path))
  } catch (error) {
    if (error instanceof FileError && error.code === 'not-found') return undefined
    throw error
  }
}
