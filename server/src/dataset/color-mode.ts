/** How the pixels of an image are stored, as its header says. */
export interface ColorMode {
  readonly color: 'grey' | 'palette' | 'rgb' | 'cmyk'
  /** An alpha channel is declared, or a transparent colour; whether it hides anything only the pixels tell. */
  readonly alpha: boolean
  /** Of a channel, or of an index into the palette. */
  readonly bits: number
}

/** From the first bytes of a file, without decoding; `type` as `image-size` calls it. Undefined where they do not say it. */
export function readColorMode(head: Uint8Array, type: string): ColorMode | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  try {
    switch (type) {
      case 'png':
        return pngMode(view)
      case 'jpg':
        return jpegMode(view)
      case 'webp':
        return webpMode(view)
      case 'bmp':
        return bmpMode(view)
      default:
        return undefined
    }
  } catch (error) {
    // the header goes on behind what was read
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** W3C PNG § 11.2.1 (IHDR), § 11.3.1.1 (tRNS): https://www.w3.org/TR/png-3/ */
function pngMode(view: DataView): ColorMode | undefined {
  const bits = view.getUint8(24)
  const type = view.getUint8(25)
  const color = type === 0 || type === 4 ? 'grey' : type === 3 ? 'palette' : type === 2 || type === 6 ? 'rgb' : undefined
  return color && { color, bits, alpha: type >= 4 || hasTransparentColor(view) }
}

/** tRNS stands before the first IDAT. */
function hasTransparentColor(view: DataView): boolean {
  for (let at = 8; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    const chunk = textAt(view, at + 4)
    if (chunk === 'tRNS') return true
    if (chunk === 'IDAT' || chunk === 'IEND') return false
  }
  return false
}

/** ITU-T T.81 § B.2.2: the frame header names precision and components. */
function jpegMode(view: DataView): ColorMode | undefined {
  for (let at = 2; ; at += 2 + view.getUint16(at + 2)) {
    // a marker may be padded
    while (view.getUint8(at) === 0xff && view.getUint8(at + 1) === 0xff) at++
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (!isFrame) continue
    const components = view.getUint8(at + 9)
    return { color: components === 1 ? 'grey' : components === 4 ? 'cmyk' : 'rgb', alpha: false, bits: view.getUint8(at + 4) }
  }
}

/** RFC 9649 § 2.7 (VP8X), § 3.4 (VP8L). */
function webpMode(view: DataView): ColorMode | undefined {
  const chunk = textAt(view, 12)
  if (chunk === 'VP8X') return { color: 'rgb', alpha: (view.getUint8(20) & 0x10) !== 0, bits: 8 }
  if (chunk === 'VP8L') return { color: 'rgb', alpha: ((view.getUint32(21, true) >>> 28) & 1) === 1, bits: 8 }
  return chunk === 'VP8 ' ? { color: 'rgb', alpha: false, bits: 8 } : undefined
}

/** BITMAPINFOHEADER.biBitCount; the fourth byte of 32 bits is unused by it, and trainers drop it. */
function bmpMode(view: DataView): ColorMode {
  const bits = view.getUint16(28, true)
  return bits <= 8 ? { color: 'palette', alpha: false, bits } : { color: 'rgb', alpha: false, bits: bits === 16 ? 5 : 8 }
}

function textAt(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
}
