import { joinPath, relativePath } from '../base/path'
import type { SpanEdit } from '../base/span'
import type { JournalledChange, JournalledFile, TransformChange } from './change'
import { diffEdits, diffTexts, type Hunk } from './diff-lines'
import { textsOf } from './preview-change'

/** What a diff says that a change does not hold. */
export interface DiffSource {
  /** Whether the file begins with a byte order mark: `patch` compares bytes. */
  readonly byteOrderMark?: (path: string) => boolean
  /** The text of a file that is deleted, with its byte order mark; undefined where it is none. */
  readonly text?: (path: string) => string | undefined
  /** The files of a folder that is renamed or deleted, relative to it; undefined for what is no folder. */
  readonly filesIn?: (folder: string) => readonly string[] | undefined
}

/** A change as a unified diff with Git's headers, paths relative to `root`: what `git apply` and `patch -p1` take. */
export function unifiedDiff(change: JournalledChange, root: string, source: DiffSource = {}): string {
  const renamed = new Map(change.files.flatMap((file) => (file.kind === 'rename' ? [[file.path, file.to] as const] : [])))
  const edited = new Set(change.files.filter((file) => file.kind === 'edit' || file.kind === 'bytes' || isChangedPicture(file)).map((file) => file.path))
  const parts = change.files.flatMap((file) => {
    // the edit of a renamed file says both
    if (file.kind === 'rename' && edited.has(file.path)) return []
    return diffFile(file, file.kind === 'edit' || file.kind === 'bytes' || isChangedPicture(file) ? renamed.get(file.path) : undefined, root, source)
  })
  return parts.join('')
}

function diffFile(file: JournalledFile, to: string | undefined, root: string, source: DiffSource): string[] {
  const head = (from: string, goal: string = from): string => `diff --git ${quoteBlanks(`a/${relativePath(root, from)}`)} ${quoteBlanks(`b/${relativePath(root, goal)}`)}\n`
  const renameLines = (from: string, goal: string): string => `${head(from, goal)}similarity index 100%\nrename from ${quoteBlanks(relativePath(root, from))}\nrename to ${quoteBlanks(relativePath(root, goal))}\n`
  const names = { a: label('a', root, file.path), b: label('b', root, to ?? file.path) }
  const start = to === undefined ? head(file.path) : renameLines(file.path, to).replace('similarity index 100%\n', '')
  switch (file.kind) {
    case 'edit': {
      const mark = source.byteOrderMark?.(file.path) ? '\ufeff' : ''
      const hunks = diffEdits(mark + file.text, file.edits.map((edit) => shiftEdit(edit, mark.length)))
      return hunks.length > 0 || to !== undefined ? [start + body(names, hunks)] : []
    }
    case 'create':
      return [`${head(file.path)}new file mode 100644\n${body({ a: '/dev/null', b: names.b }, diffTexts('', file.text))}`]
    case 'delete': {
      const inside = source.filesIn?.(file.path)
      if (inside) return inside.flatMap((name) => diffFile({ kind: 'delete', path: joinPath(file.path, name) }, undefined, root, { text: source.text }))
      const text = source.text?.(file.path)
      return [`${head(file.path)}deleted file mode 100644\n${text === undefined ? '' : body({ a: names.a, b: '/dev/null' }, diffTexts(text, ''))}`]
    }
    case 'rename':
      return (source.filesIn?.(file.path) ?? ['']).map((name) => (name === '' ? renameLines(file.path, file.to) : renameLines(joinPath(file.path, name), joinPath(file.to, name))))
    case 'transform':
      return diffPicture(file, start, head, names.a, root)
    case 'bytes': {
      const texts = textsOf(file)
      const made = file.before === undefined
      const from = made ? '/dev/null' : names.a
      const lines = made ? `${start}new file mode 100644\n` : start
      return [lines + (texts ? body({ a: from, b: names.b }, diffTexts(...texts)) : `Binary files ${from} and ${names.b} differ\n`)]
    }
  }
}

function isChangedPicture(file: JournalledFile): boolean {
  return file.kind === 'transform' && file.to === undefined
}

/** A picture that is made anew has no lines: that it differs is all there is to say. */
function diffPicture({ path, to, keep }: TransformChange, start: string, head: (path: string) => string, name: string, root: string): string[] {
  if (to === undefined) return [`${start}Binary files ${name} and ${label('b', root, path)} differ\n`]
  const made = `${head(to)}new file mode 100644\nBinary files /dev/null and ${label('b', root, to)} differ\n`
  return keep ? [made] : [`${head(path)}deleted file mode 100644\nBinary files ${name} and /dev/null differ\n`, made]
}

function shiftEdit({ span, newText }: SpanEdit, by: number): SpanEdit {
  return { span: { start: span.start + by, end: span.end + by }, newText }
}

function body({ a, b }: { readonly a: string; readonly b: string }, hunks: readonly Hunk[]): string {
  return hunks.length === 0 ? '' : `--- ${a}\n+++ ${b}\n${hunks.map(hunkText).join('')}`
}

const SIGN = { same: ' ', removed: '-', added: '+' } as const

function hunkText({ before, after, lines }: Hunk): string {
  const range = ({ line, count }: { readonly line: number; readonly count: number }): string => `${count === 0 ? line : line + 1},${count}`
  const text = lines.map((line) => `${SIGN[line.kind]}${line.text}\n${line.unfinished ? '\\ No newline at end of file\n' : ''}`)
  return `@@ -${range(before)} +${range(after)} @@\n${text.join('')}`
}

/** A name in the lines `---` and `+++`: a tab ends one that holds blanks. */
function label(side: 'a' | 'b', root: string, path: string): string {
  const name = quote(`${side}/${relativePath(root, path)}`)
  return name.includes(' ') && !name.startsWith('"') ? `${name}\t` : name
}

/** In quotes also for blanks, which Git does without there, but `patch` does not. */
function quoteBlanks(name: string): string {
  const quoted = quote(name)
  return quoted.includes(' ') && !quoted.startsWith('"') ? `"${quoted}"` : quoted
}

/** A name as Git writes it: in quotes where it holds quotes, backslashes or control characters. */
function quote(name: string): string {
  // control characters are what is looked for
  // oxlint-disable-next-line no-control-regex
  return /["\\\u0000-\u001f\u007f]/.test(name) ? `"${name.replace(/["\\]/g, '\\$&').replace(/[\u0000-\u001f\u007f]/g, (char) => `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`)}"` : name
}
