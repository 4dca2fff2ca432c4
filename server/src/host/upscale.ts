import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FileSystem } from '../base/file-system'
import { say, type Message } from '../base/message'
import { nameOf, stemOf } from '../base/path'
import { readImage } from '../dataset/read-image'
import type { ImageHeader } from '../dataset/sample'
import { fromNative } from './disk'
import { runProgram } from './taggers/command/run-program'

export interface UpscaleJob {
  readonly path: string
  readonly header: ImageHeader
  /** How many times larger it is wanted. */
  readonly scale: number
}

export interface UpscaleOptions {
  readonly fileSystem: FileSystem
  /** Whether the picture can be decoded; the header alone does not tell. */
  readonly decodes: (path: string) => Promise<boolean>
  readonly signal?: AbortSignal
  /** Milliseconds for one image. */
  readonly timeLimit?: number
  readonly temporary?: string
}

const TIME_LIMIT = 10 * 60_000

/** A command template as program and arguments: blanks part them, quotes keep them together. Undefined where it has none or a quote is open. */
export function splitTemplate(template: string): readonly string[] | undefined {
  const parts = [...template.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([part]) => part)
  if (parts.length === 0 || /^[^"']*(?:"[^"]*"[^"']*|'[^']*'[^"']*)*$/.exec(template) === null) return undefined
  return parts.map((part) => part.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''))
}

/** What is wrong with a template, if anything. */
export function faultOfTemplate(template: string | null): Message | undefined {
  if (template === null || template.trim() === '') return say`There is no upscaler yet: write its command into the setting taglore.tools.upscale, for example: upscaler -i {input} -o {output} -s {scale}`
  if (!splitTemplate(template)) return say`The command in taglore.tools.upscale has a quote that is not closed`
  if (!template.includes('{input}') || !template.includes('{output}')) return say`The command in taglore.tools.upscale has to name {input} and {output}`
  return undefined
}

/** Has the user's own tool enlarge a picture, and takes what it wrote only if it is a larger picture of the same shape that can be read. */
export async function upscale(template: string, { path, header, scale }: UpscaleJob, { fileSystem, decodes, signal, timeLimit = TIME_LIMIT, temporary = tmpdir() }: UpscaleOptions): Promise<Uint8Array | { readonly fault: Message; readonly missing?: boolean }> {
  const [program = '', ...given] = splitTemplate(template) ?? []
  const folder = await mkdtemp(join(temporary, 'taglore-upscale-'))
  try {
    const output = `${fromNative(folder)}/${stemOf(path)}.png`
    const fill = (part: string): string => part.replaceAll('{input}', path).replaceAll('{output}', output).replaceAll('{scale}', String(Math.max(2, Math.ceil(scale))))
    const outcome = await runProgram(fill(program), given.map(fill), { folder, timeLimit, ...(signal && { signal }) })
    const name = nameOf(path)
    switch (outcome.kind) {
      case 'missing':
        return { fault: say`The upscaler cannot be started: '${program}' (${outcome.code})`, missing: true }
      case 'failed':
        return { fault: say`The upscaler failed on '${name}' (${outcome.code}): ${outcome.told}` }
      case 'too-slow':
        return { fault: say`The upscaler took too long on '${name}' and was ended` }
      case 'flood':
        return { fault: say`The upscaler wrote without end on '${name}' and was ended` }
      case 'done':
        break
    }
    const { header: made, fault } = await readImage(fileSystem, output)
    if (!made || fault) return { fault: fault === 'unreadable' ? say`The upscaler wrote no picture for '${name}'` : say`What the upscaler wrote for '${name}' is no picture that can be read` }
    if (made.width <= header.width || made.height <= header.height) return { fault: say`What the upscaler wrote for '${name}' is not larger (${made.width}×${made.height})` }
    if (Math.abs((made.width / made.height / header.width) * header.height - 1) > 0.02) return { fault: say`What the upscaler wrote for '${name}' has another shape (${made.width}×${made.height})` }
    if (!(await decodes(output))) return { fault: say`What the upscaler wrote for '${name}' is no picture that can be read` }
    return await readFile(output)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
