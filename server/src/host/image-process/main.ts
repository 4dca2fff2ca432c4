// The image process: decodes and scales pictures, so that a crash in native code never takes the server along.
import { loadSharp, type Sharp } from './load-sharp'
import type { ImageReply, ImageRequest } from './messages'

let sharp: Sharp | undefined

process.on('message', (request: ImageRequest) => {
  void answer(request).then((reply) => process.send?.(reply))
})
process.on('disconnect', () => process.exit(0))

async function answer(request: ImageRequest): Promise<ImageReply> {
  try {
    sharp ??= loadSharp()
    // no rotation by EXIF: pictures are shown as they are trained
    const bytes = await sharp(request.path, { failOn: 'error', limitInputPixels: 1_000_000_000 })
      .resize({ width: request.size, height: request.size, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 85 })
      .toBuffer()
    return { id: request.id, ok: true, bytes: Uint8Array.from(bytes) }
  } catch (error) {
    return { id: request.id, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}
