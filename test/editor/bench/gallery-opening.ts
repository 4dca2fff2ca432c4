// From a key to the first pictures of the gallery; beside it, from a key to the one line of a Markdown preview: the least that a page
// takes in this editor, on this machine. Once as the first page of a browser, and once after others: a browser then replaces the service
// worker of the last page, which takes a second whatever the page is (Chromium looks once a second whether the old one is idle).
// The window measures itself while nobody is connected to it, so that no tool of developers has a part in it.
import { loadavg } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Editor } from '../harness/start-editor'
import { untilWorkbenchIsReady } from '../harness/window'
import type { UnwatchedBrowser } from './unwatched-browser'

const ROUNDS = 5
/** A screen begins to be one. */
const PICTURES = 8
/** Milliseconds for a new window to read the dataset and come to rest. */
const REST = 25_000
/** Milliseconds between pages. */
const PAUSE = 1000
const NOTE = 'note.md'

export const NOTE_FILE = { name: NOTE, text: 'one line\n' }

/** Held by nothing else, and pressed by the window itself. */
export const KEYS = [
  { key: 'f6', command: 'taglore.openGallery' },
  { key: 'f7', command: 'markdown.showPreview' },
  { key: 'f8', command: 'workbench.action.closeActiveEditor' },
  { key: 'f9', command: 'workbench.action.openEditorAtIndex1' },
  { key: 'f10', command: 'workbench.action.openEditorAtIndex2' },
]

/** Milliseconds after the key. */
interface Opened {
  readonly took: number
  /** From when the page's own script was there; undefined for a page that is not ours. */
  readonly inPage?: number
}

/** Of the gallery, and of the Markdown preview. */
type Key = 'F6' | 'F7'

/** Needs the caption as the first tab and the note as the second. The gallery stays open; returns the page of a new connection. */
export async function measureOpening(browser: UnwatchedBrowser, { page, context }: Pick<Editor, 'page' | 'context'>, caption: string, newBrowser: () => Promise<UnwatchedBrowser>): Promise<Page> {
  const first = async (file: string, keys: readonly Key[]): Promise<readonly Opened[]> => {
    const all: Opened[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const other = await newBrowser()
      try {
        const fresh = await other.connect()
        const open = JSON.stringify([['openFile', `vscode-remote://${new URL(context.address).host}${join(context.workspace, file)}`]])
        await fresh.goto(`${context.address}/?folder=${encodeURIComponent(context.workspace)}&payload=${encodeURIComponent(open)}`)
        await untilWorkbenchIsReady(fresh)
        await pause(REST)
        all.push(...(await measure(other, fresh, keys, 1)).opened)
      } finally {
        await other.stop()
      }
    }
    return all
  }
  tell('the first page of a browser', await first(caption, ['F6']), await first(NOTE, ['F7']))
  const { opened, page: again } = await measure(browser, page, ['F7', 'F6'], ROUNDS + 1)
  // the first two are cold
  tell('a page after others', opened.filter((_, at) => at > 1 && at % 2 === 1), opened.filter((_, at) => at > 1 && at % 2 === 0))
  console.log(`load of the machine: ${loadavg()[0]?.toFixed(1) ?? ''}`)
  await again.locator('.editor-instance .monaco-editor').first().click()
  await again.keyboard.press('F6')
  return again
}

/** Presses the keys in turn, and closes each page that they open. */
async function measure(browser: UnwatchedBrowser, page: Page, keys: readonly Key[], rounds: number): Promise<{ readonly opened: readonly Opened[]; readonly page: Page }> {
  // the compiler of this file names functions by a helper that the page does not have
  await page.evaluate('globalThis.__name ??= (work) => work')
  await page.evaluate(startRounds, { keys, rounds, least: PICTURES, rest: PAUSE })
  await browser.leave()
  await pause(rounds * keys.length * (PAUSE + 3000))
  const again = await browser.connect()
  const opened = await again.evaluate(() => (globalThis as { opened?: Promise<readonly Opened[]> }).opened)
  if (!opened) throw new Error('the window has measured nothing')
  return { opened, page: again }
}

/** Runs in the window. */
function startRounds({ keys, rounds, least, rest }: { readonly keys: readonly Key[]; readonly rounds: number; readonly least: number; readonly rest: number }): void {
  const codes: Readonly<Record<string, number>> = { F6: 117, F7: 118, F8: 119, F9: 120, F10: 121 }
  const wait = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time))
  const press = (key: string): void => {
    for (const type of ['keydown', 'keyup']) document.body.dispatchEvent(new KeyboardEvent(type, { key, code: key, keyCode: codes[key] ?? 0, bubbles: true, cancelable: true }))
  }
  const pages = (): readonly Document[] =>
    [...document.querySelectorAll<HTMLIFrameElement>('iframe.webview')].flatMap((outer) => outer.contentDocument?.querySelector<HTMLIFrameElement>('iframe#active-frame')?.contentDocument ?? [])
  const pictures = (page: Document): Omit<Opened, 'took'> | undefined => {
    const done = [...page.querySelectorAll<HTMLImageElement>('.cell img:not([hidden])')].filter(({ complete, naturalWidth }) => complete && naturalWidth > 0)
    if (done.length < least) return undefined
    const clock = page.defaultView?.performance
    const script = clock?.getEntriesByType('resource').find(({ name }) => name.endsWith('gallery.js'))
    return clock && script ? { inPage: clock.now() - script.startTime - script.duration } : {}
  }
  const line = (page: Document): Omit<Opened, 'took'> | undefined => (page.querySelector('.markdown-body p')?.textContent === 'one line' ? {} : undefined)
  const open = async (key: Key): Promise<Opened> => {
    press(key === 'F6' ? 'F9' : 'F10')
    await wait(rest)
    const start = performance.now()
    press(key)
    while (performance.now() - start < 60_000) {
      const found = pages().flatMap((page) => (key === 'F6' ? pictures : line)(page) ?? [])[0]
      if (found) return { took: performance.now() - start, ...found }
      await wait(0)
    }
    throw new Error(`no page after ${key}`)
  }
  const measureAll = async (): Promise<readonly Opened[]> => {
    const opened: Opened[] = []
    for (let at = 0; at < rounds * keys.length; at++) {
      opened.push(await open(keys[at % keys.length] ?? 'F6'))
      press('F8')
      while (pages().length > 0) await wait(10)
    }
    return opened
  }
  ;(globalThis as { opened?: Promise<readonly Opened[]> }).opened = measureAll()
}

function tell(when: string, pictures: readonly Opened[], line: readonly Opened[]): void {
  const of = (values: readonly number[]): string => {
    const sorted = [...values].sort((a, b) => a - b)
    return `${Math.round(sorted[sorted.length >> 1] ?? NaN)} ms (${Math.round(sorted[0] ?? NaN)} to ${Math.round(sorted.at(-1) ?? NaN)})`
  }
  const took = (opened: readonly Opened[]): readonly number[] => opened.map((each) => each.took)
  console.log(`${when}, medians of ${pictures.length}: ${PICTURES} pictures ${of(took(pictures))} after the key, ${of(pictures.flatMap(({ inPage }) => inPage ?? []))} after the page's script was there; the one line of a Markdown preview ${of(took(line))}`)
}

function pause(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time))
}
