import assert from 'node:assert/strict'
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { formatMessage, say } from '../../../server/src/base/message'
import type { JournalledFile } from '../../../server/src/changes/change'
import { disk, fromNative } from '../../../server/src/host/disk'
import { applyChange, type ApplyOutcome } from '../../../server/src/host/journal/apply-change'
import { clearJournal, readHistory, readStepFiles, recoverJournal } from '../../../server/src/host/journal/history'
import { journalOf, type JournalOptions } from '../../../server/src/host/journal/journal'
import { JournalError } from '../../../server/src/host/journal/journal-error'
import { redoChange, undoChange, type UndoOptions } from '../../../server/src/host/journal/undo-change'

/** A dataset on the real disk with its journal. */
class Set {
  readonly home = fromNative(mkdtempSync(join(tmpdir(), 'taglore-journal-')))
  readonly root = `${this.home}/data`
  readonly options: JournalOptions = { fileSystem: disk, root: this.root, journalFolder: `${this.home}/journal`, now: () => 1000 }

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    mkdirSync(this.root)
    for (const [name, content] of Object.entries(files)) this.put(name, content)
  }

  put(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(this.at(name)), { recursive: true })
    writeFileSync(this.at(name), content)
  }

  at(name: string): string {
    return `${this.root}/${name}`
  }

  text(name: string): string {
    return readFileSync(this.at(name), 'utf8')
  }

  names(): string[] {
    return readdirSync(this.root, { recursive: true, encoding: 'utf8' }).map(fromNative).sort()
  }

  /** Applies a change whose paths are relative to the dataset. */
  apply(files: readonly JournalledFile[], options: Partial<JournalOptions> = {}): Promise<ApplyOutcome> {
    const absolute = files.map((file) => ({ ...file, path: this.at(file.path), ...('to' in file && file.to !== undefined ? { to: this.at(file.to) } : {}) }))
    return applyChange({ title: say`Rename '${'a'}' to '${'b'}'`, files: absolute }, { ...this.options, ...options })
  }

  undo(options: Partial<UndoOptions> = {}): ReturnType<typeof undoChange> {
    return undoChange({ ...this.options, ...options })
  }

  redo(options: Partial<UndoOptions> = {}): ReturnType<typeof redoChange> {
    return redoChange({ ...this.options, ...options })
  }
}

function edit(path: string, text: string, start: number, end: number, newText: string): JournalledFile {
  return { kind: 'edit', path, text, edits: [{ span: { start, end }, newText }] }
}

async function checkRefused(work: Promise<{ readonly kind: string }>, message: string): Promise<void> {
  const outcome = await work
  assert.equal(outcome.kind, 'refused')
  if ('message' in outcome) assert.equal(formatMessage(outcome.message as ReturnType<typeof say>), message)
}

