import { say, type Message } from '../base/message'
import { nameOf } from '../base/path'
import { addAliases, addImplications, addList, addTranslations, emptyLists, type Gain, type MergedLists, standingIn } from './merge-lists'
import { readRelations } from './read-relations'
import { recogniseSource } from './recognise-source'
import type { TagRecord } from './record'
import type { Relation, RelationKind } from './relation'
import { kindOfContent, kindOfName } from './relation-kind'
import type { SourceProblem } from './source'
import { translationSources } from './translation-sources/index'
import type { TagNames } from './translation-source'
import { isHyphenSpelt, unifyHyphens } from './unify-hyphens'

/** A file that was read; `path` names it to the user. */
export interface GivenText {
  readonly path: string
  /** Undefined where it could not be read, of which the user was told. */
  readonly text: string | undefined
  /** Of a relations file, where the user said it. */
  readonly kind?: RelationKind | undefined
}

/** Files in their order: the first wins. */
export interface GivenTexts {
  readonly lists: readonly GivenText[]
  readonly relations: readonly GivenText[]
  readonly translations: readonly GivenText[]
}

/** A source of tag knowledge as it is shown, in the order in which sources count. */
export interface KnowledgeSource {
  /** The path, or `vocabulary`. */
  readonly id: string
  /** The id of its format, what a relations file holds, `vocabulary`, or `unreadable`. */
  readonly kind: string
  /** Rows that were read. */
  readonly tags: number
  /** Tags that no earlier list has; of relations and translations, those that found their tag. */
  readonly added: number
  /** Rows that were left out; 1 for a file that was left out as a whole. */
  readonly problems: number
}

export interface CombinedTags {
  readonly records: readonly TagRecord[]
  readonly sources: readonly KnowledgeSource[]
  /** What the user should know: one message a file at most for its rows, one for what had to be guessed. */
  readonly messages: readonly Message[]
}

/** All sources as one list: the user's lists, then the built-in vocabulary, then relations, then translations. */
export function combineTexts(given: GivenTexts, vocabulary: readonly TagRecord[]): CombinedTags {
  const sources: KnowledgeSource[] = []
  const messages: Message[] = []
  const told: Told = { sources, messages }
  const lists = emptyLists()
  const readings = given.lists.map(file => readList(file, told))
  readings.forEach((reading, place) => {
    if (!reading) return void tellUnread(told, given.lists[place]?.path ?? '')
    const { records, id, path, problems } = reading
    const others = [...readings.flatMap(other => (other && other !== reading ? other.records : [])), ...vocabulary]
    const gain = addList(lists, { id: path, records: isHyphenSpelt(records) ? tellHyphens(reading, others, told) : records })
    tellRead(told, path, id, gain, problems)
  })
  const own = addList(lists, { id: 'vocabulary', records: vocabulary })
  sources.push({ id: 'vocabulary', kind: 'vocabulary', ...own, problems: 0 })
  addRelations(lists, given.relations, told)
  addNames(lists, given.translations, told)
  return { records: lists.records, sources, messages }
}

interface Told {
  readonly sources: KnowledgeSource[]
  readonly messages: Message[]
}

interface ListReading {
  readonly path: string
  readonly id: string
  readonly records: readonly TagRecord[]
  readonly problems: readonly SourceProblem[]
}

function readList({ path, text }: GivenText, { messages }: Told): ListReading | undefined {
  if (text === undefined) return undefined
  const source = recogniseSource(text, path)
  if (source) return { path, id: source.id, ...source.read(text, path) }
  messages.push(say`'${nameOf(path)}' is no tag list that Taglore knows; expected rows such as 1girl,0,6008644,"sole_female"`)
  return undefined
}

function tellHyphens({ path, records }: ListReading, others: readonly TagRecord[], { messages }: Told): readonly TagRecord[] {
  const example = records.find(({ name }) => name.includes('-'))?.name ?? ''
  messages.push(say`'${nameOf(path)}' spells every tag with hyphens, such as '${example}'; they are read as blanks`)
  return unifyHyphens(records, others)
}

