import { createHash } from 'node:crypto'
import { FileError } from '../../base/file-system'
import { isInside, joinPath, nameOf, relativePath } from '../../base/path'
import { isScoreCategory, type ImageScores, type TagScore } from '../../tagging/score'
import type { Store } from '../download/store'

/** What tells that an image is still the one that was tagged. */
export interface ImageStamp {
  readonly size: number
  readonly modified: number
}

interface Kept {
  readonly stamp: ImageStamp
  readonly scores: ImageScores
}

/** One image a line; a later line goes before an earlier one. `k`: the image, relative to the dataset where it lies in it. */
interface Line {
  readonly k: string
  readonly s: number
  readonly m: number
  readonly t: readonly (readonly [name: string, category: string, score: number])[]
  readonly c?: string
}

/** Where the scores of a dataset's taggers lie, in the folder of caches. */
export function scoresFolder(cacheFolder: string, root: string): string {
  const name = nameOf(root).replace(/[^\p{L}\p{N}_-]+/gu, '-').slice(0, 40)
  return joinPath(cacheFolder, 'scores', `${name}-${hashOf(root)}`)
}

/** The file of one tagger; another model or other settings are another file. */
export function scoresPath(cacheFolder: string, root: string, tagger: { readonly name: string; readonly model: string }): string {
  const name = tagger.name.replace(/[^\p{L}\p{N}_-]+/gu, '-').slice(0, 40)
  return joinPath(scoresFolder(cacheFolder, root), `${name}-${hashOf(`${tagger.name}\n${tagger.model}`)}.jsonl`)
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/**
 * What one tagger has said of a dataset's images. Answers are written as they come, so that a run that ends half-way goes on where
 * it ended; a last line that was cut off is left out. Captions are never touched.
 */
export class ScoreStore {
  private readonly kept = new Map<string, Kept>()
  private lines = 0
  private pending: string[] = []
  private created = false

  private constructor(
    private readonly store: Store,
    private readonly path: string,
    private readonly root: string,
  ) {}

  static async open(store: Store, path: string, root: string): Promise<ScoreStore> {
    const opened = new ScoreStore(store, path, root)
    await opened.read()
    return opened
  }

  /** What is known of an image that is as it was; undefined for another. Without a stamp whatever is known. */
  get(image: string, stamp?: ImageStamp): ImageScores | undefined {
    const kept = this.kept.get(image)
    return kept && (!stamp || (kept.stamp.size === stamp.size && kept.stamp.modified === stamp.modified)) ? kept.scores : undefined
  }

  /** Of all images, in no order. */
  all(): ReadonlyMap<string, ImageScores> {
    return new Map([...this.kept].map(([image, { scores }]) => [image, scores]))
  }

  put(image: string, stamp: ImageStamp, scores: ImageScores): void {
    this.kept.set(image, { stamp, scores })
    this.pending.push(this.encode(image, { stamp, scores }))
  }

  forget(images: Iterable<string>): void {
    for (const image of images) this.kept.delete(image)
  }

  /** Writes what was put since the last time. */
  async flush(): Promise<void> {
    const lines = this.pending
    if (lines.length === 0) return
    this.pending = []
    this.lines += lines.length
    // more than half of the file is out of date
    if (this.lines > this.kept.size * 2 + 100) return this.rewrite()
    if (!this.created) {
      await this.store.create(this.path, encode(''))
      this.created = true
    }
    await this.store.append(this.path, encode(lines.join('')))
  }

  private async rewrite(): Promise<void> {
    await this.store.create(this.path, encode([...this.kept].map(([image, kept]) => this.encode(image, kept)).join('')))
    this.created = true
    this.lines = this.kept.size
  }

  private async read(): Promise<void> {
    let bytes: Uint8Array
    try {
      bytes = await this.store.read(this.path)
    } catch (error) {
      if (error instanceof FileError) return
      throw error
    }
    this.created = true
    const lines = new TextDecoder().decode(bytes).split('\n')
    const cut = lines.pop()
    for (const text of lines) {
      const line = readLine(text)
      if (!line) continue
      this.lines++
      const image = line.k.startsWith('/') || /^[A-Za-z]:\//.test(line.k) ? line.k : joinPath(this.root, line.k)
      this.kept.set(image, { stamp: { size: line.s, modified: line.m }, scores: { tags: line.t.flatMap(toScore), ...(line.c !== undefined && { text: line.c }) } })
    }
    // so that the next line begins a line
    if (cut !== undefined && cut !== '') await this.store.append(this.path, encode('\n'))
  }

  private encode(image: string, { stamp, scores }: Kept): string {
    const line: Line = {
      k: isInside(image, this.root) ? relativePath(this.root, image) : image,
      s: stamp.size,
      m: stamp.modified,
      t: scores.tags.map(({ name, category, score }) => [name, category, Math.round(score * 10_000) / 10_000] as const),
      ...(scores.text !== undefined && { c: scores.text }),
    }
    return `${JSON.stringify(line)}\n`
  }
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function toScore([name, category, score]: Line['t'][number]): TagScore[] {
  return isScoreCategory(category) ? [{ name, category, score }] : []
}

function readLine(text: string): Line | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    const { k, s, m, t } = value as Partial<Record<keyof Line, unknown>>
    return typeof k === 'string' && typeof s === 'number' && typeof m === 'number' && Array.isArray(t) ? (value as Line) : undefined
  } catch {
    return undefined
  }
}
