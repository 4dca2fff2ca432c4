import { applySpanEdits, shortestEdit, type SpanEdit } from '../base/span'
import type { Caption } from '../caption/caption'
import { editCaption, type TagEdit } from '../caption/edit'
import { parseCaption } from '../caption/parse'
import { tagKey } from '../caption/tag-key'
import type { Snapshot } from '../workspace/workspace'
import { completeText, type CompletionTag } from './completion'

/** One wish about the tags of a caption, by their places among its tags, from 0. */
export type TagWish =
  | { readonly kind: 'remove'; readonly tags: readonly number[] }
  /** An empty text removes the tag. */
  | { readonly kind: 'replace'; readonly tag: number; readonly text: string }
  /** `before`: the place of the tag that it is put in front of; their number for the end. */
  | { readonly kind: 'insert'; readonly text: string; readonly before: number }
  /** Those that the caption lacks, in their order, at the end. */
  | { readonly kind: 'add'; readonly texts: readonly string[] }
  /** Takes the tag away wherever it stands, in any spelling; puts it at the end where it does not stand. */
  | { readonly kind: 'toggle'; readonly text: string }
  /** In the order that they have, one behind the other. */
  | { readonly kind: 'move'; readonly tags: readonly number[]; readonly before: number }

/** The edits of the text that a wish comes to. Places that there are not are passed over. */
export function editTags(caption: Caption, wish: TagWish): readonly SpanEdit[] {
  if (wish.kind === 'move') return shortestEdit(caption.text, moveTags(caption, wish.tags, wish.before))
  return editCaption(caption, editsOf(caption, wish))
}

function editsOf({ tags }: Caption, wish: Exclude<TagWish, { kind: 'move' }>): readonly TagEdit[] {
  switch (wish.kind) {
    case 'remove':
      return wish.tags.flatMap((index): TagEdit[] => (tags[index] ? [{ kind: 'remove', tag: tags[index] }] : []))
    case 'replace': {
      const tag = tags[wish.tag]
      return tag && tag.name !== wish.text ? [{ kind: 'replace', tag, text: wish.text }] : []
    }
    case 'insert': {
      const target = tags[wish.before]
      return wish.text === '' ? [] : [{ kind: 'insert', text: wish.text, at: target ? { before: target } : 'end' }]
    }
    case 'add': {
      const keys = new Set(tags.map(({ key }) => key))
      const missing = wish.texts.filter((text) => !keys.has(tagKey(text)) && keys.add(tagKey(text)))
      return missing.length === 0 ? [] : [{ kind: 'insert', text: missing.join(', '), at: 'end' }]
    }
    case 'toggle': {
      const key = tagKey(wish.text)
      const present = tags.filter((tag) => tag.key === key)
      return key === '' ? [] : present.length > 0 ? present.map((tag) => ({ kind: 'remove', tag })) : [{ kind: 'insert', text: wish.text.trim(), at: 'end' }]
    }
  }
}

/** One after the other: each move is read again, so that blanks and commas stay as they are around each. */
function moveTags(caption: Caption, moved: readonly number[], before: number): string {
  const places = [...new Set(moved)].filter((index) => caption.tags[index]).sort((a, b) => a - b)
  let text = caption.text
  // from behind the target towards it, then from in front of it: nothing that is still to be moved changes its place
  const ahead = places.filter((index) => index < before).reverse()
  const behind = places.filter((index) => index >= before)
  ahead.forEach((index, at) => (text = moveOne(text, index, before - at)))
  behind.forEach((index, at) => (text = moveOne(text, index, before + at)))
  return text
}

function moveOne(text: string, from: number, before: number): string {
  const caption = parseCaption(text)
  const tag = caption.tags[from]
  const target = caption.tags[before]
  if (!tag || target === tag || before === from + 1) return text
  return applySpanEdits(text, editCaption(caption, [{ kind: 'move', tag, at: target ? { before: target } : 'end' }]))
}

/** Tags for what is typed into a field beside a caption: the same list that its text gets. `at`: the tag that is typed over; undefined for a new one. */
export function completeField(snapshot: Snapshot, path: string, typed: string, at: number | undefined): readonly CompletionTag[] {
  const caption = snapshot.captionOf(path)
  const beside = new Set(caption?.tags.filter(({ index }) => index !== at).map(({ key }) => key))
  const sample = snapshot.datasetOf(path)?.sampleOfCaption(path) ?? snapshot.datasetOf(path)?.sampleAt(path)
  const answer = completeText(snapshot, { caption: parseCaption(typed), path, writing: 'caption', sample, beside }, typed.length)
  return answer?.tags ?? []
}
