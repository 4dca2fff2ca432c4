import { createHash } from 'node:crypto'
import { packRows, unpackRows } from '../audit/pack-rows'
import type { ReportProblem } from '../audit/report'
import type { KeptRows } from '../audit/stream-rows'
import type { Dataset } from '../dataset/dataset'
import { checksum } from './checksum'
import { DatasetCacheFile, LEAST_CACHED, type CacheFiles } from './dataset-cache-file'
import { digestDataset } from './dataset-digest'

/** Head: magic, version, checksum of the rest, bytes of the key, of the texts; 32 bits each, little-endian. Then these as JSON, and the numbers. */
const MAGIC = 0x544c3034
const VERSION = 1
const HEAD = 20
const LARGEST = 200 * 1024 * 1024

/**
 * What the rules found in a dataset, for as long as nothing has changed that they look at: not one file of it, no setting, no list, no rule.
 * Anything else, and what is damaged, is looked for again.
 */
export class FindingsCache implements KeptRows {
  private constructor(
    private readonly file: DatasetCacheFile,
    /** Empty where it is not worth while. */
    private readonly key: string,
    readonly rows: KeptRows['rows'],
  ) {}

  /** `folder`: that of all caches. `world`: names all that rules look at beside the dataset: the lists, the product and the language of messages. */
  static async open(files: CacheFiles, folder: string, dataset: Dataset, world: string): Promise<FindingsCache> {
    const file = new DatasetCacheFile(files, folder, 'findings', dataset.root)
    if (dataset.samples.size < LEAST_CACHED) return new FindingsCache(file, '', undefined)
    const bytes = await file.read()
    const key = createHash('sha1').update(digestDataset(dataset)).update(world).digest('hex')
    return new FindingsCache(file, key, bytes && unpack(bytes, key))
  }

  async keep(rows: readonly (readonly ReportProblem[])[]): Promise<void> {
    if (this.key === '') return
    const bytes = pack(rows, this.key)
    if (bytes.length <= LARGEST) await this.file.write(bytes)
  }
}

function pack(rows: readonly (readonly ReportProblem[])[], key: string): Uint8Array {
  const { texts, numbers } = packRows(rows)
  const [named, told] = [key, JSON.stringify(texts)].map((text) => new TextEncoder().encode(text)) as [Uint8Array, Uint8Array]
  const bytes = new Uint8Array(HEAD + named.length + told.length + numbers.byteLength)
  bytes.set(named, HEAD)
  bytes.set(told, HEAD + named.length)
  bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), HEAD + named.length + told.length)
  const head = new DataView(bytes.buffer, 0, HEAD)
  ;[MAGIC, VERSION, checksum(bytes.subarray(HEAD)), named.length, told.length].forEach((value, at) => head.setUint32(at * 4, value, true))
  return bytes
}

function unpack(bytes: Uint8Array, key: string): KeptRows['rows'] {
  if (bytes.length < HEAD) return undefined
  const head = new DataView(bytes.buffer, bytes.byteOffset, HEAD)
  const [magic, version, sum, named = 0, told = 0] = [0, 4, 8, 12, 16].map((at) => head.getUint32(at, true))
  if (magic !== MAGIC || version !== VERSION || checksum(bytes.subarray(HEAD)) !== sum) return undefined
  const textOf = (start: number, length: number): string => new TextDecoder().decode(bytes.subarray(start, start + length))
  if (textOf(HEAD, named) !== key) return undefined
  // the numbers begin anywhere: a copy begins where numbers can
  // written by `pack`: the checksum says so
  const texts = JSON.parse(textOf(HEAD + named, told)) as string[]
  return unpackRows({ texts, numbers: new Int32Array(new Uint8Array(bytes.subarray(HEAD + named + told)).buffer) })
}
