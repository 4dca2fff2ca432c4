import { classifyImageFile } from '../../server/src/trainer/files'
import { MemoryFiles, pngBytes, type Content } from './memory-files'

export interface Fixture {
  /** By path relative to the root, markers left in. */
  readonly files: ReadonlyMap<string, string>
  /** Lines `! anchor rule`. */
  readonly expected: readonly string[]
}

/**
 * Several files in one text: `//- path` begins each, `//- {1..8}.png` makes several alike, `! anchor rule` is an expectation.
 * A caption's last line break belongs to the layout of the fixture, not to the file.
 */
export function parseFixture(text: string): Fixture {
  const files = new Map<string, string>()
  const expected: string[] = []
  let names: readonly string[] = []
  let lines: string[] = []
  const finish = (): void => {
    for (const name of names) files.set(name, lines.join('\n'))
    lines = []
  }
  for (const line of text.replace(/^\n/, '').replace(/\n\s*$/, '').split('\n')) {
    if (line.startsWith('//- ')) {
      finish()
      names = expandName(line.slice(4).trim())
    } else if (line.startsWith('! ')) expected.push(line.slice(2).trim())
    else if (names.length > 0) lines.push(line)
  }
  finish()
  return { files, expected }
}

function expandName(name: string): readonly string[] {
  const range = /\{(\d+)\.\.(\d+)\}/.exec(name)
  if (!range) return [name]
  const [first, last] = [Number(range[1]), Number(range[2])]
  return Array.from({ length: last - first + 1 }, (_, at) => name.replace(range[0], String(first + at)))
}

/** The files in memory under `root`; an image without content is a PNG of 1024 × 1024 pixels, one with `300x400` of that size. */
export function toMemoryFiles(files: ReadonlyMap<string, Content>, root: string): MemoryFiles {
  const memory = new MemoryFiles().addFolder(root)
  for (const [name, content] of files) {
    memory.put(`${root}/${name}`, (classifyImageFile(name).kind === 'found' ? imageOf(content) : undefined) ?? content)
  }
  return memory
}

function imageOf(content: Content): Uint8Array | undefined {
  if (content === '') return pngBytes()
  const size = typeof content === 'string' ? /^(\d+)x(\d+)$/.exec(content) : null
  return size ? pngBytes(Number(size[1]), Number(size[2])) : undefined
}
