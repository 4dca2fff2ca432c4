import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs'
import type { FileEnds, FileStat, FileSystem } from '../base/file-system'
import { disk, statOf } from './disk'
import { whileQuick } from './while-quick'

/** The real disk for whoever reads very many small files: while it has them in memory, they are read where they are asked for. For one scan. */
export function diskOfMany(): FileSystem {
  const readWhole = whileQuick(refusedIsNothing((path: string): Uint8Array => readFileSync(path)), (path) => disk.read(path))
  return {
    ...disk,
    stat: whileQuick(refusedIsNothing(statAtOnce), disk.stat),
    read: (path, limit) => (limit === undefined ? readWhole(path) : disk.read(path, limit)),
    readEnds: whileQuick(refusedIsNothing(readEndsAtOnce), disk.readEnds),
  }
}

/** What the disk refuses is asked for again, by whoever tells why. */
function refusedIsNothing<Arguments extends readonly unknown[], Answer>(ask: (...all: Arguments) => Answer): (...all: Arguments) => Answer | undefined {
  return (...all) => {
    try {
      return ask(...all)
    } catch {
      return undefined
    }
  }
}

function statAtOnce(path: string): FileStat | undefined {
  const info = statSync(path, { throwIfNoEntry: false })
  return info && statOf(info)
}

function readEndsAtOnce(path: string, bytes: number): FileEnds | undefined {
  const file = openSync(path, constants.O_RDONLY)
  try {
    const info = fstatSync(file)
    if (!info.isFile()) return undefined
    const head = readAt(file, 0, Math.min(bytes, info.size))
    const tail = info.size <= head.length ? head : readAt(file, Math.max(0, info.size - bytes), bytes)
    return { head, tail, size: info.size }
  } finally {
    closeSync(file)
  }
}

function readAt(file: number, position: number, bytes: number): Uint8Array {
  const buffer = Buffer.allocUnsafe(bytes)
  return buffer.subarray(0, readSync(file, buffer, 0, bytes, position))
}
