import { imageSize } from 'image-size'
import { FileError, type FileSystem } from '../base/file-system'
import { readColorMode } from './color-mode'
import type { ImageFault, ImageFile, ImageHeader } from './sample'

/** Bytes read from each end: enough for nearly every header; a JPEG with large APP segments is read again in full. */
const ENDS = 64 * 1024
/** Headers end long before this, whatever stands in front of them. */
const MOST = 32 * 1024 * 1024

/** Reads an image's header, or tells why it cannot be used. Nothing is decoded: a whole file with damaged pixels passes. */
export async function readImage(fileSystem: Pick<FileSystem, 'read' | 'readEnds'>, path: string): Promise<ImageFile> {
  try {
    const { head, tail, size } = await fileSystem.readEnds(path, ENDS)
    const fault = faultOfHead(head)
    if (fault) return { path, fault, size }
    const header = headerOf(head) ?? (size > head.length && startsWith(head, JPEG) ? headerOf(await fileSystem.read(path, MOST)) : undefined)
    if (!header) return { path, fault: looksLikeImage(head) ? 'truncated' : 'not-an-image', size }
    return isCutOff(head, tail, size, header.type) ? { path, header, fault: 'truncated', size } : { path, header, size }
  } catch (error) {
    if (error instanceof FileError) return { path, fault: 'unreadable' }
    throw error
  }
}

/** Whether the end mark of the format is missing. */
function isCutOff(head: Uint8Array, tail: Uint8Array, size: number, type: string): boolean {
  if (type === 'png') return !includes(tail, 'IEND')
  if (type === 'jpg') return !includes(tail, '\u00ff\u00d9')
  if (type === 'webp') return size < 8 + new DataView(head.buffer, head.byteOffset).getUint32(4, true)
  return false
}

function includes(bytes: Uint8Array, mark: string): boolean {
  for (let offset = bytes.length - mark.length; offset >= 0; offset--) if (startsWith(bytes.subarray(offset), mark)) return true
  return false
}

function headerOf(bytes: Uint8Array): ImageHeader | undefined {
  try {
    const { width, height, orientation, type } = imageSize(bytes)
    // image-size swaps nothing by orientation for JPEG; the trainer reads raw pixels too
    if (!(width > 0 && height > 0)) return undefined
    const mode = readColorMode(bytes, type ?? '')
    return { width, height, orientation: orientation ?? 1, type: type ?? '', ...(mode ? { mode } : {}) }
  } catch {
    return undefined
  }
}

function faultOfHead(head: Uint8Array): ImageFault | undefined {
  if (head.length === 0) return 'empty'
  if (startsWith(head, 'version https://git-lfs.github.com/spec/')) return 'lfs-pointer'
  return undefined
}

const JPEG = '\u00ff\u00d8\u00ff'
const MAGIC = ['\u0089PNG', JPEG, 'RIFF', 'BM', 'GIF8']

function looksLikeImage(head: Uint8Array): boolean {
  return MAGIC.some((magic) => startsWith(head, magic)) || startsWith(head.subarray(4), 'ftyp')
}

/** Compares bytes with a Latin-1 string. */
function startsWith(bytes: Uint8Array, magic: string): boolean {
  if (bytes.length < magic.length) return false
  for (let index = 0; index < magic.length; index++) if (bytes[index] !== magic.charCodeAt(index)) return false
  return true
}
