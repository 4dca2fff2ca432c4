import { formatCount, percent } from '../base/number-format'
import { say, type Message } from '../base/message'
import type { Span } from '../base/span'
import { tagAt } from '../caption/caption'
import { tagKey } from '../caption/tag-key'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import type { TagRecord } from '../tags/record'
import { directlyImplied, findByAlias, findTag } from '../tags/tag-index'
import type { Snapshot } from '../workspace/workspace'
import { wikiPage } from './document-link'
import { carrierImages, carriersOf, relatedTags } from './related-tags'
import { relationLines } from './tag-relations'
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
  /** Paths of a few images whose captions carry the tag. */
  readonly images?: readonly string[]
  /** Where the dataset uses the tag, to be shown when asked for. */
  readonly use?: { readonly root: string; readonly key: string }
}

/** What is known about the tag at `offset`. */
export function hoverTag(snapshot: Snapshot, path: string, offset: number): TagDescription | undefined {
  const caption = snapshot.captionOf(path)
  const tag = caption && tagAt(caption, offset)
  if (!tag) return undefined
  const choice = tag.choices.find(({ span }) => span.start <= offset && offset <= span.end)
  const { key, name } = choice ?? tag
  if (tag.prose && !findTag(snapshot.knowledge.tags, key)) return undefined
  const dataset = snapshot.datasetOf(path)
  const { facts, uses, relations, concepts, ...description } = readTag(snapshot, dataset, name)
  const carriers = dataset ? carriersOf(dataset, key) : []
  const wiki = wikiPage(snapshot.knowledge.tags, key)
  return {
    ...description,
    lines: [...facts, ...uses, ...relations, ...(dataset ? relatedLines(dataset, key, carriers) : []), ...concepts, ...tokenLines(snapshot, path, name)],
    span: choice?.span ?? tag.nameSpan,
    ...(wiki === undefined ? {} : { wiki }),
    images: carrierImages(carriers, dataset?.sampleOfCaption(path)?.id, MOST_IMAGES),
    ...(dataset && carriers.length > 0 ? { use: { root: dataset.root, key } } : {}),
  }
}

const MOST_IMAGES = 3
const MOST_RELATED = 6
const MOST_ALIASES = 6
/** Of more concepts only those that use the tag most are named. */
const MOST_CONCEPTS = 5

/** What goes with the tag in this dataset. */
function relatedLines(dataset: Dataset, key: string, carriers: readonly Sample[]): Message[] {
  const [first, ...others] = relatedTags(dataset, key, carriers, MOST_RELATED).map(({ name, share }) => say`${name} ${Math.round(100 * share)} %`)
  return first ? [say`Goes with, in this dataset: ${others.reduce((list, one) => say`${list}, ${one}`, first)}`] : []
}

/** What the tag by itself costs. */
function tokenLines(snapshot: Snapshot, path: string, name: string): Message[] {
  const pieces = piecesOf(name, snapshot.settingsOf(path), snapshot.knowledge.tokenizer)
  if (!pieces || pieces.length === 0) return []
  return [pieces.length === 1 ? say`1 token` : say`${pieces.length} tokens: ${pieces.join(' · ')}`]
}

/** The same for a tag by name: the text beside a completion. */
export function describeTag(snapshot: Snapshot, dataset: Dataset | undefined, name: string): TagDescription {
  const { facts, uses, relations, concepts, ...description } = readTag(snapshot, dataset, name)
  return { ...description, span: undefined, lines: [...facts, ...uses, ...relations, ...concepts] }
}

interface TagReading extends Pick<TagDescription, 'title' | 'translations'> {
  /** What kind of tag it is. */
  readonly facts: readonly Message[]
  /** How the dataset uses it, in a line … */
  readonly uses: readonly Message[]
  /** … and by concept. */
  readonly concepts: readonly Message[]
  readonly relations: readonly Message[]
}

function readTag(snapshot: Snapshot, dataset: Dataset | undefined, name: string): TagReading {
  const { tags } = snapshot.knowledge
  const key = tagKey(name)
  const record = findTag(tags, key)
  const targets = record && !record.deprecated ? [] : findByAlias(tags, key)
  const facts = record ? factLines(record) : targets.length > 0 ? targets.map(aliasLine) : [unknownLine(snapshot)]
  const [use, ...concepts] = datasetLines(dataset, key)
  return { title: name, translations: record?.translations ?? [], facts, uses: use ? [use] : [], concepts, relations: record ? nameLines(snapshot, record) : [] }
}

function factLines(record: TagRecord): Message[] {
  return [...(record.deprecated ? [say`No longer used on Danbooru; older models know it`] : []), ...(record.count > 0 ? [categoryLine(record)] : [])]
}

function nameLines({ knowledge }: Snapshot, record: TagRecord): Message[] {
  const implied = directlyImplied(knowledge.tags, record.name)
  const aliases = record.aliases.slice(0, MOST_ALIASES).join(', ')
  const more = record.aliases.length - MOST_ALIASES
  return [
    ...(record.aliases.length > 0 ? [more > 0 ? say`Also written: ${aliases} and ${more} more` : say`Also written: ${aliases}`] : []),
    ...(implied.length > 0 ? [say`Implies: ${implied.join(', ')}`] : []),
    ...relationLines(knowledge, tagKey(record.name)),
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
    return all === 0 ? [] : [{ here, line: say`${concept.name}: ${here} of ${all} captions, repeats ${concept.folder.repeats}` }]
  })
  if (concepts.length <= MOST_CONCEPTS) return [total, ...concepts.map(({ line }) => line)]
  const shown = concepts.filter(({ here }) => here > 0).sort((a, b) => b.here - a.here).slice(0, MOST_CONCEPTS)
  return [total, ...shown.map(({ line }) => line)]
}
