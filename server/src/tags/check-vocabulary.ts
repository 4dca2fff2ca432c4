import { tagKey } from '../caption/tag-key'
import type { TagRecord } from './record'
import type { VocabularyGroup, VocabularyText } from './vocabulary'

/** A parsed vocabulary file with its name for messages. */
export interface VocabularyFile {
  readonly file: string
  readonly parsed: VocabularyText
}

/** All files as one: groups in file order, tags sorted by count, then name. */
export interface Vocabulary {
  readonly groups: readonly VocabularyGroup[]
  readonly records: readonly TagRecord[]
}

/** Joins the files; of tags written twice the first stays. */
export function joinVocabulary(files: readonly VocabularyFile[]): Vocabulary {
  const byKey = new Map<string, TagRecord>()
  for (const record of files.flatMap(file => file.parsed.records)) {
    const key = tagKey(record.name)
    if (!byKey.has(key)) byKey.set(key, record)
  }
  const records = [...byKey.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
  return { groups: files.flatMap(file => file.parsed.groups), records }
}

/**
 * What is wrong in and between the files, as lines `file:line: text` in file order: malformed lines, tags and groups
 * written twice, aliases that are tags themselves or lead nowhere new, implications to tags that do not exist, circles.
 */
export function checkVocabulary(files: readonly VocabularyFile[]): readonly string[] {
  const problems: { file: number; line: number; text: string }[] = []
  const places = new Map<string, { record: TagRecord; place: string }>()
  files.forEach(({ file, parsed }, at) => {
    for (const problem of parsed.problems) problems.push({ file: at, ...problem })
    parsed.records.forEach((record, index) => {
      const line = parsed.lines[index] ?? 0
      const first = places.get(tagKey(record.name))
      if (first) problems.push({ file: at, line, text: `'${record.name}' is already at ${first.place}` })
      else places.set(tagKey(record.name), { record, place: `${file}:${line + 1}` })
    })
  })
  const tagOf = (key: string) => places.get(key)?.record
  files.forEach(({ parsed }, at) => {
    parsed.records.forEach((record, index) => {
      for (const text of checkRelations(record, tagOf)) problems.push({ file: at, line: parsed.lines[index] ?? 0, text })
    })
  })
  return problems
    .sort((a, b) => a.file - b.file || a.line - b.line)
    .map(({ file, line, text }) => `${files[file]?.file ?? ''}:${line + 1}: ${text}`)
    .concat(checkGroups(files))
}

type TagOf = (key: string) => TagRecord | undefined

function* checkRelations(record: TagRecord, tagOf: TagOf): Iterable<string> {
  const own = tagKey(record.name)
  const seen = new Set<string>()
  for (const alias of record.aliases) {
    const key = tagKey(alias)
    if (key === own) yield `the alias '${alias}' is the tag itself`
    else if (seen.has(key)) yield `the alias '${alias}' is written twice`
    else if (tagOf(key) && !tagOf(key)?.deprecated) yield `the alias '${alias}' is a tag of its own`
    seen.add(key)
  }
  for (const name of record.implies) {
    if (!tagOf(tagKey(name))) yield `implies '${name}', which is not in the vocabulary`
  }
  if (reaches(record, own, tagOf)) yield `'${record.name}' implies itself`
}

/** Whether following implications from `record` comes to `goal`. */
function reaches(record: TagRecord, goal: string, tagOf: TagOf): boolean {
  const seen = new Set<string>()
  const waiting = record.implies.map(tagKey)
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (key === goal) return true
    if (seen.has(key)) continue
    seen.add(key)
    waiting.push(...(tagOf(key)?.implies ?? []).map(tagKey))
  }
  return false
}

function checkGroups(files: readonly VocabularyFile[]): readonly string[] {
  const seen = new Map<string, string>()
  return files.flatMap(({ file, parsed }) =>
    parsed.groups.flatMap(group => {
      const first = seen.get(group.id)
      seen.set(group.id, first ?? file)
      return first === undefined ? [] : `${file}: the group '${group.id}' is already in ${first}`
    }),
  )
}
