import { mkdir, readFile, rm } from 'node:fs/promises'
import { say, type Message } from '../../../base/message'
import { joinPath } from '../../../base/path'
import { readModelTags } from '../../../tagging/model-tags'
import { DownloadError } from '../../download/download-error'
import type { DownloadWorld } from '../../download/world'
import { downloadFile } from './download-file'
import { modelFolder } from './places'

const HUB = 'https://huggingface.co'
const LARGEST_MODEL = 8 * 1024 * 1024 * 1024
const LARGEST_LIST = 64 * 1024 * 1024
/** The forms a model comes in: its list, and the model itself. */
const FORMS = [
  { list: 'selected_tags.csv', model: 'model.onnx' },
  { list: 'tag_mapping.json', model: 'model_optimized.onnx' },
  { list: 'tag_mapping.json', model: 'model.onnx' },
] as const

export interface ModelOptions {
  readonly cacheFolder: string
  readonly version: string
  /** Mirror of the hub. */
  readonly hub?: string | null
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number | undefined) => void
}

/**
 * A tagger's model with its list, by the id of its repository (`owner/name`, or `owner/name/folder`) or by the address of the model or
 * of the folder it lies in. Gives the folder. Rejects with `DownloadError`, or with the signal's reason.
 */
export async function downloadModel(given: string, { cacheFolder, version, hub, signal, onProgress }: ModelOptions, world: DownloadWorld): Promise<string> {
  const base = addressOf(given.trim(), (hub ?? '') === '' ? HUB : (hub ?? HUB))
  if (base === undefined) throw new DownloadError('bad-address', say`'${given}' is neither a repository such as SmilingWolf/wd-vit-tagger-v3 nor an address`)
  const folder = modelFolder(cacheFolder, given.trim().replace(/^https?:\/\//, ''))
  await mkdir(folder, { recursive: true })
  const fetchFile = (name: string, largest: number): Promise<void> =>
    downloadFile([`${base}/${name}`], { path: joinPath(folder, name), version, largest, ...(signal && { signal }), ...(onProgress && { onProgress }) }, world)
  let missing: DownloadError | undefined
  for (const { list, model } of FORMS) {
    try {
      await fetchFile(list, LARGEST_LIST)
      const fault = await faultOf(joinPath(folder, list), list)
      if (fault) {
        await rm(joinPath(folder, list), { force: true })
        throw new DownloadError('unexpected-answer', fault)
      }
      await fetchFile(model, LARGEST_MODEL)
      return folder
    } catch (error) {
      if (!(error instanceof DownloadError) || error.code !== 'not-found') throw error
      missing ??= error
    }
  }
  throw missing ?? new DownloadError('not-found', say`There is no tagger at '${given}'`)
}

function addressOf(given: string, hub: string): string | undefined {
  if (/^https?:\/\//.test(given)) return URL.canParse(given) ? given.replace(/\/+$/, '').replace(/\/[^/]+\.(?:onnx|csv|json)$/, '').replace('/tree/', '/resolve/').replace('/blob/', '/resolve/') : undefined
  const [owner, name, ...inner] = given.split('/')
  if (!owner || !name || !/^[\w.-]+(?:\/[\w.-]+)+$/.test(given) || given.split('/').includes('..')) return undefined
  return [`${hub.replace(/\/+$/, '')}/${owner}/${name}/resolve/main`, ...inner].join('/')
}

async function faultOf(path: string, name: string): Promise<Message | undefined> {
  const tags = readModelTags(name, await readFile(path, 'utf8'))
  return 'fault' in tags ? tags.fault : undefined
}
