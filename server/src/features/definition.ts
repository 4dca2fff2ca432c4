import { parseTree, type Node } from 'jsonc-parser'
import { joinPath } from '../base/path'
import type { Span } from '../base/span'
import { parseCaption } from '../caption/parse'
import { tagKey } from '../caption/tag-key'
import type { Dataset } from '../dataset/dataset'
import { SETTINGS_FILE } from '../dataset/find-root'
import type { Snapshot } from '../workspace/workspace'
import { namedTagAt, occurrencesOf } from './occurrences'

/** Where a trigger comes from. */
export interface TriggerDefinition {
  readonly key: string
  /** The `taglore.json` that declares it: `findDeclaration` finds the place in its text. */
  readonly declaredIn: string | undefined
  /** The first caption of its concept that carries it. */
  readonly first: { readonly path: string; readonly text: string; readonly span: Span } | undefined
}

/** What the tag at `offset` is defined by, where it is a trigger; ordinary tags are defined by the booru's wiki, not by a file. */
export function defineTag(snapshot: Snapshot, path: string, offset: number): TriggerDefinition | undefined {
  const caption = snapshot.captionOf(path)
  const key = caption && namedTagAt(caption, offset)?.key
  const dataset = snapshot.datasetOf(path)
  return key === undefined || !dataset ? undefined : defineTrigger(dataset, key)
}

function defineTrigger(dataset: Dataset, key: string): TriggerDefinition | undefined {
  const concepts = dataset.concepts().filter(({ triggers }) => triggers.some((trigger) => trigger.key === key))
  const [concept] = concepts
  if (!concept) return undefined
  const declared = dataset.hasSettingsFile && concepts.some(({ triggers }) => triggers.some((trigger) => trigger.key === key && trigger.declared))
  const sample = dataset.samplesIn(concept.folder.path).find(({ id }) => dataset.keysOf(id).includes(key))
  const file = sample?.caption
  const [span] = file ? occurrencesOf(parseCaption(file.text), key) : []
  return { key, declaredIn: declared ? joinPath(dataset.root, SETTINGS_FILE) : undefined, first: file && span ? { path: file.path, text: file.text, span } : undefined }
}

/** Where the text of a `taglore.json` declares a trigger: the word without its quotes. Undefined where it does not. */
export function findDeclaration(text: string, key: string): Span | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true })
  const concepts = root && valueOf(root, 'concepts')
  for (const concept of concepts?.children ?? []) {
    for (const trigger of valueOf(concept, 'triggers')?.children ?? []) {
      if (typeof trigger.value === 'string' && tagKey(trigger.value) === key) return { start: trigger.offset + 1, end: trigger.offset + trigger.length - 1 }
    }
  }
  return undefined
}

function valueOf(node: Node, key: string): Node | undefined {
  if (node.type !== 'object') return undefined
  return node.children?.find(({ children }) => children?.[0]?.value === key)?.children?.[1]
}
