import { findNodeAtLocation, getLocation, parseTree, type JSONPath, type Location } from 'jsonc-parser'
import { tagKey } from '../../caption/tag-key'
import type { Dataset } from '../../dataset/dataset'
import { RULES } from '../../lint/registry'
import type { Snapshot } from '../../workspace/workspace'
import type { CompletionAnswer } from '../completion'
import { completeString } from './complete-string'
import { readString } from './string-text'
import type { WordAnswer } from './words'

const TAGS: readonly (readonly string[])[] = [
  ['concepts', '*', 'tags', '*'],
  ['keep', '*', 'tags', '*'],
  ['ignore', '*', 'tag'],
]
const TRIGGERS = ['concepts', '*', 'triggers', '*']
const WORDS = ['words', '*']

/** Tags and triggers, rules and concepts in `taglore.json`; keys and fixed values come from its schema. */
export function completeSettings(snapshot: Snapshot, path: string, text: string, offset: number): CompletionAnswer | WordAnswer | undefined {
  const location = getLocation(text, offset)
  const string = stringAt(text, offset, location)
  if (!string) return undefined
  const { span } = string
  const is = (pattern: readonly string[]): boolean => location.path.length === pattern.length && !location.isAtPropertyKey && location.matches([...pattern])
  const dataset = snapshot.datasetOf(path)
  if (location.isAtPropertyKey && location.path.length === 2 && location.path[0] === 'rules') return { span, words: ruleWords(keysAt(text, ['rules'], offset), !/^"?\s*:/.test(text.slice(span.end))) }
  if (is(['ignore', '*', 'rule'])) return { span, words: ruleWords([], false) }
  if (is(['keep', '*', 'concept']) || is(['concepts', '*', 'parent'])) return { span, words: (dataset?.concepts() ?? []).map(({ name }) => ({ label: name, inserted: JSON.stringify(name).slice(1, -1) })) }
  const unasked = TAGS.some(is) ? usedMost(dataset) : is(TRIGGERS) ? firstTags(dataset) : is(WORDS) ? ownWords(dataset) : undefined
  if (!unasked) return undefined
  return completeString(snapshot, text, string, offset, { path, writing: 'name', unasked, beside: besides(text, location.path) })
}

function stringAt(text: string, offset: number, { previousNode }: Location): ReturnType<typeof readString> | undefined {
  if (previousNode?.type !== 'string' && previousNode?.type !== 'property') return undefined
  if (text[previousNode.offset] !== '"') return undefined
  const string = readString(text, previousNode.offset)
  return string.span.start <= offset && offset <= string.span.end ? string : undefined
}

/** Rules not named yet; with their level where the key still lacks a value. */
function ruleWords(named: readonly string[], withLevel: boolean): WordAnswer['words'] {
  return RULES.filter(({ id }) => !named.includes(id)).map(({ id, summary }) => ({ label: id, detail: summary, inserted: id, ...(withLevel ? { levelled: true } : {}) }))
}

function keysAt(text: string, path: JSONPath, offset: number): readonly string[] {
  const root = parseTree(text, [], { allowTrailingComma: true })
  const properties = (root && findNodeAtLocation(root, path))?.children ?? []
  return properties.filter((node) => offset < node.offset || offset > node.offset + node.length).map(({ children }) => String(children?.[0]?.value))
}

/** The other texts of the list that `path` leads into. */
function besides(text: string, path: JSONPath): ReadonlySet<string> {
  const root = parseTree(text, [], { allowTrailingComma: true })
  const list = root && findNodeAtLocation(root, path.slice(0, -1))
  const index = path.at(-1)
  const others = list?.type === 'array' ? (list.children ?? []).filter((_, at) => at !== index) : []
  return new Set(others.flatMap(({ value }: { value?: unknown }) => (typeof value === 'string' ? [tagKey(value)] : [])))
}

function usedMost(dataset: Dataset | undefined): readonly string[] {
  return byUse([...(dataset?.counts.all() ?? [])])
}

/** Words that no tag list has. */
function ownWords(dataset: Dataset | undefined): readonly string[] {
  return byUse([...(dataset?.counts.own() ?? [])])
}

/** Triggers as far as they are known or inferred, then what captions begin with. */
function firstTags(dataset: Dataset | undefined): readonly string[] {
  const triggers = (dataset?.concepts() ?? []).flatMap((concept) => concept.triggers.map(({ key }) => key))
  const firsts = (dataset?.folders ?? []).flatMap(({ path }) => [...(dataset?.counts.inFolder(path).firsts ?? [])])
  return [...new Set([...triggers, ...firsts.sort(([, a], [, b]) => b - a).map(([key]) => key)])]
}

function byUse(usages: { readonly key: string; readonly captions: number }[]): readonly string[] {
  return usages.sort((a, b) => b.captions - a.captions || (a.key < b.key ? -1 : 1)).map(({ key }) => key)
}
