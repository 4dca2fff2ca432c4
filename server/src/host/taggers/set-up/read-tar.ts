/** A file of a tar archive; its body must be read, or is passed over, before the next one comes. */
export interface TarFile {
  readonly name: string
  readonly size: number
  readonly body: AsyncIterable<Uint8Array>
}

export class TarError extends Error {}

const BLOCK = 512

/**
 * The files of a tar archive as it streams by: ustar with the long names of pax and GNU, which is all that package registries serve.
 * Folders and links are left out. Throws a `TarError` for what is no tar, or ends too early.
 */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarFile> {
  const bytes = new Bytes(source)
  let longName: string | undefined
  for (;;) {
    const head = await bytes.take(BLOCK)
    if (!head || head.every((byte) => byte === 0)) return
    if (!isHeader(head)) throw new TarError('no tar header')
    const size = numberAt(head, 124, 12)
    const type = String.fromCharCode(head[156] ?? 0)
    const padding = (BLOCK - (size % BLOCK)) % BLOCK
    if (type === 'x' || type === 'L') {
      const text = new TextDecoder().decode(await bytes.all(size))
      await bytes.all(padding)
      longName = type === 'L' ? text.replace(/\0.*$/s, '') : (paxPath(text) ?? longName)
      continue
    }
    const name = longName ?? nameIn(head)
    longName = undefined
    bytes.begin(size)
    if (type === '0' || type === '\0') yield { name, size, body: bytes.body() }
    await bytes.pass()
    await bytes.all(padding)
  }
}

function nameIn(head: Uint8Array): string {
  const prefix = textAt(head, 257, 5) === 'ustar' ? textAt(head, 345, 155) : ''
  const name = textAt(head, 0, 100)
  return prefix === '' ? name : `${prefix}/${name}`
}

/** `LENGTH path=NAME\n` among other records. */
function paxPath(text: string): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(text)?.[1]
}

/** The sum of a header with its own field as blanks. */
function isHeader(head: Uint8Array): boolean {
  let sum = 8 * 32
  head.forEach((byte, at) => {
    if (at < 148 || at >= 156) sum += byte
  })
  return sum === numberAt(head, 148, 8)
}

function numberAt(head: Uint8Array, at: number, length: number): number {
  const value = Number.parseInt(textAt(head, at, length).trim() || '0', 8)
  if (!Number.isSafeInteger(value) || value < 0) throw new TarError('no number')
  return value
}

function textAt(head: Uint8Array, at: number, length: number): string {
  return new TextDecoder().decode(head.subarray(at, at + length)).replace(/\0.*$/s, '')
}

/** A stream that is taken in pieces of one's own size. */
class Bytes {
  private readonly source: AsyncIterator<Uint8Array>
  private rest: Uint8Array = new Uint8Array()
  /** Of the file whose body goes by. */
  private left = 0

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]()
  }

  /** Undefined at the very end; a part of a block is an error. */
  async take(length: number): Promise<Uint8Array | undefined> {
    if (this.rest.length === 0 && !(await this.more())) return undefined
    return this.all(length)
  }

  async all(length: number): Promise<Uint8Array> {
    const whole = new Uint8Array(length)
    let filled = 0
    while (filled < length) {
      if (this.rest.length === 0 && !(await this.more())) throw new TarError('cut off')
      const piece = this.rest.subarray(0, length - filled)
      whole.set(piece, filled)
      filled += piece.length
      this.rest = this.rest.subarray(piece.length)
    }
    return whole
  }

  /** A body of this many bytes comes next. */
  begin(length: number): void {
    this.left = length
  }

  async *body(): AsyncGenerator<Uint8Array> {
    while (this.left > 0) yield await this.piece()
  }

  /** Passes over what of a body was not read. */
  async pass(): Promise<void> {
    while (this.left > 0) await this.piece()
  }

  private async piece(): Promise<Uint8Array> {
    if (this.rest.length === 0 && !(await this.more())) throw new TarError('cut off')
    const piece = this.rest.subarray(0, this.left)
    this.left -= piece.length
    this.rest = this.rest.subarray(piece.length)
    return piece
  }

  private async more(): Promise<boolean> {
    while (this.rest.length === 0) {
      const next = await this.source.next()
      if (next.done === true) return false
      this.rest = next.value
    }
    return true
  }
}
