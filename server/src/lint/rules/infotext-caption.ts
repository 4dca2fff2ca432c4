import { say } from '../../base/message'
import { promptTags, readInfotext } from '../infotext'
import type { CaptionRule } from '../rule'
import { Mark } from '../tag-facts'

export const infotextCaption: CaptionRule = {
  id: 'infotext-caption',
  scope: 'caption',
  level: 'warning',
  habit: true,
  summary: say`A caption is what an image generator wrote beside its image: prompt, negative prompt and parameters`,
  where: Mark.parameters | Mark.markup,

  *check(caption) {
    const infotext = readInfotext(caption.text)
    if (!infotext) return
    const tags = promptTags(infotext.prompt)
    const end = /\r?\n$/.exec(caption.text)?.[0] ?? ''
    yield {
      span: infotext.rest,
      message: say`This is the text that an image generator writes beside its image: these are its parameters, not tags`,
      fixes:
        tags.length === 0
          ? []
          : [
              {
                title: say`Keep only the prompt, as tags`,
                safe: false,
                edits: [{ kind: 'rewrite', span: { start: 0, end: caption.text.length }, text: tags.join(', ') + end }],
                everywhere: { id: 'keep-prompt', title: say`Keep only the prompt wherever a caption holds generation parameters` },
              },
            ],
    }
  },
}
