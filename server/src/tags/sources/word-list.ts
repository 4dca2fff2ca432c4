import { say } from '../../base/message'
import { tagKey } from '../../caption/tag-key'
import type { TagRecord } from '../record'
import type { SourceProblem, TagSource } from '../source'

/** A plain list: one tag a line, `# ` begins a comment. It knows no counts and no categories. */
export const wordList: TagSource = {
  id: 'word-list',

  recognise(head) {
    return head.trim() !== '' && !head.includes('\0') && !/^\uFEFF?\s*[{[]\s*(?:["{[]|$)/.test(head)
  },

  read(text) {
    const records: TagRecord[] = []
    const problems: SourceProblem[] = []
    text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).forEach((content, line) => {
      const name = content.trim().replace(/,$/, '')
      if (tagKey(name) === '' || /^#(?:\s|$)/.test(name)) return
      if (name.length > longestTag || name.includes('\0')) {
        problems.push({ line, message: say`The line is too long or too strange to be a tag` })
      } else {
        records.push({ name, category: 'general', uncategorised: true, count: 0, aliases: [], implies: [], translations: [] })
      }
    })
    return { records, problems }
  },
}

/** Danbooru's longest name has 170 letters at most (its limit). */
const longestTag = 200
