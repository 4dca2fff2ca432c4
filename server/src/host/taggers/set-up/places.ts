import { joinPath } from '../../../base/path'

/** The runtime that is set up; pinned, so that what was tested is what runs. */
export const RUNTIME_VERSION = '1.30.0'

/** Where it is unpacked. */
export function runtimeFolder(cacheFolder: string): string {
  return joinPath(cacheFolder, 'taggers', `onnxruntime-${RUNTIME_VERSION}`)
}

/** Where a downloaded model lies; `id` is a repository such as `SmilingWolf/wd-vit-tagger-v3`. */
export function modelFolder(cacheFolder: string, id: string): string {
  return joinPath(cacheFolder, 'taggers', 'models', id.replace(/[^\p{L}\p{N}._-]+/gu, '--'))
}
