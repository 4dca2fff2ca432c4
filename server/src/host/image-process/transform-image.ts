import { straightened, type ImageTransform } from '../../base/image-transform'
import type { Sharp } from './load-sharp'
import type { TransformedImage } from './messages'
import { openImage } from './open-image'

type Pipeline = ReturnType<Sharp>

export async function transformImage(sharp: Sharp, path: string, transform: ImageTransform): Promise<TransformedImage> {
  const { orient = false, turn, straighten = 0, crop, flatten, resize, encode, metadata } = transform
  let image = openImage(sharp, path, { autoOrient: orient, ignoreIcc: metadata === 'keep' })
  if (turn !== undefined) image = image.rotate(turn)
  let area = crop
  if (straighten !== 0) {
    // by an angle sharp turns last: what comes before has to be settled
    const { data, info } = await withMetadata(image, metadata).png({ compressionLevel: 0 }).toBuffer({ resolveWithObject: true })
    const frame = straightened(info, straighten)
    const full = rotatedSize(info, straighten)
    const [left, top] = [Math.round((full.width - frame.width) / 2), Math.round((full.height - frame.height) / 2)]
    area = { left: left + (crop?.left ?? 0), top: top + (crop?.top ?? 0), width: crop?.width ?? frame.width, height: crop?.height ?? frame.height }
    image = openImage(sharp, data, { ignoreIcc: metadata === 'keep' }).rotate(straighten, { background: { r: 255, g: 255, b: 255, alpha: 0 } })
  }
  if (area) image = image.extract({ left: area.left, top: area.top, width: area.width, height: area.height })
  // JPEG has no alpha: hidden colours must not come to light
  const ground = flatten ?? (encode.format === 'jpeg' ? '#ffffff' : undefined)
  if (ground !== undefined) image = image.flatten({ background: ground })
  else if (straighten !== 0 && !(await openImage(sharp, path).metadata()).hasAlpha) image = image.removeAlpha()
  if (resize) image = image.resize({ width: resize.width, height: resize.height, fit: 'fill', kernel: 'lanczos3' })
  const { data, info } = await encoded(withMetadata(image, metadata), encode).toBuffer({ resolveWithObject: true })
  return { bytes: Uint8Array.from(data), width: info.width, height: info.height }
}

function withMetadata(image: Pipeline, metadata: ImageTransform['metadata']): Pipeline {
  return metadata === 'keep' ? image.keepMetadata() : image
}

/** As libvips makes room for a turned picture. */
function rotatedSize({ width, height }: { readonly width: number; readonly height: number }, degrees: number): { readonly width: number; readonly height: number } {
  const angle = (Math.abs(degrees) * Math.PI) / 180
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)]
  return { width: Math.round(width * cos + height * sin), height: Math.round(width * sin + height * cos) }
}

function encoded(image: Pipeline, encode: ImageTransform['encode']): Pipeline {
  switch (encode.format) {
    case 'png':
      return image.png()
    case 'jpeg':
      return image.jpeg({ quality: encode.quality, chromaSubsampling: '4:4:4' })
    case 'webp':
      return encode.quality === undefined ? image.webp({ lossless: true }) : image.webp({ quality: encode.quality, smartSubsample: true })
  }
}
