// From a command to the first pictures of the gallery; beside it, from a command to the one line of a Markdown preview: the least that
// a page takes in this editor, on this machine.
import { loadavg } from 'node:os'
import type { Frame } from 'playwright-core'
import type { Editor } from '../harness/start-editor'
import { until } from '../harness/until'

const ROUNDS = 5
/** A screen begins to be one. */
const PICTURES = 8
/** A Markdown file of one line. */
const NOTE = 'note.md'

interface Shown {
  readonly frame: Frame
  /** Milliseconds since 1970. */
  readonly at: number
  /** When the page's own script was there, likewise. */
  readonly script: number
}

export const NOTE_FILE = { name: NOTE, text: 'one line\n' }

/** Opens both in turn, the first time not counted; the gallery stays open. */
export async function measureOpening(editor: Editor, caption: string): Promise<Frame> {
  const [opened, inPage, bare]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; ; round++) {
    await editor.openFile(NOTE, { group: 1 })
    const line = await open(editor, 'Markdown: Open Preview', firstLine)
    await close(editor, line.frame)
    await editor.openFile(caption, { group: 1 })
    const pictures = await open(editor, 'Taglore: Open Gallery', firstPictures)
    console.log(`  ${round === 0 ? 'cold' : 'warm'}: ${PICTURES} pictures after ${pictures.took} ms, ${Math.round(pictures.at - pictures.script)} ms after its script was there; a Markdown preview after ${line.took} ms`)
    if (round > 0) {
      opened.push(pictures.took)
      inPage.push(pictures.at - pictures.script)
      bare.push(line.took)
    }
    if (round < ROUNDS) await close(editor, pictures.frame)
    else {
      console.log(`warm, medians: ${PICTURES} pictures ${middle(opened)} ms after the command, ${Math.round(middle(inPage))} ms after the page's script was there; the one line of a Markdown preview ${middle(bare)} ms after its command (load of the machine: ${loadavg()[0]?.toFixed(1) ?? ''})`)
      return pictures.frame
    }
  }
}

async function open(editor: Editor, command: string, shown: (editor: Editor) => Promise<Shown>): Promise<Shown & { readonly took: number }> {
  const { page } = editor
  const input = page.locator('.quick-input-widget:visible .quick-input-box input')
  await until('the palette', async () => {
    if (!(await input.isVisible())) await page.keyboard.press('F1')
    return input.isVisible()
  })
  await input.fill(`>${command}`)
  await page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row').filter({ hasText: command.replace(/^.*?: /, '') }).first().waitFor()
  const start = Date.now()
  await page.keyboard.press('Enter')
  const found = await shown(editor)
  return { ...found, took: found.at - start }
}

async function close(editor: Editor, frame: Frame): Promise<void> {
  await editor.page.keyboard.press('Control+w')
  await until('it is closed', () => frame.isDetached())
}

function firstLine(editor: Editor): Promise<Shown> {
  return askPages(editor, () => (document.querySelector('.markdown-body p')?.textContent === 'one line' ? { at: Date.now(), script: 0 } : undefined), 0)
}

function firstPictures(editor: Editor): Promise<Shown> {
  return askPages(editor, (least) => {
    const done = [...document.querySelectorAll<HTMLImageElement>('.cell img:not([hidden])')].filter(({ complete, naturalWidth }) => complete && naturalWidth > 0)
    const script = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('gallery.js'))
    return done.length >= least ? { at: Date.now(), script: performance.timeOrigin + (script ? script.startTime + script.duration : 0) } : undefined
  }, PICTURES)
}

/** Asks all pages without a pause until one answers: what is told is late by at most one such question. */
async function askPages(editor: Editor, question: (least: number) => Omit<Shown, 'frame'> | undefined, least: number): Promise<Shown> {
  for (const end = Date.now() + 300_000; Date.now() < end; ) {
    for (const frame of editor.page.frames()) {
      if (frame.parentFrame() === null || frame.isDetached()) continue
      const found = await frame.evaluate(question, least).catch(() => undefined)
      if (found) return { frame, ...found }
    }
  }
  throw new Error('no answer within 300 s')
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0
}
