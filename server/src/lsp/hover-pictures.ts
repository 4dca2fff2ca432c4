import { FileError } from '../base/file-system'
import type { ImageProcess } from '../host/image-process'
import { thumbnail } from './requests'
import type { Session } from './session'
import { patiently } from './patiently'

/** Pixels of the longest side. */
const SIDE = 96
/** Milliseconds that a hover waits for its pictures; those that come later are there for the next one. */
const PATIENCE = 400
const KEPT = 200

/** Small pictures for hovers, as addresses that any page can show. */
export type HoverPictures = (paths: readonly string[]) => Promise<readonly string[]>

export function createHoverPictures(session: Session, images: ImageProcess): HoverPictures {
  const kept = new Map<string, Promise<string | null>>()

  const make = async (path: string): Promise<string | null> => {
    try {
      const { modified } = await session.fileSystem.stat(path)
      const name = `${modified} ${path}`
      const known = kept.get(name)
      if (known) return await known
      const made = thumbnail(session, images, path, SIDE).then(({ data }) => data)
      kept.set(name, made)
      const [oldest] = kept.keys()
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
      // what failed may be there the next time
      const data = await made.catch(() => null)
      if (data === null) kept.delete(name)
      return data
    } catch (error) {
      if (error instanceof FileError) return null
      throw error
    }
  }

  return async (paths) => {
    const found: (string | null)[] = paths.map(() => null)
    const all = Promise.all(paths.map(async (path, at) => (found[at] = await make(path))))
    await patiently(all, PATIENCE)
    return found.flatMap((data) => data ?? [])
  }
}
