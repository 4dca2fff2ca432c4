import assert from 'node:assert/strict'
import { say } from '../../server/src/base/message'
import type { JournalledFile } from '../../server/src/changes/change'
import { mergeChanges } from '../../server/src/changes/merge-changes'
import { previewChange, previewFile } from '../../server/src/changes/preview-change'
import { withoutFiles } from '../../server/src/changes/without-files'
import { findConflicts } from '../../server/src/changes/find-conflicts'

/** An edit written as a text with `[old|new]` in it. */
function edit(path: string, marked: string): Extract<JournalledFile, { kind: 'edit' }> {
  let text = ''
  let offset = 0
  const edits = []
  for (const match of marked.matchAll(/\[([^|\]]*)\|([^\]]*)\]/g)) {
    text += marked.slice(offset, match.index)
    edits.push({ span: { start: text.length, end: text.length + match[1]!.length }, newText: match[2]! })
    text += match[1]!
    offset = match.index + match[0].length
  }
  return { kind: 'edit', path, text: text + marked.slice(offset), edits }
}

/** Lines of all hunks: ` `, `-`, `+`, with `[…]` around what is marked. */
function checkHunks(file: JournalledFile, expected: string): void {
  const lines = previewFile(file).hunks.flatMap(({ before, after, lines }) => [
    `@ ${before.line},${before.count} ${after.line},${after.count}`,
    ...lines.map(({ kind, text, marks, unfinished }) => {
      const shown = marks.toReversed().reduce((line, mark) => `${line.slice(0, mark.start)}[${line.slice(mark.start, mark.end)}]${line.slice(mark.end)}`, text)
      return { same: ' ', removed: '-', added: '+' }[kind] + shown.replaceAll('\r', '␍') + (unfinished ? '∅' : '')
    }),
  ])
  assert.equal(lines.join('\n'), expected.replace(/^\n|\n$/g, ''))
}

describe('the preview of a change', () => {
  it('names the tags that go and come', () => {
    const { removed, added, reordered } = previewFile(edit('/a.txt', '1girl, [long_hair|long hair], [smile, ||]solo'.replace('||', '|')))
    assert.deepEqual([removed, added, reordered], [['long_hair', 'smile'], ['long hair'], false])
  })

  it('tells that only the order changes', () => {
    const { removed, added, reordered } = previewFile(edit('/a.txt', '[|solo, ]1girl[, solo|]'))
    assert.deepEqual([removed, added, reordered], [[], [], true])
  })

  it('counts a tag that stands twice', () => {
    assert.deepEqual(previewFile(edit('/a.txt', 'solo, 1girl[, solo|]')).removed, ['solo'])
  })

  it('reads no tags in settings', () => {
    assert.deepEqual(previewFile(edit('/taglore.json', '{ [a|b] }')).removed, [])
  })

  it('shows lines with what changes in them', () => {
    checkHunks(edit('/a.txt', '1girl, [solo|duo]'), `
@ 0,1 0,1
-1girl, [solo]∅
+1girl, [duo]∅
`)
  })

  it('keeps three lines around, and apart what is far away', () => {
    checkHunks(edit('/a.txt', 'a\nb\nc\nd\n[e|x]\nf\ng\nh\ni\nj\nk\nl\nm[|\nz]\n'), `
@ 1,7 1,7
 b
 c
 d
-[e]
+[x]
 f
 g
 h
@ 10,3 10,4
 k
 l
 m
+[z]
`)
  })

  it('shows line ends that change', () => {
    checkHunks(edit('/a.txt', 'a[\r\n|\n]b[|\n]'), `
@ 0,2 0,2
-a[␍]
-b∅
+a
+b
`)
  })

  it('shows whole texts: a new file, other bytes', () => {
    checkHunks({ kind: 'create', path: '/a.txt', text: 'a\nb' }, `
@ 0,0 0,2
+a
+b∅
`)
    checkHunks({ kind: 'bytes', path: '/a.txt', before: Buffer.from('\ufeffa\nb\n'), bytes: Buffer.from('a\nb\n') }, `
@ 0,2 0,2
-\ufeffa
+a
 b
`)
    assert.deepEqual(previewFile({ kind: 'bytes', path: '/a.txt', before: Buffer.of(0xff), bytes: Buffer.from('a') }).hunks, [])
  })

  it('says where a file goes', () => {
    assert.equal(previewFile({ kind: 'rename', path: '/a', to: '/b' }).to, '/b')
  })

  it('is short enough for ten thousand captions', () => {
    const files = Array.from({ length: 10_000 }, (_, index) => edit(`/${index}.txt`, `1girl, solo, [long hair|short hair], blue eyes, smile, outdoors ${index}`))
    const start = performance.now()
    assert.equal(previewChange({ title: say``, files }).length, 10_000)
    assert.ok(performance.now() - start < 5000)
  })
})

