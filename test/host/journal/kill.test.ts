import assert from 'node:assert/strict'
import { execFile, type ExecFileException } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { disk, fromNative } from '../../../server/src/host/disk'
import { readHistory, recoverJournal } from '../../../server/src/host/journal/history'
import { applyChange } from '../../../server/src/host/journal/apply-change'
import { undoChange } from '../../../server/src/host/journal/undo-change'
import { changeOf } from './change-of'

/** How many of the moments are tried: all would take long, and another run takes others. */
const SHARE = Number(process.env['KILL_SHARE'] ?? 0.12)

const FILES = { '10_a/1.txt': '\ufeff1girl, solo\r\n', '10_a/2.txt': '長い髪', '10_a/1.png': 'image', 'old.txt': 'gone', 'x.png': 'x', 'y.png': 'y' }

/** Every file and folder with its bytes. */
function snapshot(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(names.map((name) => [name, statSync(join(folder, name)).isFile() ? readFileSync(join(folder, name), 'utf8') : '']))
}

describe('a program that is killed while it changes a dataset', () => {
  let home = ''
  let child = ''
  let killer = ''
  /** Another disk than that of the datasets, where there is one. */
  const away = existsSync('/dev/shm') ? mkdtempSync('/dev/shm/taglore-kill-') : undefined

  before(async () => {
    home = fromNative(mkdtempSync(join(tmpdir(), 'taglore-kill-')))
    child = join(home, 'killed-child.js')
    killer = join(home, 'kill-at.js')
    await build({ entryPoints: ['killed-child.ts', 'kill-at.ts'].map((name) => join(__dirname, name)), outdir: home, bundle: true, platform: 'node', target: 'node20', format: 'cjs', logLevel: 'error' })
  })
  after(() => {
    for (const folder of [home, away]) if (folder) rmSync(folder, { recursive: true, force: true })
  })

  let sets = 0
  function make(journals = home): { root: string; journalFolder: string } {
    const folder = join(home, `set-${++sets}`)
    for (const [name, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, 'data', name)), { recursive: true })
      writeFileSync(join(folder, 'data', name), text)
    }
    return { root: fromNative(join(folder, 'data')), journalFolder: fromNative(join(journals, `journal-${sets}`)) }
  }

  /** The number of calls it made, or undefined where it was killed. */
  function run({ root, journalFolder }: { root: string; journalFolder: string }, action: string, moment: number, death: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const env = { ...process.env, KILL_AT: String(moment), KILL_WHEN: death }
      execFile(process.execPath, ['--require', killer, child, root, journalFolder, action], { env }, (error: ExecFileException | null, out, err) => {
        if (error && error.signal !== 'SIGKILL') reject(new Error(err))
        else resolve(error ? undefined : Number(out))
      })
    })
  }

  /** Kills it at some of the calls that it makes. */
  async function checkKills(action: 'apply' | 'undo', share: number, journals = home): Promise<void> {
    const model = make(journals)
    const before = snapshot(model.root)
    const total = (await run(model, 'apply', 0, '')) ?? 0
    const after = snapshot(model.root)
    const calls = action === 'apply' ? total : ((await run(model, 'undo', 0, '')) ?? 0)
    assert.ok(calls > 40, `${calls} calls`)
    const moments = Array.from({ length: calls }, (_, index) => index + 1).filter(() => Math.random() < share)
    let next = 0
    const lane = async (): Promise<void> => {
      for (let moment = moments[next++]; moment !== undefined; moment = moments[next++]) await checkKill(action, moment, moment % 2 === 0 ? 'before' : 'after', before, after, journals)
    }
    await Promise.all([lane(), lane()])
  }

  async function checkKill(action: 'apply' | 'undo', moment: number, death: string, before: unknown, after: unknown, journals: string): Promise<void> {
    const set = make(journals)
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

  it('leaves all or nothing after an apply', () => checkKills('apply', SHARE))
  it('leaves all or nothing after an undo', () => checkKills('undo', SHARE))
  it('leaves all or nothing where deleted files go to another disk', async () => {
    await checkKills('apply', SHARE, away)
    await checkKills('undo', SHARE, away)
  })

  it('is undone after a restart', async () => {
    const set = make()
    const before = snapshot(set.root)
    await run(set, 'apply', 0, '')
    assert.notDeepEqual(snapshot(set.root), before)
    await run(set, 'undo', 0, '')
    assert.deepEqual(snapshot(set.root), before)
  })
})
