import { say } from '../../base/message'
import { tagKey } from '../../caption/tag-key'
import type { SourceProblem } from '../source'
import type { TagNames, TranslationSource } from '../translation-source'

/**
 * BooruDatasetTagManager's `Translations/<language>.txt`: `tag=name` a line, split at the last `=` (tags such as `=_=` have
 * some), `*` before a translation that the user wrote, which counts before a machine's, `//` before a comment
 * (spec/peers.md § 6.4).
 */
export const equalsText: TranslationSource = {
  id: 'equals-text',

  recognise(head) {
    const lines = contentLines(head).slice(0, 200)
    return lines.length > 0 && lines.filter(({ content }) => pattern.test(content)).length >= lines.length * 0.8
  },

  read(text) {
    const manual: TagNames[] = []
    const others: TagNames[] = []
    const problems: SourceProblem[] = []
    for (const { content, line } of contentLines(text)) {
      const match = pattern.exec(content)
      const [, star, tag = '', name = ''] = match ?? []
      if (!match || tagKey(tag) === '') problems.push({ line, message: say`A row needs a tag, = and its translation` })
      else if (name.trim() !== '') (star === undefined ? others : manual).push({ tag: tag.trim(), names: [name.trim()] })
    }
    return { rows: [...manual, ...others], problems }
  },
}

const pattern = /^(\*)?(.+)=([^=]*)$/

function contentLines(text: string): readonly { readonly content: string; readonly line: number }[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  return lines.map((content, line) => ({ content: content.trim(), line })).filter(({ content }) => content !== '' && !content.startsWith('//'))
}
