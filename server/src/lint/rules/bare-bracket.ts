import { say } from '../../base/message'
import { trainedTags } from '../../dataset/dataset'
import { isKnown } from '../../tags/known-key'
import type { CaptionRule } from '../rule'
import { describeOrigin } from '../setting-origin'
import { Mark } from '../tag-facts'

export const bareBracket: CaptionRule = {
  id: 'bare-bracket',
  scope: 'caption',
  level: 'warning',
  habit: true,
  summary: say`Brackets of a tag's own name are read as weights`,
  where: Mark.bracket,

  *check(caption, { knowledge, settings }) {
    if (!settings.values['captions.weighted']) return
    for (const tag of trainedTags(caption, settings.values['captions.wildcards'])) {
      const brackets = [...tag.name.matchAll(/(?<!\\)[()[\]]/g)]
      if (brackets.length === 0 || !isKnown(knowledge.tags, tag.key)) continue
      yield {
        span: tag.nameSpan,
        tag: tag.name,
        message: say`The brackets of '${tag.name}' are read as a weight: weighted captions are on (${describeOrigin(settings, 'captions.weighted')})`,
        fixes: [
          {
            title: say`Put backslashes before the brackets`,
            safe: false,
            edits: brackets.map(({ index }) => ({ kind: 'rewrite', span: { start: tag.nameSpan.start + index, end: tag.nameSpan.start + index }, text: '\\' })),
            everywhere: { id: 'escape', title: say`Put backslashes before brackets of known tags in the whole dataset` },
          },
        ],
      }
    }
  },
}
