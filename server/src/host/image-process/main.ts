// The image process: decodes and scales pictures, so that a crash in native code never takes the server along.
import { rm, writeFile } from 'node:fs/promises'
import { loadSharp, type Sharp } from './load-sharp'
import type { ImageAnswers, ImageJob, ImageReply, ImageRequest, TransformedImage } from './messages'
import { openImage } from './open-image'
import { readFacts } from './read-facts'
import { transformImage } from './transform-image'

let loaded: Sharp | undefined

process.on('message', (request: ImageRequest) => {
  void answer(request).then((reply) => process.send?.(reply))
})
process.on('disconnect', () => process.exit(0))

async function answer({ id, ...job }: ImageRequest): Promise<ImageReply> {
  try {
    loaded ??= prepare()
  } catch (error) {
    return { id, ok: false, failure: 'unavailable', message: messageOf(error) }
  }
  try {
    return { id, ok: true, answer: await work(loaded, job) }
  } catch (error) {
    return { id, ok: false, failure: 'undecodable', message: messageOf(error) }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function prepare(): Sharp {
  const sharp = loadSharp()
  // the cache goes by name: of a file that is replaced it would show the old picture
  sharp.cache(false)
  // several pictures at once, one thread each, cost less than one picture on several threads
  sharp.concurrency(1)
  return sharp
}

async function work(sharp: Sharp, job: ImageJob): Promise<ImageAnswers[ImageJob['kind']]> {
  switch (job.kind) {
    case 'thumbnail':
      return makeThumbnail(sharp, job.path, job.size)
    case 'facts':
      return readFacts(sharp, job.path)
    case 'transform': {
      const image = await transformImage(sharp, job.path, job.transform)
      return job.to === undefined ? image : writeNew(job.to, image)
    }
  }
}

async function makeThumbnail(sharp: Sharp, path: string, size: number): Promise<Uint8Array> {
  const bytes = await openImage(sharp, path).resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true }).webp({ quality: 85 }).toBuffer()
  return Uint8Array.from(bytes)
}

async function writeNew(to: string, { bytes, width, height }: TransformedImage): Promise<TransformedImage> {
  try {
    await writeFile(to, bytes, { flag: 'wx', flush: true })
  } catch (error) {
    const isOurs = !(error instanceof Error && 'code' in error && error.code === 'EEXIST')
    if (isOurs) await rm(to, { force: true })
    throw error
  }
  return { bytes: new Uint8Array(), width, height }
}
