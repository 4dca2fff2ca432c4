import type { ImageTransform } from '../base/image-transform'
import type { Message } from '../base/message'
import type { SpanEdit } from '../base/span'

/** One file of a change. Paths are absolute. */
export type FileChange =
  /** Edits against the text the plan was made from; whoever applies them checks that it is still that text. */
  | { readonly kind: 'edit'; readonly path: string; readonly text: string; readonly edits: readonly SpanEdit[] }
  /** The file must not exist yet. */
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  /** A file; in the journal also a folder with all that is in it. */
  | { readonly kind: 'delete'; readonly path: string }
  /** A file or a folder. */
  | { readonly kind: 'rename'; readonly path: string; readonly to: string }

/** A plan over files as plain data: previewed, applied as a whole, undone as a whole. */
export interface Change {
  readonly title: Message
  /** Sorted by path; a file appears once, or with an edit and then a rename. */
  readonly files: readonly FileChange[]
}

/** Bytes of a whole file: for what no edit of a text can say (another encoding, a byte order mark, an image). Only the journal applies it. */
export interface BytesChange {
  readonly kind: 'bytes'
  readonly path: string
  /** The bytes, or for large files the stamp, that the plan was made from; undefined where the file must not exist yet. */
  readonly before: Uint8Array | FileStamp | undefined
  readonly bytes: Uint8Array
}

/** What tells that a file is still the one that was looked at, as `FileSystem.stat` gives it. */
export interface FileStamp {
  readonly size: number
  readonly modified: number
}

/**
 * A picture made anew from one that is there. The journal keeps the original, so that an undo brings it back; nothing else applies this.
 * Caption and all other files that go by the stem stay as they are: see `planTransforms`.
 */
export interface TransformChange {
  readonly kind: 'transform'
  /** The picture that is read. */
  readonly path: string
  readonly transform: ImageTransform
  /** The new file, whose name is free or becomes free in the same change; without it the picture itself gets the new bytes. */
  readonly to?: string
  /** With `to`: the original stays where it is, or goes where another part of the change moves it. Without it the original is deleted. */
  readonly keep?: boolean
}

export type JournalledFile = FileChange | BytesChange | TransformChange

/** A change as the journal applies it: every `Change`, bytes, and pictures. */
export interface JournalledChange {
  readonly title: Message
  /** Sorted by path; a file appears once, or with another content and then a rename. Paths are those before the change. */
  readonly files: readonly JournalledFile[]
}

/** Whether a change is one that an editor may apply, too. */
export function isEditorChange(change: JournalledChange): change is Change {
  return change.files.every(({ kind }: JournalledFile) => kind !== 'bytes' && kind !== 'transform')
}

/** The paths that a part of a change makes, changes or takes away. */
export function pathsOf(file: JournalledFile): readonly string[] {
  return 'to' in file && file.to !== undefined ? [file.path, file.to] : [file.path]
}
