import { say } from '../../base/message'
import type { Tag } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { trainedTags } from '../../dataset/dataset'
import { isKaomoji } from '../../tags/spelling'
import type { CaptionRule } from '../rule'
import { describeOrigin } from '../setting-origin'
import { Mark } from '../tag-facts'

export const escapedBracket: CaptionRule = {
  id: 'escaped-bracket',
  scope: 'caption',
  level: 'warning',
  habit: true,
  summary: say`Brackets are escaped though no weights are read, so the backslashes are trained`,
  where: Mark.backslash | Mark.markup,

  *check(caption, { settings }) {
    if (settings.values['captions.weighted']) return
    for (const tag of trainedTags(caption, settings.values['captions.wildcards'])) {
      const edits = removals(tag)
      if (edits.length === 0 || isKaomoji(tag.name)) continue
      yield {
        span: tag.span,
        tag: tag.name,
        message: say`The backslashes of '${tag.name}' are trained: weighted captions are off (${describeOrigin(settings, 'captions.weighted')})`,
        fixes: [{ title: say`Remove the backslashes`, safe: false, edits, everywhere: { id: 'unescape', title: say`Remove backslashes before brackets in the whole dataset` } }],
      }
    }
  },
}

function removals(tag: Tag): TagEdit[] {
  return [...tag.text.matchAll(/\\+(?=[()[\]])/g)].map((match) => {
    const start = tag.span.start + match.index
    return { kind: 'rewrite', span: { start, end: start + match[0].length }, text: '' }
  })
}
