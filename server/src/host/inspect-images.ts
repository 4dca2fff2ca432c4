import { createHash } from 'node:crypto'
import { mapBounded } from '../base/concurrency'
import { FileError, type FileStat, type FileSystem } from '../base/file-system'
import type { Dataset } from '../dataset/dataset'
import type { ImageLook, ImageLooks } from '../dataset/image-look'
import type { PixelFacts } from '../dataset/pixel-facts'
import type { ImageFile } from '../dataset/sample'
import type { FactsCache } from './facts-cache'
import { ImageProcessError } from './image-process'

export interface InspectOptions {
  readonly fileSystem: Pick<FileSystem, 'stat' | 'read'>
  /** Decodes one; rejects with an `ImageProcessError`. */
  readonly facts: (path: string, signal: AbortSignal | undefined) => Promise<PixelFacts>
  /** Without it everything is decoded anew. */
  readonly cache?: FactsCache
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

export interface Inspection {
  readonly looks: ImageLooks
  /** Images that there was no look at, because nothing could be decoded, or the image process would not go on; they are whole as far as is known. */
  readonly missed: number
}

/** Asks under way at once; the image process takes a few of them at a time. */
const LANES = 16

/**
 * Looks at the pixels of all images of a dataset. One that cannot be decoded, or that the image process does not survive, never keeps the
 * others from it. Rejects with the signal's reason; what was found until then is in the cache.
 */
export async function inspectImages(dataset: Pick<Dataset, 'samples'>, options: InspectOptions): Promise<Inspection> {
  const { fileSystem, cache, signal, onProgress } = options
  const images = [...dataset.samples.values()].flatMap((sample) => sample.images).filter(({ fault }) => !fault)
  const looks = new Map<string, ImageLook>()
  const stats = await readStats(images, fileSystem, signal)
  const digests = await readDigests(stats, fileSystem, signal)
  const again: Seen[] = []
  const state = { hopeless: false }
  let done = 0
  const look = async (seen: Seen): Promise<boolean> => {
    const found = await lookAtOne(seen, options, state)
    if (found === 'again') return false
    const digest = digests.get(seen.image.path)
    looks.set(seen.image.path, { size: seen.stat.size, ...found, ...(digest === undefined ? {} : { digest }) })
    onProgress?.(++done, stats.length)
    return true
  }
  try {
    await mapBounded(stats, LANES, async (seen) => void ((await look(seen)) || again.push(seen)), signal)
    // one of those that were under way together has ended the process: alone, each tells
    let missed = 0
    for (const seen of again) {
      signal?.throwIfAborted()
      if (!(await look(seen))) missed++
    }
    return { looks, missed }
  } finally {
    await cache?.save()
  }
}

interface Seen {
  readonly image: ImageFile
  readonly stat: FileStat
}

async function readStats(images: readonly ImageFile[], fileSystem: InspectOptions['fileSystem'], signal: AbortSignal | undefined): Promise<readonly Seen[]> {
  const stats = await mapBounded(images, LANES, async (image): Promise<Seen[]> => orNothing(async () => [{ image, stat: await fileSystem.stat(image.path) }]), signal)
  return stats.flat()
}

/** A file that is gone by now, or may not be read any more, is left out. */
async function orNothing<Item>(work: () => Promise<Item[]>): Promise<Item[]> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FileError) return []
    throw error
  }
}

/** Of the files that have as many bytes as another one. */
async function readDigests(stats: readonly Seen[], fileSystem: InspectOptions['fileSystem'], signal: AbortSignal | undefined): Promise<ReadonlyMap<string, string>> {
  const counts = new Map<number, number>()
  for (const { stat } of stats) counts.set(stat.size, (counts.get(stat.size) ?? 0) + 1)
  const twins = stats.filter(({ stat }) => (counts.get(stat.size) ?? 0) > 1)
  const digests = await mapBounded(
    twins,
    4,
    ({ image: { path } }) => orNothing(async () => [[path, createHash('sha256').update(await fileSystem.read(path)).digest('hex')] as const]),
    signal,
  )
  return new Map(digests.flat())
}

/** Formats that both we and trainers decode: a picture of another one is not called damaged. */
const SURE: readonly string[] = ['png', 'jpg', 'webp']

/** What sharp says of files that are gone by now, and of what it was built without or does not want to decode. */
const NOT_ITS_FAULT = /missing|pixel limit|unsupported|memory/i

/** `hopeless`: nothing can be decoded now, so nothing more is asked for. */
async function lookAtOne({ image, stat }: Seen, { facts, cache, signal }: InspectOptions, state: { hopeless: boolean }): Promise<Omit<ImageLook, 'size'> | 'again'> {
  const { path, header } = image
  const before = cache?.get(path, stat.size, stat.modified)
  if (before) return { pixels: before }
  if (state.hopeless) return 'again'
  try {
    const pixels = await facts(path, signal)
    cache?.set(path, stat.size, stat.modified, pixels)
    return { pixels }
  } catch (error) {
    if (!(error instanceof ImageProcessError)) throw error
    if (error.failure === 'stopped') throw error
    if (error.failure === 'unavailable' || error.failure === 'crashes-too-often') state.hopeless = true
    if (error.failure !== 'undecodable') return 'again'
    return header && SURE.includes(header.type) && !NOT_ITS_FAULT.test(error.message) ? { damaged: true } : {}
  }
}
