import type { FileSystem } from '../../../server/src/base/file-system'

/** Thrown by every call once the program is dead. */
export class Killed extends Error {}

export type Death = 'before' | 'after' | 'power'

const CHANGING = ['write', 'create', 'rename', 'remove', 'removeTree', 'makeFolder'] as const

/**
 * A file system whose program is killed at its n-th changing call: just before it, just after it, or, with `power`, so that what was
 * written but not flushed is lost and the files are empty.
 */
export function dyingFiles(files: FileSystem, moment: number, death: Death): FileSystem & { readonly calls: number } {
  let calls = 0
  let dead = false
  const unflushed = new Set<string>()
  const die = async (): Promise<never> => {
    dead = true
    if (death === 'power') for (const path of unflushed) await files.write(path, new Uint8Array()).catch(() => undefined)
    throw new Killed()
  }
  const wrapped: Record<string, unknown> = {}
  for (const name of ['list', 'stat', 'read', 'readEnds', 'realPath'] as const) {
    // each is called with the arguments of its own name
    const call = files[name].bind(files) as (...args: unknown[]) => Promise<unknown>
    wrapped[name] = async (...args: unknown[]) => {
      if (dead) throw new Killed()
      return call(...args)
    }
  }
  for (const name of CHANGING) {
    const call = files[name].bind(files) as (...args: unknown[]) => Promise<unknown>
    wrapped[name] = async (...args: unknown[]) => {
      if (dead) throw new Killed()
      if (++calls === moment && death !== 'after') return die()
      const now = calls
      const result = await call(...args)
      const options = args.at(-1)
      if ((name === 'write' || name === 'create') && typeof options === 'object' && options !== null && 'later' in options) unflushed.add(String(args[0]))
      if (name === 'rename') if (unflushed.delete(String(args[0]))) unflushed.add(String(args[1]))
      if (now === moment) return die()
      return result
    }
  }
  wrapped['flush'] = async (paths: readonly string[]) => {
    if (dead) throw new Killed()
    for (const path of paths) unflushed.delete(path)
  }
  Object.defineProperty(wrapped, 'calls', { get: () => calls })
  // all calls of a file system are there by now
  return wrapped as unknown as FileSystem & { readonly calls: number }
}

/** A file system where `check` may throw before a file is written, made or moved. */
export function failingFiles(files: FileSystem, check: (path: string) => void): FileSystem {
  const calls: Pick<FileSystem, 'write' | 'create' | 'rename'> = {
    write: async (path, bytes, options) => (check(path), files.write(path, bytes, options)),
    create: async (path, bytes, options) => (check(path), files.create(path, bytes, options)),
    rename: async (from, to, options) => (check(from), files.rename(from, to, options)),
  }
  // what is not listed stays
  return new Proxy(files, { get: (target, name) => (name in calls ? Reflect.get(calls, name) : bound(target, name)) as unknown })
}

function bound(target: object, name: string | symbol): unknown {
  const value: unknown = Reflect.get(target, name)
  return typeof value === 'function' ? (value.bind(target) as unknown) : value
}
