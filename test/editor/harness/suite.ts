import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEditor, type Editor } from './start-editor'

// One editor for all test files of a run: the hooks below belong to the root of mocha's tree, whichever file asks first.
let running: Editor | undefined
let workspace: string | undefined

/** The editor of this run, with a copy of the sample dataset open in it. Only inside tests and hooks. */
export function theEditor(): Editor {
  if (!running) throw new Error('The editor is started by a hook: ask for it inside a test or a hook')
  return running
}

before('start the editor', async function () {
  // The first run on a machine may have to install code-server and a browser.
  this.timeout(600_000)
  workspace = realpathSync(mkdtempSync(join(tmpdir(), 'taglore-workspace-')))
  cpSync(join(process.cwd(), 'samples/mascots'), workspace, { recursive: true })
  running = await startEditor({ vsix: await findVsix(), workspace })
})

afterEach(async function () {
  if (this.currentTest?.state !== 'failed') return
  const folder = await running?.keepEvidence(this.currentTest.fullTitle())
  if (folder) console.error(`      picture and logs: ${folder}`)
  // A list or a menu that was left open is not the next test's.
  await running?.page.keyboard.press('Escape')
})

after('stop the editor', async function () {
  this.timeout(30_000)
  await running?.stop()
  running = undefined
  if (workspace) rmSync(workspace, { recursive: true, force: true })
})

/** TAGLORE_VSIX, or what `npm run package` has made for this machine. */
async function findVsix(): Promise<string> {
  const { currentTarget, vsixPath } = await import('../../../scripts/package.mjs')
  const path = process.env.TAGLORE_VSIX ?? vsixPath(currentTarget())
  if (!existsSync(path)) throw new Error(`'${path}' is not there: run 'npm run package' first`)
  return path
}
