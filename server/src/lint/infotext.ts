import type { Span } from '../base/span'
import { parseCaption } from '../caption/parse'

/** The parts of a text that an image generator wrote beside its image. */
export interface Infotext {
  readonly prompt: string
  /** The negative prompt and the parameters. */
  readonly rest: Span
}

const NEGATIVE = /(?:^|[\r\n]|,\s*)Negative prompt:/
const STEPS = /(?:^|[\r\n,\s])Steps: ?\d/
/** stable-diffusion-webui: re_param in infotext_utils */
const PAIR = /\s*(\w[\w \-/]+):\s*("(?:\\.|[^\\"])+"|[^,]*)(?:,|$)/g
const USUAL_KEYS = new Set(['steps', 'sampler', 'schedule type', 'cfg scale', 'seed', 'size', 'model hash', 'model', 'clip skip', 'denoising strength', 'version', 'vae', 'vae hash', 'ensd', 'rng'])
const PAIRS = 3

/** Reads the form of A1111 and its kin: a prompt, `Negative prompt:`, a last line `Steps: 20, Sampler: …`; undefined for any other text. */
export function readInfotext(text: string): Infotext | undefined {
  if (!text.includes('Steps:') && !text.includes('Negative prompt:')) return undefined
  const negative = NEGATIVE.exec(text)
  const steps = STEPS.exec(text)
  const parameters = steps && holdsParameters(text.slice(steps.index))
  const ownLine = negative && negative.index > 0 && /[\r\n]/.test(negative[0])
  const starts = [...(negative && (ownLine || parameters) ? [negative.index] : []), ...(steps && parameters ? [steps.index] : [])]
  if (starts.length === 0) return undefined
  const start = Math.min(...starts)
  const from = start + (/^[\s,]+/.exec(text.slice(start))?.[0].length ?? 0)
  return { prompt: text.slice(0, start), rest: { start: from, end: text.trimEnd().length } }
}

function holdsParameters(text: string): boolean {
  const keys = [...text.trim().matchAll(PAIR)].map((match) => (match[1] ?? '').trim().toLowerCase())
  return keys.length >= PAIRS && keys.filter((key) => USUAL_KEYS.has(key)).length >= 2
}

/** The tags of a prompt, each once, without weights, networks and the markup of prompt editing. */
export function promptTags(prompt: string): readonly string[] {
  const plain = prompt
    .replace(/<[a-z]+:[^<>]*>/g, ',')
    .replace(/\b(?:BREAK|AND)\b/g, ',')
    .replace(/\[([^[\]:|]*):([^[\]:|]*):\s*[\d.]+\s*\]/g, (_, from: string, to: string) => (to.trim() === '' ? from : to))
    .replace(/\[([^[\]]*\|[^[\]]*)\]/g, (_, options: string) => options.replaceAll('|', ','))
    .replace(/[\r\n]+/g, ',')
  const names = new Map<string, string>()
  for (const { key, name } of parseCaption(plain).tags) {
    const text = name.replace(/\\+(?=[()[\]{}])/g, '')
    if (text !== '' && !names.has(key)) names.set(key, text)
  }
  return [...names.values()]
}
