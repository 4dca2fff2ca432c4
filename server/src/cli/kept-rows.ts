import type { KeptRows } from '../audit/stream-rows'
import { FindingsCache } from '../host/findings-cache'
import { productStamp } from '../host/product-files'
import type { Call } from './command'
import { cachesOf, type OpenedDataset } from './open-dataset'

/** What the rules found in the dataset the last time, and a place for what they find now; undefined where nothing is to be kept. */
export async function keptRows(call: Call, { dataset, knowledgeStamp }: OpenedDataset, product: string | undefined = productStamp()): Promise<KeptRows | undefined> {
  const folder = cachesOf(call)
  if (folder === undefined || knowledgeStamp === undefined || product === undefined) return undefined
  return FindingsCache.open(call.terminal.fileSystem, folder, dataset, JSON.stringify([product, knowledgeStamp, call.translations ?? null]))
}
