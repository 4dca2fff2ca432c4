import assert from 'node:assert/strict'
import fc from 'fast-check'
import { FileError, type FileSystem } from '../../../server/src/base/file-system'
import { isInside } from '../../../server/src/base/path'
import { applyChange } from '../../../server/src/host/journal/apply-change'
import { readHistory, recoverJournal } from '../../../server/src/host/journal/history'
import type { JournalOptions } from '../../../server/src/host/journal/journal'
import { JournalError } from '../../../server/src/host/journal/journal-error'
import { redoChange, undoChange } from '../../../server/src/host/journal/undo-change'
import { MemoryFiles } from '../../support/memory-files'
import { dyingFiles, failingFiles, type Death } from './dying-files'
import { caseArbitrary, type RandomCase, type Tree } from './random-change'

const ROOT = '/set'

function world(tree: Tree): MemoryFiles {
  return new MemoryFiles(tree).addFolder(ROOT)
}

function optionsOf(fileSystem: FileSystem): JournalOptions {
  return { fileSystem, root: ROOT, journalFolder: '/journal', now: () => 1 }
}

/** Every file and every folder of the dataset. */
async function snapshot(files: MemoryFiles): Promise<unknown> {
  const paths = files.paths().filter((path) => isInside(path, ROOT))
  const texts = await Promise.all(paths.map(async (path) => [path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(await files.read(path))]))
  return { texts: Object.fromEntries(texts), folders: files.allFolders().filter((path) => isInside(path, ROOT)) }
}

async function textsOf(files: MemoryFiles): Promise<unknown> {
  return ((await snapshot(files)) as { texts: unknown }).texts
}

/** Both ends of a change, folders included. */
async function ends({ tree, change }: RandomCase): Promise<{ before: unknown; after: unknown }> {
  const files = world(tree)
  const before = await snapshot(files)
  await applyChange(change, optionsOf(files))
  return { before, after: await snapshot(files) }
}

type Action = 'apply' | 'undo' | 'redo'

/** Kills the program at every call of an action, and looks at what the next one finds. */
async function checkKilled(random: RandomCase, action: Action, death: Death): Promise<void> {
  const { before, after } = await ends(random)
  for (let moment = 1; ; moment++) {
    const files = world(random.tree)
    if (action !== 'apply') await applyChange(random.change, optionsOf(files))
    if (action === 'redo') await undoChange(optionsOf(files))
    const dying = dyingFiles(files, moment, death)
    const work = { apply: () => applyChange(random.change, optionsOf(dying)), undo: () => undoChange(optionsOf(dying)), redo: () => redoChange(optionsOf(dying)) }[action]
    await work().catch(() => undefined)
    if (dying.calls < moment) return
    await recoverJournal(optionsOf(files))
    const found = await snapshot(files)
    const applied = isEqual(found, after)
    if (!applied) assert.deepEqual(found, before, `${action} killed ${death} call ${moment}`)
    if (isEqual(before, after)) continue
    // the history knows which of both it is
    const { steps, undo } = await readHistory(optionsOf(files))
    assert.equal(undo !== undefined, applied, `the history after ${action} killed ${death} call ${moment}`)
    assert.ok(steps.length <= 1)
    if (!applied) continue
    assert.equal((await undoChange(optionsOf(files))).kind, 'done')
    assert.deepEqual(await snapshot(files), before, `undo after ${action} killed ${death} call ${moment}`)
  }
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

describe('the journal, whatever the change', () => {
  it('applies what the plan says; undo gives every byte back, redo equals apply', () =>
    fc.assert(
      fc.asyncProperty(caseArbitrary, async (random) => {
        const files = world(random.tree)
        const before = await snapshot(files)
        const outcome = await applyChange(random.change, optionsOf(files))
        assert.notEqual(outcome.kind, 'refused', JSON.stringify(outcome))
        assert.deepEqual(await textsOf(files), random.after)
        if (outcome.kind === 'unchanged') return
        const after = await snapshot(files)
        for (let round = 0; round < 2; round++) {
          assert.equal((await undoChange(optionsOf(files))).kind, 'done')
          assert.deepEqual(await snapshot(files), before)
          assert.equal((await redoChange(optionsOf(files))).kind, 'done')
          assert.deepEqual(await snapshot(files), after)
        }
      }),
      { numRuns: 250 },
    ))

  for (const action of ['apply', 'undo', 'redo'] as const) {
    for (const death of ['before', 'after', 'power'] as const) {
      it(`leaves all or nothing when ${action} is killed at any moment (${death})`, () => fc.assert(fc.asyncProperty(caseArbitrary, (random) => checkKilled(random, action, death)), { numRuns: 25 }))
    }
  }

  it('recovers when the recovery itself is killed', () =>
    fc.assert(
      fc.asyncProperty(caseArbitrary, fc.nat(30), fc.nat(12), async (random, first, second) => {
        const { before, after } = await ends(random)
        const files = world(random.tree)
        await applyChange(random.change, optionsOf(dyingFiles(files, first + 1, 'after'))).catch(() => undefined)
        await recoverJournal(optionsOf(dyingFiles(files, second + 1, 'before'))).catch(() => undefined)
        await recoverJournal(optionsOf(files))
        const found = await snapshot(files)
        if (!isEqual(found, after)) assert.deepEqual(found, before)
      }),
      { numRuns: 200 },
    ))

  it('changes nothing when any one file is not as it was', () =>
    fc.assert(
      fc.asyncProperty(caseArbitrary, fc.nat(20), async (random, pick) => {
        const contents = random.change.files.filter((file) => file.kind === 'edit' || file.kind === 'bytes')
        const chosen = contents[pick % Math.max(1, contents.length)]
        if (!chosen) return
        const files = world(random.tree).put(chosen.path, 'somebody else was here')
        const before = await snapshot(files)
        const outcome = await applyChange(random.change, optionsOf(files))
        assert.equal(outcome.kind, 'refused')
        assert.deepEqual(outcome.kind === 'refused' && outcome.files, [{ path: chosen.path, why: 'changed' }])
        assert.deepEqual(await snapshot(files), before)
        assert.deepEqual((await readHistory(optionsOf(files))).steps, [])
      }),
      { numRuns: 100 },
    ))

  it('takes everything back when a file cannot be written', () =>
    fc.assert(
      fc.asyncProperty(caseArbitrary, async (random) => {
        const files = world(random.tree)
        const before = await snapshot(files)
        let writes = 0
        const once = (path: string): void => {
          if (isInside(path, ROOT) && ++writes === 3) throw new FileError('disk-full', path)
        }
        const broken = failingFiles(files, once)
        const outcome = await applyChange(random.change, optionsOf(broken)).catch((error: unknown) => error)
        if (writes < 3) return
        // it failed on the way there, or on the way back: then the next start takes it up
        if (outcome instanceof JournalError) await recoverJournal(optionsOf(files))
        assert.deepEqual(await snapshot(files), before)
      }),
      { numRuns: 100 },
    ))
})
