import assert from 'node:assert/strict'
import { execFile, type ExecFileException } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { disk, fromNative } from '../../../server/src/host/disk'
import { readHistory, recoverJournal } from '../../../server/src/host/journal/history'
import { applyChange } from '../../../server/src/host/journal/apply-change'
import { undoChange } from '../../../server/src/host/journal/undo-change'
import { changeOf } from './change-of'

const FILES = { '10_a/1.txt': '\ufeff1girl, solo\r\n', '10_a/2.txt': '長い髪', '10_a/1.png': 'image', 'old.txt': 'gone', 'x.png': 'x', 'y.png': 'y' }

/** Every file and folder with its bytes. */
function snapshot(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(names.map((name) => [name, statSync(join(folder, name)).isFile() ? readFileSync(join(folder, name), 'utf8') : '']))
}

describe('a program that is killed while it changes a dataset', () => {
  let home = ''
  let child = ''

  before(async () => {
    home = fromNative(mkdtempSync(join(tmpdir(), 'taglore-kill-')))
    child = join(home, 'child.cjs')
    await build({ entryPoints: [join(__dirname, 'killed-child.ts')], outfile: child, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'error' })
  })
  after(() => rmSync(home, { recursive: true, force: true }))

  let sets = 0
  function make(): { root: string; journalFolder: string } {
    const folder = join(home, `set-${++sets}`)
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, 'data', name)), { recursive: true })
      writeFileSync(join(folder, 'data', name), text)
    }
    return { root: fromNative(join(folder, 'data')), journalFolder: fromNative(join(folder, 'journal')) }
  }

  /** The number of calls it made, or undefined where it was killed. */
  function run({ root, journalFolder }: { root: string; journalFolder: string }, action: string, moment: number, death: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      execFile(process.execPath, [child, root, journalFolder, action, String(moment), death], (error: ExecFileException | null, out, err) => {
        if (error && error.signal !== 'SIGKILL') reject(new Error(err))
        else resolve(error ? undefined : Number(out))
      })
    })
  }

  /** Kills it at some of the calls it makes: all would take long, and another run takes others. */
  async function checkKills(action: 'apply' | 'undo', share: number): Promise<void> {
    const model = make()
    const before = snapshot(model.root)
    const total = (await run(model, 'apply', 0, '')) ?? 0
    const after = snapshot(model.root)
    const calls = action === 'apply' ? total : ((await run(model, 'undo', 0, '')) ?? 0)
    assert.ok(calls > 40, `${calls} calls`)
    const moments = Array.from({ length: calls }, (_, index) => index + 1).filter(() => Math.random() < share)
    let next = 0
    const lane = async (): Promise<void> => {
      for (let moment = moments[next++]; moment !== undefined; moment = moments[next++]) await checkKill(action, moment, moment % 2 === 0 ? 'before' : 'after', before, after)
    }
    await Promise.all([lane(), lane()])
  }

  async function checkKill(action: 'apply' | 'undo', moment: number, death: string, before: unknown, after: unknown): Promise<void> {
    const set = make()
    const options = { fileSystem: disk, ...set }
    if (action === 'undo') assert.equal((await applyChange(changeOf(set.root), options)).kind, 'applied')
    // how often folders are looked at differs from run to run: it may come to its end before the last calls
    await run(set, action, moment, death)
    await recoverJournal(options)
    const found = snapshot(set.root)
    const applied = JSON.stringify(found) === JSON.stringify(after)
    if (!applied) assert.deepEqual(found, before, `${action} killed ${death} call ${moment}`)
    assert.equal((await readHistory(options)).undo !== undefined, applied)
    if (!applied) return
    assert.equal((await undoChange(options)).kind, 'done')
    assert.deepEqual(snapshot(set.root), before)
  }

  it('leaves all or nothing after an apply', () => checkKills('apply', 0.2))
  it('leaves all or nothing after an undo', () => checkKills('undo', 0.15))

  it('is undone after a restart', async () => {
    const set = make()
    const before = snapshot(set.root)
    await run(set, 'apply', 0, '')
    assert.notDeepEqual(snapshot(set.root), before)
    await run(set, 'undo', 0, '')
    assert.deepEqual(snapshot(set.root), before)
  })
})
