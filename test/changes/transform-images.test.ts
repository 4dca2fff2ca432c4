import assert from 'node:assert/strict'
import { say } from '../../server/src/base/message'
import { isEditorChange, pathsOf, type JournalledFile } from '../../server/src/changes/change'
import { findConflicts } from '../../server/src/changes/find-conflicts'
import { mergeChanges } from '../../server/src/changes/merge-changes'
import { previewFile } from '../../server/src/changes/preview-change'
import { encodingOf, nameAfter, planTransforms } from '../../server/src/changes/transform-images'

const TURN = { turn: 90, encode: { format: 'png' }, metadata: 'keep' } as const
const TITLE = say`Change`

function conflictsOf(...files: readonly JournalledFile[]): readonly string[] {
  return findConflicts({ title: TITLE, files }).map(({ path, why }) => `${path}: ${why}`)
}

describe('a change of pictures', () => {
  it('keeps the name where the format stays, and gives the suffix of another one', () => {
    const { files } = planTransforms(TITLE, ['/set/a.PNG', '/set/b.gif'].map((path) => ({ path, transform: TURN })), { filesIn: () => [] })
    assert.deepEqual(files, [
      { kind: 'transform', path: '/set/a.PNG', transform: TURN },
      { kind: 'transform', path: '/set/b.gif', to: '/set/b.png', transform: TURN },
    ])
    assert.deepEqual(files.map(pathsOf), [['/set/a.PNG'], ['/set/b.gif', '/set/b.png']])
    assert.equal(nameAfter('/set/a.jpeg', { format: 'jpeg', quality: 90 }), '/set/a.jpeg')
    assert.equal(nameAfter('/set/a.bmp', { format: 'jpeg', quality: 90 }), '/set/a.jpg')
  })

  it('takes away the latents of the old pixels, and leaves those of other pictures and of captions', () => {
    const names = ['a.png', 'a.txt', 'a.npz', 'a_0640x0480_sdxl.npz', 'a_te_outputs.npz', 'ab.npz', 'ab_0640x0480_sdxl.npz', 'a_b_0640x0480_sd.npz']
    const { files } = planTransforms(TITLE, [{ path: '/set/a.png', transform: TURN }], { filesIn: (folder) => (folder === '/set' ? names : []) })
    assert.deepEqual(files.map(({ kind, path }) => `${kind} ${path}`), ['delete /set/a.npz', 'transform /set/a.png', 'delete /set/a_0640x0480_sdxl.npz'])
  })

  it('encodes with the least loss that the name allows', () => {
    assert.deepEqual(['a.jpg', 'a.JPEG', 'a.webp', 'a.png', 'a.bmp', 'a.gif'].map((name) => encodingOf(name).format), ['jpeg', 'jpeg', 'webp', 'png', 'png', 'png'])
    // a PNG that calls itself JPEG loses nothing
    assert.deepEqual(encodingOf('a.jpg', 'png'), { format: 'png' })
  })

  it('is no edit that an editor could apply', () => {
    assert.equal(isEditorChange({ title: TITLE, files: [{ kind: 'transform', path: '/a.png', transform: TURN }] }), false)
    assert.equal(isEditorChange({ title: TITLE, files: [{ kind: 'delete', path: '/a.png' }] }), true)
  })

  it('shows the new name in its preview', () => {
    assert.equal(previewFile({ kind: 'transform', path: '/a.gif', to: '/a.png', transform: TURN }).to, '/a.png')
  })

  it('clashes with what else becomes of the picture or its name', () => {
    const made: JournalledFile = { kind: 'transform', path: '/s/a.gif', to: '/s/a.png', transform: TURN }
    assert.deepEqual(conflictsOf(made), [])
    assert.deepEqual(conflictsOf(made, { kind: 'delete', path: '/s/a.gif' }), ['/s/a.gif: twice'])
    assert.deepEqual(conflictsOf(made, { kind: 'create', path: '/s/a.png', text: '' }), ['/s/a.png: same-name'])
    assert.deepEqual(conflictsOf({ kind: 'transform', path: '/s/a.png', transform: TURN }, { kind: 'transform', path: '/s/a.png', transform: { ...TURN, turn: 180 } }), ['/s/a.png: twice'])
    // the original goes away and the new picture takes its name
    assert.deepEqual(conflictsOf({ kind: 'transform', path: '/s/a.png', to: '/s/a.png', keep: true, transform: TURN }, { kind: 'rename', path: '/s/a.png', to: '/s/_excluded/a.png' }), [])
  })

  it('said twice counts once', () => {
    const change = { title: TITLE, files: [{ kind: 'transform' as const, path: '/s/a.png', transform: TURN }] }
    const merged = mergeChanges(TITLE, [change, { ...change }])
    assert.deepEqual(merged.conflicts === undefined && merged.change.files, change.files)
    const other = { title: TITLE, files: [{ kind: 'transform' as const, path: '/s/a.png', transform: { ...TURN, turn: 180 as const } }] }
    assert.deepEqual(mergeChanges(TITLE, [change, other]).conflicts, [{ path: '/s/a.png', why: 'twice' }])
  })
})
