import { sortImages } from '../features/sort-images'
import { checksum } from '../host/checksum'
import { SORTER_REQUEST, type SorterParams, type SorterResult } from '../protocol/sorter'
import { guard } from './guard'
import { findDataset } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

/** Registers what the sorter asks; the types are in `protocol/sorter.ts`. */
export function registerSorter(doors: Doors): void {
  const { session, documents, open } = doors
  session.connection.onRequest(
    SORTER_REQUEST,
    guard(session, SORTER_REQUEST, async ({ uri, tag, within, known }: SorterParams): Promise<SorterResult> => {
      await documents.entered()
      const dataset = await findDataset(doors, toPath(uri))
      if (!dataset) return { root: null, digest: '', list: null, fault: null }
      const root = open.toUri(dataset.root)
      const list = sortImages(dataset, session.workspace.knowledge, tag, within?.map(toPath) ?? null)
      if ('fault' in list) return { root, digest: '', list: null, fault: session.translate(list.fault) }
      const bytes = new TextEncoder().encode(JSON.stringify(list))
      const digest = `${bytes.length}-${checksum(bytes)}`
      return { root, digest, list: digest === known ? null : list, fault: null }
    }),
  )
}
