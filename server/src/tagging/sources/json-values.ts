import { isScoreCategory, type ImageScores, type ScoreCategory, type TagScore } from '../score'
import { scoresOfText } from './caption-text'
import { namespacedTag } from './tag-lines'

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const IMAGE_KEYS = ['file_name', 'image_path', 'image', 'file', 'filename', 'path', 'file_path']
const TEXT_KEYS = ['caption', 'text', 'nl', 'description', 'prompt']
const TAG_KEY = /^(?:tag_string|file tags|tags?)(?:_(.+))?$/
/** Boorus part tags by blanks, and so do their sidecars. */
const BY_BLANKS = /^tag_string/

/** The image that an object names. */
export function imageOf(value: JsonObject): string | undefined {
  for (const key of IMAGE_KEYS) if (typeof value[key] === 'string') return value[key]
  return undefined
}

/** Whether an object speaks of one image. */
export function isOneImage(value: JsonObject): boolean {
  const keys = Object.keys(value)
  return keys.some((key) => TAG_KEY.test(key) || TEXT_KEYS.includes(key)) || isScores(value) || (keys.length > 0 && keys.every((key) => categoryNamed(key) !== undefined && isScores(value[key])))
}

/** What a JSON value says of one image, whatever program wrote it; undefined where it says nothing that can be read. */
export function scoresOfValue(value: unknown, category: ScoreCategory = 'general'): ImageScores | undefined {
  if (typeof value === 'string') return scoresOfText(value)
  if (Array.isArray(value)) return { tags: value.flatMap((item) => tagOfItem(item, category) ?? []) }
  if (!isObject(value)) return undefined
  if (isScores(value)) return { tags: Object.entries(value).map(([name, score]) => ({ name, category, score: Math.min(1, Math.max(0, Number(score))) })) }
  return scoresOfObject(value)
}

function scoresOfObject(value: JsonObject): ImageScores | undefined {
  const tags: TagScore[] = []
  const hasParts = Object.keys(value).some((key) => /^tag(?:s|_string)_./.test(key))
  let text: string | undefined
  let said = false
  for (const [key, inner] of Object.entries(value)) {
    const match = TAG_KEY.exec(key)
    const named = categoryNamed(match ? (match[1] ?? '') : key)
    if (match) {
      if (match[1] === undefined && hasParts) continue
      if (match[1] !== undefined && named === undefined) continue
      const found = typeof inner === 'string' ? { tags: wordsOf(inner, BY_BLANKS.test(key), named ?? 'general') } : scoresOfValue(inner, named ?? 'general')
      tags.push(...(found?.tags ?? []))
      said = true
    } else if (TEXT_KEYS.includes(key) && (typeof inner === 'string' || isObject(inner))) {
      const found = scoresOfValue(inner)
      tags.push(...(found?.tags ?? []))
      text ??= found?.text
      said = true
    } else if (named !== undefined && isScores(inner)) {
      tags.push(...(scoresOfValue(inner, named)?.tags ?? []))
      said = true
    }
  }
  if (!said) return undefined
  return text === undefined ? { tags } : { tags, text }
}

/** `tags_general` and the names that programs give to categories. */
function categoryNamed(name: string): ScoreCategory | undefined {
  const plain = name.toLowerCase().replace(/s$/, '')
  if (plain === 'specie') return 'species'
  if (plain === 'metadata') return 'meta'
  if (plain === 'serie') return 'copyright'
  return isScoreCategory(plain) ? plain : undefined
}

function isScores(value: unknown): boolean {
  const values = isObject(value) ? Object.values(value) : []
  return values.length > 0 && values.every((item) => typeof item === 'number' && item >= 0 && item <= 1)
}

function tagOfItem(item: unknown, category: ScoreCategory): TagScore | undefined {
  if (typeof item === 'string') return namespacedTag(item, category)
  if (Array.isArray(item) && typeof item[0] === 'string') return { name: item[0], category, score: typeof item[1] === 'number' ? item[1] : 1 }
  if (!isObject(item)) return undefined
  const name = [item['tag'], item['name'], item['label']].find((value) => typeof value === 'string')
  const score = [item['score'], item['confidence'], item['probability']].find((value) => typeof value === 'number')
  const given = typeof item['category'] === 'string' ? categoryNamed(item['category']) : undefined
  return typeof name === 'string' ? { name, category: given ?? category, score: typeof score === 'number' ? score : 1 } : undefined
}

function wordsOf(text: string, byBlanks: boolean, category: ScoreCategory): readonly TagScore[] {
  if (byBlanks || (!text.includes(',') && text.includes('_'))) return text.split(/\s+/).flatMap((word) => namespacedTag(word, category) ?? [])
  return scoresOfText(text).tags.map((tag) => ({ ...tag, category }))
}
