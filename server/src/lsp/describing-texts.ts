import type { FileSystem } from '../base/file-system'
import { nameOf, suffixOf } from '../base/path'
import { parseConfig } from '../training-files/parse-config'

/** Open documents by the path of their file. */
interface OpenTexts {
  at(path: string): { getText(): string } | undefined
}

/** The files that datasets are described by, as editors have them: unsaved text is in force. */
export interface DescribingTexts {
  /** The text in force of an open document, for a scan, which is remembered; undefined where the disk has it. */
  textAt(path: string): string | undefined
  /** Whether what is in force at a path means something else than when it was read last. */
  hasChanged(path: string): Promise<boolean>
}

export function createDescribingTexts(fileSystem: Pick<FileSystem, 'read'>, open: OpenTexts): DescribingTexts {
  /** Of half-typed TOML or JSON the last text that could be read. */
  const whole = new Map<string, string>()
  /** Texts of editors that the last scan has read, by path. */
  const used = new Map<string, string>()

  const inForce = (path: string): string | undefined => {
    const text = open.at(path)?.getText()
    if (text === undefined) whole.delete(path)
    else if (isWhole(text, path)) whole.set(path, text)
    return whole.get(path)
  }

  const onDisk = async (path: string): Promise<string | undefined> => {
    try {
      return new TextDecoder().decode(await fileSystem.read(path))
    } catch {
      // not there, or not to be read: it says nothing
      return undefined
    }
  }

  return {
    textAt: (path) => {
      const text = inForce(path)
      if (text === undefined) used.delete(path)
      else used.set(path, text)
      return text
    },
    hasChanged: async (path) => {
      const now = inForce(path)
      const before = used.get(path)
      if (now === before) return false
      return meaningOf(now ?? (await onDisk(path)), path) !== meaningOf(before ?? (await onDisk(path)), path)
    },
  }
}

/** What a file says without where it stands: a comment changes nothing. */
function meaningOf(text: string | undefined, path: string): string | undefined {
  if (text === undefined || !isParsed(path)) return text
  return JSON.stringify(parseConfig(text, nameOf(path)).top, (key, value: unknown) => (PLACES.has(key) ? undefined : value))
}

const PLACES: ReadonlySet<string> = new Set(['span', 'keySpan', 'extent'])

function isWhole(text: string, path: string): boolean {
  return !isParsed(path) || parseConfig(text, nameOf(path)).faults.length === 0
}

function isParsed(path: string): boolean {
  return /^\.(?:toml|json)$/i.test(suffixOf(path))
}
