import { say } from '../../base/message'
import { tagKey } from '../../caption/tag-key'
import type { TagCategory, TagRecord } from '../record'
import type { SourceProblem, TagSource } from '../source'

/**
 * The `tag_mapping.json` of cella110n's cl_tagger: `{ "0": { "tag": …, "category": "General" } }`, or in other releases
 * `{ "idx_to_tag": { "0": … }, "tag_to_category": { … } }` (spec/peers.md § 6.3). It knows no counts.
 */
export const tagMappingJson: TagSource = {
  id: 'tag-mapping-json',

  recognise(head) {
    return /^\uFEFF?\s*\{/.test(head) && (/"idx_to_tag"\s*:/.test(head) || (/"tag"\s*:/.test(head) && /"category"\s*:/.test(head)))
  },

  read(text) {
    const content = parse(text)
    if (content === undefined) return { records: [], problems: [{ line: 0, message: say`The file is no valid JSON` }] }
    const problems: SourceProblem[] = []
    const records = pairsOf(content).flatMap(([id, name, category]): TagRecord[] => {
      if (typeof name !== 'string' || tagKey(name) === '') {
        problems.push({ line: lineOf(text, id), message: say`The tag has no name` })
        return []
      }
      return [recordOf(name, typeof category === 'string' ? category : '')]
    })
    return { records, problems }
  },
}

const categories: Readonly<Record<string, TagCategory>> = {
  general: 'general',
  artist: 'artist',
  character: 'character',
  copyright: 'copyright',
  meta: 'meta',
  model: 'meta',
  quality: 'meta',
  rating: 'meta',
}

function recordOf(name: string, given: string): TagRecord {
  const category = categories[given.toLowerCase()]
  const record = { name, category: category ?? 'general', count: 0, aliases: [], implies: [], translations: [] }
  return category === undefined ? { ...record, uncategorised: true } : record
}

/** Number, tag and category of each entry. */
function pairsOf(content: object): readonly (readonly [id: string, name: unknown, category: unknown])[] {
  const { idx_to_tag: names, tag_to_category: kinds } = content as { readonly idx_to_tag?: unknown; readonly tag_to_category?: unknown } // both may be anything
  if (isObject(names)) return Object.entries(names).map(([id, name]) => [id, name, isObject(kinds) ? Reflect.get(kinds, String(name)) : undefined])
  return Object.entries(content).map(([id, entry]: readonly [string, unknown]) =>
    isObject(entry) ? [id, Reflect.get(entry, 'tag'), Reflect.get(entry, 'category')] : [id, undefined, undefined],
  )
}

function parse(text: string): object | undefined {
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return isObject(content) ? content : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

/** Zero-based line of an entry; JSON.parse keeps no places. */
function lineOf(text: string, id: string): number {
  const at = text.indexOf(`${JSON.stringify(id)}:`)
  return at < 0 ? 0 : text.slice(0, at).split('\n').length - 1
}
