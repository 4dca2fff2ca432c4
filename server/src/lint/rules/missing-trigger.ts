import { say } from '../../base/message'
import { relativePath } from '../../base/path'
import type { Caption } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { planTagChange } from '../../changes/tag-change'
import type { Concept, Trigger } from '../../dataset/concepts'
import type { Dataset } from '../../dataset/dataset'
import type { CaptionRule, Fix } from '../rule'

export const missingTrigger: CaptionRule = {
  id: 'missing-trigger',
  scope: 'caption',
  level: 'warning',
  summary: say`The caption does not carry the trigger of its concept`,

  *check(caption, { concept, dataset, sample, settings }) {
    if (!concept || !dataset || !sample?.caption || concept.regularization || sample.images.length === 0) return
    const wildcards = settings.values['captions.wildcards']
    // empty captions have a rule of their own
    if (!caption.tags.some((tag) => wildcards || tag.line === 0)) return
    const { path } = sample.caption
    for (const trigger of concept.triggers) {
      if (trigger.key === '' || carries(caption, trigger.key, wildcards)) continue
      const count = dataset.counts.get(trigger.key)?.byFolder.get(concept.folder.path) ?? 0
      const { captions } = dataset.counts.inFolder(concept.folder.path)
      const rare = captions >= ENOUGH && count < captions * RARE
      // what holds for nearly the whole concept is told once, at its first such caption
      if (rare && firstWithout(dataset, concept, trigger) !== sample.id) continue
      yield {
        span: { start: 0, end: caption.tags[0]?.span.end ?? 0 },
        tag: trigger.text,
        message: rare
          ? say`${captions - count} of ${captions} captions of '${concept.name}' do not carry its trigger '${trigger.text}'`
          : say`The trigger '${trigger.text}' of '${concept.name}' is missing`,
        fixes: [
          {
            title: say`Insert '${trigger.text}' in front`,
            safe: false,
            edits: [{ kind: 'insert', text: trigger.text, at: 'start' }],
            everywhere: rare ? undefined : { id: `insert ${trigger.key}`, title: say`Insert '${trigger.text}' wherever '${concept.name}' lacks it` },
          },
          ...(rare ? [insertInAll(concept, trigger, dataset, wildcards)] : []),
          {
            title: say`Leave this caption without '${trigger.text}' on purpose`,
            safe: false,
            setting: { key: 'ignore', value: { rule: 'missing-trigger', files: relativePath(dataset.root, path), tag: trigger.text } },
          },
        ],
      }
    }
  },
}

function insertInAll(concept: Concept, trigger: Trigger, dataset: Dataset, wildcards: boolean): Fix {
  const title = say`Insert '${trigger.text}' wherever '${concept.name}' lacks it`
  const edit = (caption: Caption): TagEdit[] =>
    caption.tags.length === 0 || carries(caption, trigger.key, wildcards) ? [] : [{ kind: 'insert', text: trigger.text, at: 'start' }]
  return { title, safe: false, change: () => planTagChange(title, dataset.samplesIn(concept.folder.path), edit) }
}

const ENOUGH = 4
/** Below this share the trigger is missing from the concept rather than from a caption. */
const RARE = 0.3

/** As a tag, as an alternative of `{a|b}`, or as words within a sentence or a phrase. */
function carries(caption: Caption, key: string, wildcards: boolean): boolean {
  return caption.tags.some((tag) => {
    if (tag.line > 0 && !wildcards) return false
    return tag.key === key || tag.choices.some((choice) => choice.key === key) || hasWords(tag.key, key)
  })
}

function hasWords(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!isWordPart(text.slice(0, at), /[\p{L}\p{N}]$/u) && !isWordPart(text.slice(at + words.length), /^[\p{L}\p{N}]/u)) return true
  }
  return false
}

/** Chinese and Japanese put no blanks between words. */
function isWordPart(text: string, pattern: RegExp): boolean {
  const letter = pattern.exec(text)?.[0]
  return letter !== undefined && !/[\u3040-\u30ff\u3400-\u9fff]/.test(letter)
}

function firstWithout(dataset: Dataset, concept: Concept, trigger: Trigger): string | undefined {
  return dataset.samplesIn(concept.folder.path).find((sample) => {
    const keys = dataset.keysOf(sample.id)
    return keys.length > 0 && !keys.some((key) => key === trigger.key || hasWords(key, trigger.key))
  })?.id
}
