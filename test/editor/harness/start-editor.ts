import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContextOptions, type Page } from 'playwright-core'
import type { Context } from './context'
import { fileActions } from './files'
import { problemActions } from './problems'
import { quietSettings } from './settings'
import { textActions } from './text'
import { windowActions, untilWorkbenchIsReady } from './window'

export interface EditorOptions {
  /** The packaged extension. */
  readonly vsix: string
  /** The folder to open: a copy that the tests may change. */
  readonly workspace: string
  /** User settings besides those of a quiet window. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** Reaches code-server, the extension host and the language server. */
  readonly env?: Readonly<Record<string, string>>
  /** Opens folders in restricted mode until they are trusted; otherwise everything is trusted without a question. */
  readonly askTrust?: boolean
  /** What the extension speaks, as `zh-cn`; the workbench around it stays English. */
  readonly language?: string
  readonly size?: { readonly width: number; readonly height: number }
  /** User keybindings, as in `keybindings.json`. */
  readonly keys?: readonly { readonly key: string; readonly command: string }[]
  /** Opens the page that will show the window; without it, that of a browser of its own. */
  readonly openPage?: (executable: string) => Promise<OpenedPage>
}

export interface OpenedPage {
  readonly page: Page
  readonly close: () => Promise<void>
}

export type Editor = Awaited<ReturnType<typeof startEditor>>

/** Starts code-server with the extension in a profile of its own, and a browser that shows the workspace in it. */
export async function startEditor({ vsix, workspace, settings = {}, env = {}, askTrust = false, language = 'en', size = { width: 1440, height: 900 }, keys = [], openPage = openInBrowser({ viewport: size, locale: language }) }: EditorOptions) {
  const { setUpEditor } = await import('../../../scripts/editor/set-up.mjs')
  const { declareLanguage, installExtension, prepareProfile, profileFiles, startCodeServer } = await import('../../../scripts/editor/code-server.mjs')

  const { codeServer, browser: executable } = await setUpEditor()
  const profile = mkdtempSync(join(tmpdir(), 'taglore-editor-'))
  // The last started is stopped first.
  const cleanUp: (() => Promise<unknown> | void)[] = [() => rmSync(profile, { recursive: true, force: true, maxRetries: 5 })]
  const stop = async () => {
    for (const step of cleanUp.splice(0).reverse()) await step()
  }
  try {
    prepareProfile(profile)
    const userSettings = JSON.stringify({ ...quietSettings, ...(askTrust && { 'security.workspace.trust.enabled': true }), ...settings })
    writeFileSync(profileFiles(profile).settings, userSettings)
    writeFileSync(profileFiles(profile).keys, JSON.stringify(keys))
    const started = { codeServer, profile, env: { ...env, HOME: profile } }
    await installExtension({ ...started, vsix })
    if (language !== 'en') declareLanguage(profile, language)
    const server = await startCodeServer({ ...started, askTrust })
    cleanUp.push(() => server.stop())
    const { page, close } = await openPage(executable)
    cleanUp.push(close)
    const context: Context = { page, address: server.address, workspace, profile, consoleLines: linesOf(page) }
    page.setDefaultTimeout(30_000)
    const actions = { ...windowActions(context), ...fileActions(context), ...textActions(context), ...problemActions(context) }
    await page.goto(`${server.address}/?folder=${encodeURIComponent(workspace)}`)
    await untilWorkbenchIsReady(page)
    /** As if just started, on another folder: nothing that the tests of another file have left is seen. */
    const begin = async (folder: string): Promise<void> => {
      writeFileSync(profileFiles(profile).settings, userSettings)
      rmSync(join(profile, 'user/Machine/settings.json'), { force: true })
      await page.setViewportSize(size)
      await actions.reload(folder)
    }
    return { context, page, stop, begin, ...actions }
  } catch (error) {
    await stop()
    throw error
  }
}

export const BROWSER_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-dev-shm-usage',
  '--force-color-profile=srgb',
  '--font-render-hinting=none',
  // Whatever works here works offline.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
]

function openInBrowser(options: BrowserContextOptions): (executable: string) => Promise<OpenedPage> {
  return async (executablePath) => {
    const browser = await chromium.launch({ executablePath, headless: true, args: [...BROWSER_FLAGS] })
    return { page: await browser.newPage(options), close: () => browser.close() }
  }
}

function linesOf(page: Page): string[] {
  const lines: string[] = []
  page.on('console', (message) => lines.push(`[${message.type()}] ${message.text()}`))
  page.on('pageerror', (error) => lines.push(`[pageerror] ${error.stack ?? error.message}`))
  return lines
}
