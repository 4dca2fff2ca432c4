import { applySpanEdits } from '../../../base/span'
import type { Caption, Tag } from '../../../caption/caption'
import { editCaption, type TagEdit } from '../../../caption/edit'
import { parseCaption } from '../../../caption/parse'
import { tagKey } from '../../../caption/tag-key'

/** Whether the whole tag is one `{a|b}`: then each alternative is a tag, or a list of tags, of its own. */
export function isChoice(tag: Tag): boolean {
  if (tag.choices.length === 0) return false
  return tag.name.startsWith('{') && tag.name.indexOf('}') === tag.name.length - 1
}

/**
 * Runs an edit in every alternative of a choice. One that comes out empty stays as an empty alternative, so that the others
 * are drawn as often as before; where all are empty, the whole choice goes.
 */
export function editAlternatives(tag: Tag, edit: (caption: Caption) => readonly TagEdit[]): TagEdit[] {
  const texts = tag.choices.map((choice) => {
    const caption = parseCaption(choice.name)
    return applySpanEdits(caption.text, editCaption(caption, edit(caption)))
  })
  const changed = tag.choices.flatMap((choice, at): TagEdit[] => {
    const text = texts[at] ?? ''
    return text === choice.name ? [] : [{ kind: 'rewrite', span: choice.span, text }]
  })
  if (changed.length === 0) return []
  return texts.every((text) => text.trim() === '') ? [{ kind: 'remove', tag }] : changed
}

const MOST = 64

/** The keys that a longer tag with choices in it can come to be: `{red|blue} hair` is `red hair` or `blue hair`. */
export function filledKeys(tag: Tag): readonly string[] {
  if (tag.choices.length === 0 || isChoice(tag)) return []
  let texts = ['']
  let end = 0
  for (const group of tag.name.matchAll(/\{([^{}]*\|[^{}]*)\}/g)) {
    const before = tag.name.slice(end, group.index)
    const options = (group[1] ?? '').split('|')
    texts = texts.flatMap((text) => options.map((option) => text + before + option)).slice(0, MOST)
    end = group.index + group[0].length
  }
  return texts.map((text) => tagKey(text + tag.name.slice(end)))
}
