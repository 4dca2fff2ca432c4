import { say } from '../../base/message'
import { nameOf } from '../../base/path'
import { planTagChange } from '../../changes/tag-change'
import type { Concept } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import { hasCaption } from '../../dataset/sample'
import { parseFolderName } from '../../trainer/folder-name'
import type { ConceptRule, Fix, PlaceFinding } from '../rule'

export const misreadFolderName: ConceptRule = {
  id: 'misread-folder-name',
  scope: 'concept',
  level: 'info',
  summary: say`The folder's name tells something that is not trained`,

  *check(concept, { dataset }) {
    yield* checkText(concept, dataset)
    yield* checkRepeats(concept, dataset)
  },
}

/** Words that name a folder rather than what is in it. */
const PLAIN = /^(?:\d+|\p{P}|the|of|and|with|img|imgs|images?|data|datasets?|train(?:ing)?|pics?|pictures?|photos?|sets?|folder|new|old|final|all|good|best|main|misc|base|part|v\d+|class|instance|concept|reg|lora|sks|person|woman|man|style|art|artstyle|character|char)$/iu
const ENOUGH = 4

/** With captions the text of the name is not trained: what it tells must stand in them. */
function* checkText({ folder, name, regularization }: Concept, dataset: Dataset): Iterable<PlaceFinding> {
  const text = folder.classTokens.trim()
  const words = text.toLowerCase().split(/[\s_,\-()[\]]+/).filter((word) => word.length > 1 && !PLAIN.test(word))
  const { captions, tags } = dataset.counts.inFolder(folder.path)
  if (regularization || words.length === 0 || captions < ENOUGH) return
  // where an image has none, the text is its caption
  if (dataset.samplesIn(folder.path).some((sample) => sample.images.length > 0 && !hasCaption(sample))) return
  for (const key of tags.keys()) if (words.some((word) => key.includes(word))) return
  yield {
    anchor: folder.path,
    tag: text,
    message: say`'${text}' stands in the folder's name and in no caption of '${name}': with captions the name only tells the repeats, so it is not trained`,
    fixes: [adding(text.replaceAll('_', ' '), folder.path, dataset)],
  }
}

function adding(text: string, folder: string, dataset: Dataset): Fix {
  const title = say`Add '${text}' in front of all captions of the folder`
  return { title, safe: false, change: () => planTagChange(title, dataset.samplesIn(folder), () => [{ kind: 'insert', text, at: 'start' }]) }
}

/** A dataset configuration gives the repeats, whatever the name says. */
function* checkRepeats({ folder }: Concept, { format }: Dataset): Iterable<PlaceFinding> {
  const [use] = folder.uses ?? []
  const read = parseFolderName(nameOf(folder.path))
  if (format?.id !== 'dataset-config' || !use || read.kind !== 'subset' || !nameOf(folder.path).includes('_') || folder.uses?.some(({ repeats }) => repeats === read.repeats)) return
  yield {
    anchor: folder.path,
    related: [use.file],
    message: say`'${nameOf(folder.path)}' is repeated ${use.repeats} times, as '${nameOf(use.file)}' says: with a dataset configuration the ${read.repeats} in the name is not read`,
  }
}