describe('a change', () => {
  const title = say`All`
  const change = (...files: JournalledFile[]): { title: typeof title; files: JournalledFile[] } => ({ title, files })

  it('loses the files that are deselected', () => {
    assert.deepEqual(withoutFiles(change(edit('/a', '[a|b]'), edit('/b', '[a|b]')), ['/a']).files, [edit('/b', '[a|b]')])
  })

  it('is merged with others: edits of one file are joined, the same counts once', () => {
    const { change: merged } = mergeChanges(title, [change(edit('/b', '[a|x], b')), change(edit('/a', '[a|b]'), edit('/b', 'a, [b|y]'), { kind: 'rename', path: '/b', to: '/c' }), change(edit('/b', '[a|x], b'), { kind: 'rename', path: '/b', to: '/c' })]) as { change: unknown }
    assert.deepEqual(merged, change(edit('/a', '[a|b]'), edit('/b', '[a|x], [b|y]'), { kind: 'rename', path: '/b', to: '/c' }))
  })

  it('is not merged where two want different things of a file', () => {
    const checkConflict = (a: JournalledFile, b: JournalledFile, path: string, why: string): void => assert.deepEqual(mergeChanges(title, [change(a), change(b)]), { conflicts: [{ path, why }] })
    checkConflict(edit('/a', '[ab|x]c'), edit('/a', 'a[bc|y]'), '/a', 'twice')
    checkConflict(edit('/a', 'a[|x]'), edit('/a', 'a[|y]'), '/a', 'twice')
    checkConflict(edit('/a', '[a|x]'), edit('/a', '[b|x]'), '/a', 'twice')
    checkConflict(edit('/a', '[a|x]'), { kind: 'delete', path: '/a' }, '/a', 'twice')
    checkConflict({ kind: 'rename', path: '/a', to: '/b' }, { kind: 'rename', path: '/a', to: '/c' }, '/a', 'twice')
    checkConflict({ kind: 'rename', path: '/a', to: '/c' }, { kind: 'rename', path: '/b', to: '/c' }, '/c', 'same-name')
    checkConflict({ kind: 'create', path: '/a', text: 'a' }, { kind: 'create', path: '/a', text: 'b' }, '/a', 'same-name')
    checkConflict({ kind: 'delete', path: '/f' }, edit('/f/a', '[a|b]'), '/f/a', 'in-moving-folder')
    checkConflict({ kind: 'rename', path: '/f', to: '/g' }, { kind: 'create', path: '/g/a', text: '' }, '/g/a', 'in-moving-folder')
  })

  it('may free a name and take it, and edit what it moves', () => {
    assert.deepEqual(findConflicts(change(edit('/a', '[a|b]'), { kind: 'rename', path: '/a', to: '/b' }, { kind: 'delete', path: '/b' }, { kind: 'create', path: '/a', text: '' })), [])
    assert.deepEqual(findConflicts(change({ kind: 'rename', path: '/f', to: '/g' }, edit('/f/a', '[a|b]'), { kind: 'rename', path: '/f/b', to: '/h/b' })), [])
  })
})