describe('applying a change through the journal', () => {
  const sets: Set[] = []
  function make(files: Readonly<Record<string, string | Uint8Array>>): Set {
    const set = new Set(files)
    sets.push(set)
    return set
  }
  afterEach(() => {
    for (const set of sets.splice(0)) rmSync(set.home, { recursive: true, force: true })
  })

  it('keeps the byte order mark, line ends and every byte outside the edits', async () => {
    const set = make({ 'a.txt': '\ufeff1girl, 😀\r\nsolo \t\n' })
    await set.apply([edit('a.txt', '1girl, 😀\r\nsolo \t\n', 7, 9, '換')])
    assert.equal(set.text('a.txt'), '\ufeff1girl, 換\r\nsolo \t\n')
    await set.undo()
    assert.equal(set.text('a.txt'), '\ufeff1girl, 😀\r\nsolo \t\n')
  })

  it('keeps the mode of a file and follows links', async () => {
    const set = make({ 'a.txt': 'a', 'real/b.txt': 'b' })
    chmodSync(set.at('a.txt'), 0o666)
    symlinkSync('real/b.txt', set.at('b.txt'))
    await set.apply([edit('a.txt', 'a', 0, 1, 'x'), edit('b.txt', 'b', 0, 1, 'y')])
    assert.equal(statSync(set.at('a.txt')).mode & 0o777, 0o666)
    assert.ok(lstatSync(set.at('b.txt')).isSymbolicLink())
    assert.equal(set.text('real/b.txt'), 'y')
    assert.deepEqual(set.names(), ['a.txt', 'b.txt', 'real', 'real/b.txt'])
  })

  it('refuses everything when one file changed meanwhile, and names it', async () => {
    const set = make({ 'a.txt': 'a', 'b.txt': 'changed', 'c.txt': 'c' })
    await checkRefused(set.apply([edit('a.txt', 'a', 0, 1, 'x'), edit('b.txt', 'b', 0, 1, 'x'), edit('d.txt', 'd', 0, 1, 'x')]), "Nothing was changed: these files changed meanwhile or are gone (2): 'b.txt', 'd.txt'")
    assert.equal(set.text('a.txt'), 'a')
    assert.deepEqual((await readHistory(set.options)).steps, [])
    assert.deepEqual(readdirSync(journalOf(set.options)), [])
  })

  it('refuses a file that is no UTF-8 text, is read-only, unsaved, or whose name is taken', async () => {
    const set = make({ 'a.txt': Buffer.of(0xff, 0xfe), 'b.txt': 'b', 'c.txt': 'c' })
    await checkRefused(set.apply([edit('a.txt', '\ufffd\ufffd', 0, 1, 'x')]), "Nothing was changed: these files are no UTF-8 text (1): 'a.txt'")
    chmodSync(set.at('b.txt'), 0o444)
    await checkRefused(set.apply([edit('b.txt', 'b', 0, 1, 'x')]), "Nothing was changed: these files may not be written; check their permissions (1): 'b.txt'")
    await checkRefused(set.apply([edit('c.txt', 'c', 0, 1, 'x')], { isUnsaved: (path) => path.endsWith('c.txt') }), "Nothing was changed: these files have unsaved changes; save them first (1): 'c.txt'")
    await checkRefused(set.apply([{ kind: 'create', path: 'c.txt', text: '' }]), "Nothing was changed: files of these names are there already (1): 'c.txt'")
    await checkRefused(set.apply([{ kind: 'rename', path: 'b.txt', to: 'c.txt' }]), "Nothing was changed: files of these names are there already (1): 'c.txt'")
    await checkRefused(set.apply([edit('c.txt', 'c', 0, 1, '\ud83d')]), "Nothing was changed: these files are no UTF-8 text (1): 'c.txt'")
    assert.deepEqual([set.text('b.txt'), set.text('c.txt')], ['b', 'c'])
  })

  it('writes bytes: another encoding, no byte order mark, an image', async () => {
    const old = Buffer.of(0xc9, 0xab)
    const set = make({ 'a.txt': old, 'b.png': 'image' })
    const { size, mtimeMs } = statSync(set.at('b.png'))
    await set.apply([{ kind: 'bytes', path: 'a.txt', before: old, bytes: Buffer.from('色') }, { kind: 'bytes', path: 'b.png', before: { size, modified: mtimeMs }, bytes: Buffer.from('cut') }, { kind: 'bytes', path: 'c.png', before: undefined, bytes: Buffer.from('new') }])
    assert.deepEqual(['a.txt', 'b.png', 'c.png'].map((name) => set.text(name)), ['色', 'cut', 'new'])
    await set.undo()
    assert.deepEqual(readFileSync(set.at('a.txt')), old)
    assert.deepEqual(set.names(), ['a.txt', 'b.png'])
    await checkRefused(set.apply([{ kind: 'bytes', path: 'b.png', before: { size, modified: 5 }, bytes: Buffer.from('cut') }]), "Nothing was changed: these files changed meanwhile or are gone (1): 'b.png'")
  })

  it('keeps what it deletes, with its mode and time, until the history is cleared', async () => {
    const set = make({ 'a.png': 'image', 'folder/b.png': 'b' })
    chmodSync(set.at('a.png'), 0o640)
    utimesSync(set.at('a.png'), 5, 5)
    await set.apply([{ kind: 'delete', path: 'a.png' }, { kind: 'delete', path: 'folder' }])
    assert.deepEqual(set.names(), [])
    await set.undo()
    assert.deepEqual(set.names(), ['a.png', 'folder', 'folder/b.png'])
    assert.deepEqual([statSync(set.at('a.png')).mode & 0o777, statSync(set.at('a.png')).mtimeMs], [0o640, 5000])
    await set.redo()
    await clearJournal(set.options)
    assert.deepEqual(await set.undo(), { kind: 'nothing' })
    assert.deepEqual(readdirSync(journalOf(set.options)), [])
  })

  it('does not follow links when it forgets a deleted folder', async () => {
    const set = make({ 'kept/a.txt': 'a', 'folder/b.txt': 'b' })
    symlinkSync(set.at('kept'), set.at('folder/link'))
    await set.apply([{ kind: 'delete', path: 'folder' }])
    await clearJournal(set.options)
    assert.deepEqual(set.names(), ['kept', 'kept/a.txt'])
  })

  it('exchanges names, and moves a folder whose files it edits', async () => {
    const set = make({ 'a.txt': 'a', 'b.txt': 'b', '10_x/c.txt': 'c', '20_x/d.txt': 'd' })
    await set.apply([{ kind: 'rename', path: '10_x', to: '20_x' }, edit('10_x/c.txt', 'c', 1, 1, '!'), { kind: 'rename', path: '20_x', to: '10_x' }, { kind: 'rename', path: 'a.txt', to: 'b.txt' }, { kind: 'rename', path: 'b.txt', to: 'a.txt' }])
    assert.deepEqual(['a.txt', 'b.txt', '20_x/c.txt', '10_x/d.txt'].map((name) => set.text(name)), ['b', 'a', 'c!', 'd'])
    await set.undo()
    assert.deepEqual(['a.txt', 'b.txt', '10_x/c.txt', '20_x/d.txt'].map((name) => set.text(name)), ['a', 'b', 'c', 'd'])
    assert.equal(set.names().length, 6)
  })

  it('changes only the case of a name', async () => {
    const set = make({ 'a.PNG': 'a' })
    await set.apply([{ kind: 'rename', path: 'a.PNG', to: 'a.png' }])
    assert.deepEqual(set.names(), ['a.png'])
    await set.undo()
    assert.deepEqual(set.names(), ['a.PNG'])
  })

  it('moves files, not folders, to another disk', async () => {
    // memory on Linux; where there is none, another folder does
    const away = fromNative(mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'taglore-journal-')))
    try {
      const set = make({ 'a.png': 'image', 'folder/b.png': 'b' })
      utimesSync(set.at('a.png'), 5, 5)
      const options = { journalFolder: `${away}/journal` }
      await set.apply([{ kind: 'delete', path: 'a.png' }], options)
      assert.ok(!existsSync(set.at('a.png')))
      await set.undo(options)
      assert.equal(set.text('a.png'), 'image')
      assert.equal(statSync(set.at('a.png')).mtimeMs, 5000)
      if (statSync(away).dev === statSync(set.root).dev) return
      await checkRefused(set.apply([{ kind: 'delete', path: 'folder' }], options), "Nothing was changed: these folders cannot be moved to another disk (1): 'folder'")
      assert.equal(set.text('folder/b.png'), 'b')
    } finally {
      rmSync(away, { recursive: true })
    }
  })

  it('refuses a plan that contradicts itself, and does nothing where nothing is to be done', async () => {
    const set = make({ 'a.txt': 'a' })
    await checkRefused(set.apply([edit('a.txt', 'a', 0, 1, 'x'), { kind: 'delete', path: 'a.txt' }]), "Nothing was changed: the change asks for two things at once of these files (1): 'a.txt'")
    assert.deepEqual(await set.apply([edit('a.txt', 'a', 0, 1, 'a')]), { kind: 'unchanged' })
    assert.deepEqual(await set.apply([]), { kind: 'unchanged' })
    assert.deepEqual((await readHistory(set.options)).steps, [])
  })

  it('takes everything back when it is stopped', async () => {
    const names = Array.from({ length: 200 }, (_, index) => `${index}.txt`)
    const set = make(Object.fromEntries(names.map((name) => [name, 'a'])))
    const stop = new AbortController()
    const work = set.apply(names.map((name) => edit(name, 'a', 0, 1, 'b')), { signal: stop.signal, onProgress: (done, total) => done > total * 0.75 && stop.abort() })
    await assert.rejects(work, { name: 'AbortError' })
    assert.ok(names.every((name) => set.text(name) === 'a'))
    assert.deepEqual((await readHistory(set.options)).steps, [])
    assert.deepEqual(set.names(), names.toSorted())
  })

  it('tells how far it is', async () => {
    const set = make({ 'a.txt': 'a', 'b.txt': 'b' })
    const seen: string[] = []
    await set.apply([edit('a.txt', 'a', 0, 1, 'x'), edit('b.txt', 'b', 0, 1, 'x')], { onProgress: (done, total) => seen.push(`${done}/${total}`) })
    assert.deepEqual(seen, ['1/4', '2/4', '3/4', '4/4'])
  })
})

