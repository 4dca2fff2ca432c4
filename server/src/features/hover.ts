import { formatCount, percent } from '../base/number-format'
import { say, type Message } from '../base/message'
import type { Span } from '../base/span'
import { tagAt } from '../caption/caption'
import { tagKey } from '../caption/tag-key'
import type { Dataset } from '../dataset/dataset'
import type { TagRecord } from '../tags/record'
import { directlyImplied, findByAlias, findTag } from '../tags/tag-index'
import type { Snapshot } from '../workspace/workspace'
import { wikiPage } from './document-link'
import { piecesOf } from './tokens'

export interface TagDescription {
  readonly span: Span | undefined
  /** The tag's name as a heading. */
  readonly title: string
  /** Its names in other languages, best first. */
  readonly translations: readonly string[]
  /** Lines to translate, in order; each a paragraph of its own. */
  readonly lines: readonly Message[]
  /** Address of the booru's page about the tag, where there is one. */
  readonly wiki?: string
}

/** What is known about the tag at `offset`. */
export function hoverTag(snapshot: Snapshot, path: string, offset: number): TagDescription | undefined {
  const caption = snapshot.captionOf(path)
  const tag = caption && tagAt(caption, offset)
  if (!tag) return undefined
  const choice = tag.choices.find(({ span }) => span.start <= offset && offset <= span.end)
  const { key, name } = choice ?? tag
  if (tag.prose && !findTag(snapshot.knowledge.tags, key)) return undefined
  const description = describeTag(snapshot, snapshot.datasetOf(path), name)
  const wiki = wikiPage(snapshot.knowledge.tags, key)
  return { ...description, lines: [...description.lines, ...tokenLines(snapshot, path, name)], span: choice?.span ?? tag.nameSpan, ...(wiki === undefined ? {} : { wiki }) }
}

/** What the tag by itself costs. */
function tokenLines(snapshot: Snapshot, path: string, name: string): Message[] {
  const pieces = piecesOf(name, snapshot.settingsOf(path), snapshot.knowledge.tokenizer)
  if (!pieces || pieces.length === 0) return []
  return [pieces.length === 1 ? say`1 token` : say`${pieces.length} tokens: ${pieces.join(' · ')}`]
}

/** The same for a tag by name: the text beside a completion. */
export function describeTag(snapshot: Snapshot, dataset: Dataset | undefined, name: string): TagDescription {
  const { tags } = snapshot.knowledge
  const key = tagKey(name)
  const record = findTag(tags, key)
  const targets = record && !record.deprecated ? [] : findByAlias(tags, key)
  const lines = [...(record ? recordLines(snapshot, record) : targets.length > 0 ? targets.map(aliasLine) : [unknownLine(snapshot)]), ...datasetLines(dataset, key)]
  return { span: undefined, title: name, translations: record?.translations ?? [], lines }
}

function recordLines(snapshot: Snapshot, record: TagRecord): Message[] {
  const implied = directlyImplied(snapshot.knowledge.tags, record.name)
  return [
    ...(record.deprecated ? [say`No longer used on Danbooru; older models know it`] : []),
    ...(record.count > 0 ? [categoryLine(record)] : []),
    ...(record.aliases.length > 0 ? [say`Also written: ${record.aliases.join(', ')}`] : []),
    ...(implied.length > 0 ? [say`Implies: ${implied.join(', ')}`] : []),
  ]
}

function categoryLine(record: TagRecord): Message {
  const posts = formatCount(record.count)
  switch (record.category) {
    case 'artist':
      return say`Artist tag, ${posts} posts`
    case 'copyright':
      return say`Copyright tag, ${posts} posts`
    case 'character':
      return say`Character tag, ${posts} posts`
    case 'meta':
      return say`Meta tag, ${posts} posts`
    case 'general':
      return say`General tag, ${posts} posts`
    default:
      return say`Tag of another kind (${record.category}), ${posts} posts`
  }
}

function aliasLine(target: TagRecord): Message {
  return say`Another name of '${target.name}', ${formatCount(target.count)} posts`
}

function unknownLine(snapshot: Snapshot): Message {
  return snapshot.knowledge.ready ? say`In no tag list` : say`Tag lists are still being read`
}

function datasetLines(dataset: Dataset | undefined, key: string): Message[] {
  if (!dataset || dataset.captions === 0) return []
  const usage = dataset.counts.get(key)
  if (!usage) return [say`In none of the ${dataset.captions} captions of this dataset`]
  const total = say`In ${usage.captions} of ${dataset.captions} captions (${percent(usage.captions, dataset.captions)} %), ${usage.effective} samples an epoch with repeats`
  if (dataset.folders.length < 2) return [total]
  const concepts = dataset.concepts().flatMap((concept) => {
    const all = dataset.counts.inFolder(concept.folder.path).captions
    const here = usage.byFolder.get(concept.folder.path) ?? 0
    return all === 0 ? [] : [say`${concept.name}: ${here} of ${all} captions, repeats ${concept.folder.repeats}`]
  })
  return [total, ...concepts]
}
