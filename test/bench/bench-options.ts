import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { GivenText } from '../../server/src/tags/combine-texts'

const list = { type: 'string', multiple: true } as const
const text = { type: 'string' } as const
// `npm run bench` hands all options to each benchmark: those of others are left alone
const { values } = parseArgs({ options: { tags: list, relations: list, translations: list, captions: text, draws: text, rows: text, runs: text, kept: text }, strict: false })

/** The values of an option that may be given several times. */
export function pathsOf(name: 'tags' | 'relations' | 'translations'): readonly string[] {
  const given: unknown = values[name]
  return Array.isArray(given) ? given.map(String) : []
}

export function textsOf(name: 'tags' | 'relations' | 'translations'): readonly GivenText[] {
  return pathsOf(name).map(path => ({ path, text: readFileSync(path, 'utf8') }))
}

export function captionsFolder(): string | undefined {
  return typeof values.captions === 'string' ? values.captions : undefined
}

export function numberOf(name: 'captions' | 'draws' | 'rows' | 'runs', usual: number): number {
  return Number(values[name] ?? usual)
}

export function textOf(name: 'kept'): string | undefined {
  const given = values[name]
  return typeof given === 'string' ? given : undefined
}
