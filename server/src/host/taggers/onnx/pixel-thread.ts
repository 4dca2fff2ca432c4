import { parentPort } from 'node:worker_threads'
import { prepareInput } from '../../../tagging/pixels/prepare'
import { loadSharp, type Sharp } from '../../image-process/load-sharp'
import type { PixelReply, PixelRequest } from './messages'

let sharp: Sharp | undefined

/** One of the threads that decode and scale while the model computes. */
export function runPixelThread(): void {
  parentPort?.on('message', (request: PixelRequest) => {
    void prepare(request).then((reply) => parentPort?.postMessage(reply, 'input' in reply ? [reply.input.buffer] : []))
  })
}

async function prepare({ id, path, form, buffer }: PixelRequest): Promise<PixelReply> {
  try {
    sharp ??= loadSharp()
    // as Pillow opens it: no rotation by EXIF, no colour profile
    const { data, info } = await sharp(path, { failOn: 'error', limitInputPixels: 1_000_000_000, ignoreIcc: true }).toColourspace('srgb').raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
    const { width, height, channels } = info
    return { id, input: prepareInput({ width, height, channels, data }, form, buffer ?? new Float32Array(form.size * form.size * 3)) }
  } catch (error) {
    return { id, detail: error instanceof Error ? error.message : String(error) }
  }
}
