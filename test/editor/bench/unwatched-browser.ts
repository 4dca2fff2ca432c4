import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { BROWSER_FLAGS } from '../harness/start-editor'

/** A browser with one page that goes on while nobody is connected. Tools of developers stop each frame and worker at its beginning, and keep workers awake. */
export interface UnwatchedBrowser {
  connect(): Promise<Page>
  /** The page goes on. */
  leave(): Promise<void>
  stop(): Promise<void>
}

export async function launchUnwatched(executable: string, { width, height }: { readonly width: number; readonly height: number }): Promise<UnwatchedBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'taglore-browser-'))
  const child = spawn(executable, ['--headless', ...BROWSER_FLAGS, `--user-data-dir=${profile}`, `--window-size=${width},${height}`, '--remote-debugging-port=0', 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /DevTools listening on (\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error(`the browser has ended:\n${said}`)))
  })
  let leave = async (): Promise<void> => undefined
  return {
    async connect() {
      const browser = await chromium.connectOverCDP(address)
      leave = () => browser.close()
      const [context] = browser.contexts()
      const page = context?.pages()[0] ?? (await context?.newPage())
      if (!page) throw new Error('the browser has no page')
      return page
    },
    leave: () => leave(),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