describe('the history of a dataset', () => {
  const sets: Set[] = []
  function make(files: Readonly<Record<string, string>>): Set {
    const set = new Set(files)
    sets.push(set)
    return set
  }
  afterEach(() => {
    for (const set of sets.splice(0)) rmSync(set.home, { recursive: true, force: true })
  })

  it('says what is undone and redone next', async () => {
    const set = make({ 'a.txt': 'a', 'b.txt': 'b' })
    await set.apply([edit('a.txt', 'a', 0, 1, '1')])
    await set.apply([edit('a.txt', '1', 0, 1, '2'), edit('b.txt', 'b', 0, 1, 'y')])
    const { steps, undo, redo } = await readHistory(set.options)
    assert.deepEqual(steps.map(({ files, undone, when }) => ({ files, undone, when })), [{ files: 1, undone: false, when: 1000 }, { files: 2, undone: false, when: 1000 }])
    assert.equal(formatMessage(undo?.title ?? say``), "Rename 'a' to 'b'")
    assert.deepEqual([undo?.id, redo], [steps[1]?.id, undefined])
    await set.undo()
    await set.undo()
    assert.equal(set.text('a.txt'), 'a')
    assert.deepEqual(await set.undo(), { kind: 'nothing' })
    await set.redo()
    assert.equal(set.text('a.txt'), '1')
    await set.redo()
    assert.equal(set.text('a.txt'), '2')
    assert.deepEqual(await set.redo(), { kind: 'nothing' })
  })

  it('offers no redo of what was undone before a new change, but can be asked for it', async () => {
    const set = make({ 'a.txt': 'a', 'b.txt': 'b' })
    await set.apply([edit('a.txt', 'a', 0, 1, '1')])
    await set.undo()
    await set.apply([edit('b.txt', 'b', 0, 1, '1')])
    const { steps, redo } = await readHistory(set.options)
    assert.equal(redo, undefined)
    assert.deepEqual(await set.redo(), { kind: 'nothing' })
    assert.equal((await set.redo({ step: steps[0]?.id })).kind, 'done')
    assert.equal(set.text('a.txt'), '1')
  })

  it('refuses to undo a file that changed since, and undoes the others when asked', async () => {
    const set = make({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c', 'd.txt': 'd' })
    await set.apply([edit('a.txt', 'a', 0, 1, '1'), edit('b.txt', 'b', 0, 1, '1'), { kind: 'rename', path: 'c.txt', to: 'x/c.txt' }, { kind: 'delete', path: 'd.txt' }])
    set.put('b.txt', 'mine')
    set.put('d.txt', 'mine too')
    await checkRefused(set.undo(), "Nothing was undone: these files are not as they have to be (2): 'b.txt', 'd.txt'")
    assert.equal(set.text('a.txt'), '1')
    const outcome = await set.undo({ others: true })
    assert.deepEqual(outcome.kind === 'done' && outcome.left, [{ path: set.at('b.txt'), why: 'changed' }, { path: set.at('d.txt'), why: 'exists' }])
    assert.deepEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt'].map((name) => set.text(name)), ['a', 'mine', 'c', 'mine too'])
    assert.equal((await readHistory(set.options)).redo?.left, 2)
    assert.equal((await set.redo()).kind, 'done')
    assert.deepEqual(['a.txt', 'b.txt', 'x/c.txt', 'd.txt'].map((name) => set.text(name)), ['1', 'mine', 'c', 'mine too'])
    set.put('d.txt', '')
    rmSync(set.at('d.txt'))
    set.put('b.txt', '1')
    assert.equal((await set.undo()).kind, 'done')
    assert.deepEqual(['a.txt', 'b.txt', 'c.txt', 'd.txt'].map((name) => set.text(name)), ['a', 'b', 'c', 'd'])
  })

  it('refuses to undo when every file changed, even if asked for the others', async () => {
    const set = make({ 'a.txt': 'a' })
    await set.apply([edit('a.txt', 'a', 0, 1, '1')])
    set.put('a.txt', 'mine')
    const outcome = await set.undo({ others: true })
    assert.equal(outcome.kind === 'refused' && outcome.others, 0)
    assert.equal(set.text('a.txt'), 'mine')
    assert.equal((await readHistory(set.options)).steps[0]?.undone, false)
  })

  it('finds files where a folder went', async () => {
    const set = make({ '10_a/1.txt': 'a', '10_a/deep/2.txt': 'b' })
    await set.apply([{ kind: 'rename', path: '10_a', to: '12_a' }, edit('10_a/1.txt', 'a', 0, 1, 'x'), edit('10_a/deep/2.txt', 'b', 0, 1, 'y')])
    set.put('12_a/deep/2.txt', 'mine')
    await checkRefused(set.undo(), "Nothing was undone: these files changed meanwhile or are gone (1): '12_a/deep/2.txt'")
    set.put('12_a/deep/2.txt', 'y')
    assert.equal((await set.undo()).kind, 'done')
    assert.deepEqual([set.text('10_a/1.txt'), set.text('10_a/deep/2.txt')], ['a', 'b'])
  })

  it('lists the files of a step by their first names', async () => {
    const set = make({ 'a.txt': 'a', 'b.txt': 'b', 'c.txt': 'c', 'd.txt': 'd' })
    const outcome = await set.apply([{ kind: 'rename', path: 'a.txt', to: 'b.txt' }, { kind: 'rename', path: 'b.txt', to: 'a.txt' }, edit('c.txt', 'c', 0, 1, 'x'), { kind: 'delete', path: 'd.txt' }])
    const files = await readStepFiles(set.options, outcome.kind === 'applied' ? outcome.step.id : '')
    assert.deepEqual(
      files.map(({ kind, path, to }) => [kind, path.slice(set.root.length + 1), to?.slice(set.root.length + 1)]).sort((a, b) => String(a).localeCompare(String(b))),
      [['delete', 'd.txt', undefined], ['rename', 'a.txt', 'b.txt'], ['rename', 'b.txt', 'a.txt'], ['write', 'c.txt', undefined]],
    )
  })

  it('drops the oldest steps beyond its limits, never the last one', async () => {
    const set = make({ 'a.txt': '0' })
    for (let index = 0; index < 4; index++) await set.apply([edit('a.txt', String(index), 0, 1, String(index + 1))], { limits: { bytes: 1e9, steps: 2 } })
    const { steps } = await readHistory(set.options)
    assert.deepEqual(steps.map(({ id }) => Number(id.slice(0, 6))), [3, 4])
    await set.apply([edit('a.txt', '4', 0, 1, '5')], { limits: { bytes: 1, steps: 9 } })
    assert.equal((await readHistory(set.options)).steps.length, 1)
    await set.undo()
    assert.equal(set.text('a.txt'), '4')
  })

  it('keeps datasets apart', async () => {
    const one = make({ 'a.txt': 'a' })
    const two = make({ 'a.txt': 'a' })
    const shared = { journalFolder: one.options.journalFolder }
    await one.apply([edit('a.txt', 'a', 0, 1, 'x')], shared)
    assert.deepEqual(await two.undo(shared), { kind: 'nothing' })
  })

  it('waits for its turn in one program, and refuses while another one works', async () => {
    const set = make({ 'a.txt': 'a', 'b.txt': 'b' })
    const outcomes = await Promise.all([set.apply([edit('a.txt', 'a', 0, 1, 'x')]), set.apply([edit('b.txt', 'b', 0, 1, 'x')])])
    assert.deepEqual(outcomes.map(({ kind }) => kind), ['applied', 'applied'])
    // the process that started this one is surely there
    const { hostname, uptime } = await import('node:os')
    writeFileSync(`${journalOf(set.options)}/lock`, JSON.stringify({ process: process.ppid, host: hostname(), started: Date.now() - uptime() * 1000 }))
    await assert.rejects(set.undo(), (error: unknown) => error instanceof JournalError && error.code === 'busy')
    writeFileSync(`${journalOf(set.options)}/lock`, JSON.stringify({ process: process.ppid, host: hostname(), started: 0 }))
    assert.equal((await set.undo()).kind, 'done')
    writeFileSync(`${journalOf(set.options)}/lock`, 'torn')
    assert.equal((await set.undo()).kind, 'done')
  })

  it('notices a journal that is damaged, and changes nothing', async () => {
    const set = make({ 'a.txt': 'a' })
    const outcome = await set.apply([edit('a.txt', 'a', 0, 1, 'x')])
    const part = `${journalOf(set.options)}/${outcome.kind === 'applied' ? outcome.step.id : ''}/part-0-0`
    writeFileSync(part, readFileSync(part, 'utf8').replace(/a$/, 'b').replace(/ax$/, 'bx'))
    await assert.rejects(set.undo(), (error: unknown) => error instanceof JournalError && error.code === 'damaged')
    assert.equal(set.text('a.txt'), 'x')
  })

  it('says that the journal cannot be written, and changes nothing', async () => {
    const set = make({ 'a.txt': 'a' })
    writeFileSync(set.options.journalFolder, 'a file in its place')
    await checkRefused(set.apply([edit('a.txt', 'a', 0, 1, 'x')]), `Nothing was changed, because the journal cannot be written: '${journalOf(set.options)}' (not-folder)`)
    assert.equal(set.text('a.txt'), 'a')
  })

  it('has nothing to recover from in the usual case', async () => {
    const set = make({ 'a.txt': 'a' })
    assert.deepEqual(await recoverJournal(set.options), { finished: [], takenBack: [], left: [] })
  })
})
