import { say } from '../../base/message'
import { firstLineEnd, type Caption, type Tag } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { trainedTags } from '../../dataset/dataset'
import type { Trigger } from '../../dataset/concepts'
import { frontTriggers } from '../leading-triggers'
import type { CaptionRule } from '../rule'
import { describeOrigin } from '../setting-origin'
import type { Settings } from '../../settings'

export const misplacedTrigger: CaptionRule = {
  id: 'misplaced-trigger',
  scope: 'caption',
  level: 'info',
  habit: true,
  summary: say`Tags are shuffled and a trigger stands outside the part that stays in place`,

  *check(caption, { concept, settings }) {
    const { values } = settings
    if (!values['captions.shuffle'] || !concept || concept.regularization) return
    const triggers = frontTriggers(concept)
    const isFixed = fixedPart(caption, settings)
    // where nothing is kept in place at all, or too little, that is one matter for the whole dataset
    if (!isFixed || (!marksPart(caption, settings) && values['captions.keepTokens'] < triggers.length)) return
    const tags = trainedTags(caption, values['captions.wildcards'])
    for (const trigger of triggers) {
      const tag = tags.find(({ key }) => key === trigger.key)
      if (!tag || tag.choices.length > 0 || isFixed(tag)) continue
      yield {
        span: tag.span,
        tag: tag.name,
        message: marksPart(caption, settings)
          ? say`The trigger '${trigger.text}' stands behind '${values['captions.keepTokensSeparator']}' and is shuffled with the rest (${describeOrigin(settings, 'captions.keepTokensSeparator')})`
          : say`The trigger '${trigger.text}' is not among the first ${values['captions.keepTokens']} tags, which stay in place (keep tokens, ${describeOrigin(settings, 'captions.keepTokens')})`,
        fixes: [
          {
            title: say`Move '${trigger.text}' to the front`,
            safe: false,
            edits: [moveToFront(tag, trigger, triggers, tags)],
            everywhere: { id: `front ${trigger.key}`, title: say`Move '${trigger.text}' to the front in the whole dataset` },
          },
        ],
      }
    }
  },
}

function marksPart(caption: Caption, { values }: Settings): boolean {
  const mark = values['captions.keepTokensSeparator']
  return mark !== '' && caption.text.slice(0, firstLineEnd(caption)).includes(mark)
}

/** Whether a tag stays in place; undefined where no tag does. sd-scripts: BaseDataset.process_caption */
function fixedPart(caption: Caption, settings: Settings): ((tag: Tag) => boolean) | undefined {
  const { 'captions.keepTokens': kept, 'captions.keepTokensSeparator': mark } = settings.values
  if (marksPart(caption, settings)) {
    const first = caption.text.indexOf(mark)
    const second = caption.text.indexOf(mark, first + mark.length)
    return ({ span }) => span.start < first || (second >= 0 && span.start > second)
  }
  // empty pieces count for the trainer, tied tags are one
  const commas = caption.separators.filter(({ kind }) => kind === 'comma')
  return kept === 0 ? undefined : ({ span }) => commas.filter((comma) => comma.span.start < span.start).length < kept
}

/** To the start, or behind the trigger that comes before it. */
function moveToFront(tag: Tag, trigger: Trigger, triggers: readonly Trigger[], tags: readonly Tag[]): TagEdit {
  const before = triggers.slice(0, triggers.indexOf(trigger)).map(({ key }) => key)
  const place = tags.findLast((other) => before.includes(other.key) && other.index < before.length)
  return { kind: 'move', tag, at: place ? { after: place } : 'start' }
}