function addRelations(lists: MergedLists, files: readonly GivenText[], told: Told): void {
  const readings = files.map(file => ({ file, ...readRelations(file.text ?? '') }))
  const kinds = readings.map(({ file, pairs }) => tellKind(file, pairs, lists, told))
  for (const wanted of ['aliases', 'implications'] as const) {
    // implications may name aliases, also those of another file
    readings.forEach(({ file, pairs, problems }, place) => {
      if (kinds[place] !== wanted) return
      tellRead(told, file.path, wanted, wanted === 'aliases' ? addAliases(lists, pairs) : addImplications(lists, pairs), problems)
    })
  }
  readings.forEach(({ file }, place) => {
    if (kinds[place] === undefined) tellUnread(told, file.path)
  })
}

/** What a relations file holds; the user is told where its rows had to tell, or cannot. */
function tellKind({ path, kind, text }: GivenText, pairs: readonly Relation[], lists: MergedLists, { messages }: Told): RelationKind | undefined {
  if (text === undefined) return undefined
  const name = nameOf(path)
  if (!areRelations(pairs)) {
    messages.push(say`'${name}' is no list of aliases or implications; expected rows such as antecedent,consequent`)
    return undefined
  }
  const known = kind ?? kindOfName(path)
  if (known) return known
  const guessed = kindOfContent(pairs, standingIn(lists))
  if (guessed === 'aliases') {
    messages.push(say`'${name}' is read as aliases, since its first column has no tags of the lists; to have it read as implications, write { "path": "…", "kind": "implications" } in taglore.tags.relations`)
  } else if (guessed === 'implications') {
    messages.push(say`'${name}' is read as implications, since its first column has tags of the lists; to have it read as aliases, write { "path": "…", "kind": "aliases" } in taglore.tags.relations`)
  } else {
    messages.push(say`'${name}' is left out: neither its name nor its rows tell whether it holds aliases or implications; write { "path": "…", "kind": "aliases" } or "implications" in taglore.tags.relations`)
  }
  return guessed
}

/** A list of tags has numbers in its second column. */
function areRelations(pairs: readonly Relation[]): boolean {
  return pairs.length > 0 && pairs.filter(([, consequent]) => /^-?\d+$/.test(consequent)).length < pairs.length / 2
}

function addNames(lists: MergedLists, files: readonly GivenText[], told: Told): void {
  const readings = files.map(file => readNames(file, told))
  const gains = addTranslations(lists, readings.map(reading => reading?.rows ?? []))
  readings.forEach((reading, place) => {
    const { path } = files[place] ?? { path: '' }
    if (reading) tellRead(told, path, reading.id, gains[place] ?? { tags: 0, added: 0 }, reading.problems)
    else tellUnread(told, path)
  })
}

interface NameReading {
  readonly id: string
  readonly rows: readonly TagNames[]
  readonly problems: readonly SourceProblem[]
}

function readNames({ path, text }: GivenText, { messages }: Told): NameReading | undefined {
  if (text === undefined) return undefined
  const source = translationSources.find(candidate => candidate.recognise(text.slice(0, 16_000)))
  if (source) return { id: source.id, ...source.read(text) }
  messages.push(say`'${nameOf(path)}' is no list of translated tags; expected rows such as 1girl,1个女孩`)
  return undefined
}

function tellRead({ sources, messages }: Told, path: string, kind: string, gain: Gain, problems: readonly SourceProblem[]): void {
  sources.push({ id: path, kind, ...gain, problems: problems.length })
  const [first] = problems
  if (!first) return
  const [name, line, more] = [nameOf(path), first.line + 1, problems.length - 1]
  messages.push(
    more === 0
      ? say`'${name}', line ${line}: ${first.message}; the row is left out`
      : say`'${name}', line ${line}: ${first.message}; this row and ${more} more are left out`,
  )
}

function tellUnread({ sources }: Told, path: string): void {
  sources.push({ id: path, kind: 'unreadable', tags: 0, added: 0, problems: 1 })
}
