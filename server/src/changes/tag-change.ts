import type { Message } from '../base/message'
import { comparePaths } from '../base/path'
import type { Caption } from '../caption/caption'
import { editCaption, type TagEdit } from '../caption/edit'
import { parseCaption } from '../caption/parse'
import type { Sample } from '../dataset/sample'
import type { Change, FileChange } from './change'

/** Plans tag edits over many captions: `edit` gives the edits for each; captions it leaves alone are not in the plan. */
export function planTagChange(title: Message, samples: Iterable<Sample>, edit: (caption: Caption, sample: Sample) => readonly TagEdit[]): Change {
  const files: FileChange[] = []
  for (const sample of samples) {
    if (!sample.caption || sample.caption.fault) continue
    const { path, text } = sample.caption
    const caption = parseCaption(text)
    const edits = editCaption(caption, edit(caption, sample))
    if (edits.length > 0) files.push({ kind: 'edit', path, text, edits })
  }
  return { title, files: files.sort((a, b) => comparePaths(a.path, b.path)) }
}

/** Removes every tag of this key. */
export function removeTag(key: string): (caption: Caption) => readonly TagEdit[] {
  return (caption) => caption.tags.filter((tag) => tag.key === key).map((tag) => ({ kind: 'remove', tag }))
}

/** Replaces every tag of this key; where the new tag is there already, the old one goes. */
export function replaceTag(key: string, text: string, newKey: string): (caption: Caption) => readonly TagEdit[] {
  return (caption) => {
    let present = caption.tags.some((tag) => tag.key === newKey && tag.key !== key)
    return caption.tags
      .filter((tag) => tag.key === key)
      .map((tag) => {
        if (present) return { kind: 'remove', tag }
        present = true
        return { kind: 'replace', tag, text }
      })
  }
}
