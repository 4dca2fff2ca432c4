import type { ScoreCategory, TagScore } from '../score'
import type { CaptionSource } from './source'

/** One tag a line, with or without a namespace: sidecars of hydrus and of gallery-dl's `tags` postprocessor. */
export const tagLines: CaptionSource = {
  id: 'tag-lines',

  recognise(name, text) {
    const lines = text.split(/\r\n|\n/).filter((line) => line.trim() !== '')
    return name.endsWith('.txt') && lines.length > 1 && lines.every((line) => !line.includes(',') && line.length < 120 && line.split(/\s+/).length < 7)
  },

  read: (text) => [{ image: '', scores: { tags: text.replace(/^\uFEFF/, '').split(/\r\n|\n/).flatMap((line) => namespacedTag(line) ?? []) } }],
}

/** What hydrus and boorus put before a tag. */
const NAMESPACES: Readonly<Record<string, ScoreCategory>> = {
  character: 'character', person: 'character', series: 'copyright', copyright: 'copyright', studio: 'copyright', creator: 'artist', artist: 'artist',
  species: 'species', meta: 'meta', medium: 'meta', rating: 'rating', general: 'general', tag: 'general',
}
/** About the file, and no tags. */
const FILE_FACTS: ReadonlySet<string> = new Set(['title', 'page', 'chapter', 'volume', 'filename', 'source', 'url', 'site', 'md5', 'uploader', 'date'])

/** `character:lumi` and the like; other colons belong to the tag, as in `:d` and `re:zero`. */
export function namespacedTag(line: string, usual: ScoreCategory = 'general'): TagScore | undefined {
  const text = line.trim()
  const colon = text.indexOf(':')
  const space = colon > 0 ? text.slice(0, colon).toLowerCase() : ''
  if (text === '' || FILE_FACTS.has(space)) return undefined
  const category = Object.hasOwn(NAMESPACES, space) ? NAMESPACES[space] : undefined
  const name = category === undefined ? text : text.slice(colon + 1).trim()
  return name === '' ? undefined : { name, category: category ?? usual, score: 1 }
}
