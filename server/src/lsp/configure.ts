import { FileError } from '../base/file-system'
import type { Message } from '../base/message'
import { joinPath } from '../base/path'
import { SETTINGS_FILE } from '../dataset/find-root'
import { configure } from '../features/configure'
import { readFormats } from '../host/read-formats'
import {
  CONFIGURE_REQUEST,
  DATASETS_REQUEST,
  FORMATS_REQUEST,
  type ConfigureParams,
  type ConfigureResult,
  type DatasetsParams,
  type DatasetsResult,
  type FormatsParams,
  type FormatsResult,
} from '../protocol/status'
import { captionSuffixes } from './caption-kind'
import { findDatasets } from './find-datasets'
import { guard } from './guard'
import { findDataset } from './requests'
import type { Doors } from './route'
import { isFilePath, toPath, toUri } from './uris'

/** Registers what is asked about datasets as a whole: where they begin, and how their settings read after a change. */
export function registerConfigure(doors: Doors): void {
  const { session, datasets } = doors
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
  session.connection.onRequest(
    FORMATS_REQUEST,
    guard(session, FORMATS_REQUEST, async ({ uri }: FormatsParams): Promise<FormatsResult> => {
      const dataset = await findDataset(doors, toPath(uri))
      if (!dataset) return { root: null, current: null, isChosen: false, reason: null, formats: [] }
      const formats = await readFormats(session.fileSystem, dataset.root, dataset.settings)
      const said = (message: Message | undefined): string | null => (message ? session.translate(message) : null)
      return {
        root: toUri(dataset.root),
        current: dataset.format?.id ?? null,
        isChosen: dataset.format !== undefined && dataset.settings.values.format === dataset.format.id,
        reason: said(dataset.explanation),
        formats: formats.map(({ format, fits, folders }) => ({ id: format.id, title: session.translate(format.title), fits, sign: said(format.sign), folders })),
      }
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
