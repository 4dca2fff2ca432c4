// Sets up the browser-based VS Code (code-server) and a browser in the git-ignored folder .editor/.
//   node scripts/editor/set-up.mjs [--code-server] [--browser]      default: both
// A second run finds everything and is instant. A run that was interrupted leaves nothing that counts: each part is built
// in a folder of its own and renamed when it is complete.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { main, root } from '../command.mjs'
import { setUpBrowser } from './browser.mjs'
import { setUpCodeServer } from './code-server-install.mjs'

/** Sets up what is asked for; returns `{ codeServer?: { node, entry }, browser?: path of the executable }`. */
export async function setUpEditor({ codeServer = true, browser = true, home = join(root, '.editor'), say = sayOnStderr } = {}) {
  mkdirSync(home, { recursive: true })
  removeLeftovers(home)
  return {
    ...(codeServer && { codeServer: await setUpCodeServer({ home, say }) }),
    ...(browser && { browser: await setUpBrowser({ home, say }) }),
  }
}

function sayOnStderr(line) {
  process.stderr.write(`[set-up] ${line}\n`)
}

/** Folders that an interrupted run left behind; those of a run that is still going are not ours to remove. */
function removeLeftovers(home) {
  for (const name of readdirSync(home)) {
    const pid = /^partial-.*-(\d+)$/.exec(name)?.[1]
    if (pid && !isRunning(Number(pid))) rmSync(join(home, name), { recursive: true, force: true })
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await main(async () => {
    const only = process.argv.slice(2)
    const all = only.length === 0
    const { codeServer, browser } = await setUpEditor({
      codeServer: all || only.includes('--code-server'),
      browser: all || only.includes('--browser'),
    })
    if (codeServer) sayOnStderr(`code-server is ready: ${codeServer.entry}`)
    if (browser) sayOnStderr(`the browser is ready: ${browser}`)
  })
}
