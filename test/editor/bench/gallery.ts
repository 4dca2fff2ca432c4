// The gallery in a real editor: time to the first pictures, frames while it scrolls against an empty grid of fixed cells in the same page, memory.
// Needs `npm run package`. Run: npm run bench -- --only gallery [--images N]
import { cpSync, existsSync, linkSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Frame, Page } from 'playwright-core'
import { startEditor, type Editor } from '../harness/start-editor'
import { until } from '../harness/until'
import { KEYS, measureOpening, NOTE_FILE } from './gallery-opening'
import { launchUnwatched, type UnwatchedBrowser } from './unwatched-browser'

const SAMPLE = join(process.cwd(), 'samples/mascots/10_lumi girl')
const ROUNDS = 5
const FRAMES = 240
const SIZE = { width: 1440, height: 900 }
const CAPTION = '10_concept 000/000000.txt'

/** Pictures of the sample under other names, each with a caption. */
function makeImages(root: string, count: number): void {
  const pictures = readdirSync(SAMPLE).filter((name) => !name.endsWith('.txt'))
  for (let at = 0; at < count; at++) {
    const folder = join(root, `10_concept ${String(Math.floor(at / 1000)).padStart(3, '0')}`)
    if (at % 1000 === 0) mkdirSync(folder)
    const picture = pictures[at % pictures.length] ?? ''
    const name = join(folder, String(at).padStart(6, '0'))
    linkSync(join(root, '.pictures', picture), name + extname(picture))
    writeFileSync(`${name}.txt`, `lumi, 1girl, solo, ${['smile', 'outdoors', 'sitting', 'night'][at % 4] ?? ''}, number ${at % 50}`)
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { images: { type: 'string' } }, strict: false })
  const count = Number(values.images ?? 50_000)
  const { currentTarget, vsixPath } = await import('../../../scripts/package.mjs')
  const vsix = vsixPath(currentTarget())
  if (!existsSync(vsix)) return console.log(`'${vsix}' is not there: run 'npm run package' first`)
  const workspace = realpathSync(mkdtempSync(join(tmpdir(), 'taglore-gallery-')))
  let editor: Editor | undefined
  try {
    mkdirSync(join(workspace, '.pictures'))
    for (const name of readdirSync(SAMPLE)) cpSync(join(SAMPLE, name), join(workspace, '.pictures', name))
    makeImages(workspace, count)
    writeFileSync(join(workspace, NOTE_FILE.name), NOTE_FILE.text)
    const { setUpEditor } = await import('../../../scripts/editor/set-up.mjs')
    const { browser: executable } = await setUpEditor()
    const newBrowser = () => launchUnwatched(executable, SIZE)
    const browser = await newBrowser()
    editor = await startEditor({ vsix, workspace, keys: KEYS, openPage: async () => ({ page: await browser.connect(), close: browser.stop }) })
    await measure(editor, browser, newBrowser, count)
  } finally {
    await editor?.stop()
    rmSync(workspace, { recursive: true, force: true })
  }
}

async function measure(editor: Editor, browser: UnwatchedBrowser, newBrowser: () => Promise<UnwatchedBrowser>, count: number): Promise<void> {
  await editor.openFile(CAPTION, { group: 1 })
  await editor.openFile(NOTE_FILE.name, { group: 1 })
  console.log(`${count.toLocaleString()} images, ${SIZE.width} pixels wide`)
  const frame = await until('the gallery', galleryIn(await measureOpening(browser, editor, CAPTION, newBrowser)))
  await scrollFrames(frame)
  await memory(frame)
}

function galleryIn(page: Page): () => Promise<Frame | undefined> {
  return async () => {
    for (const frame of page.frames()) if ((await frame.locator('.cell img').count().catch(() => 0)) > 0) return frame
    return undefined
  }
}

interface Frames {
  readonly ours: readonly number[]
  readonly empty: readonly number[]
}

/** Both grids in turn, by the same steps, so that whatever else the machine does meets both. */
async function scrollFrames(frame: Frame): Promise<void> {
  // the compiler of this file names functions by a helper that the page does not have
  await frame.evaluate('globalThis.__name ??= (work) => work')
  const ours: number[] = []
  const empty: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const times = await frame.evaluate(async ({ frames }): Promise<Frames> => {
      const grid = document.querySelector<HTMLElement>('.grid')
      const cell = document.querySelector<HTMLElement>('.cell')
      const inner = document.querySelector<HTMLElement>('.inner')
      if (!grid || !cell || !inner) throw new Error('no grid')
      const { offsetWidth: width, offsetHeight: height } = cell
      const gap = 8
      const columns = Math.floor((inner.clientWidth + gap) / (width + gap))

      const scroll = async (element: HTMLElement): Promise<number[]> => {
        element.scrollTop = 0
        await new Promise((resolve) => setTimeout(resolve, 600))
        const found: number[] = []
        let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
        for (let at = 0; at < frames; at++) {
          element.scrollTop += 90
          const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
          found.push(now - last)
          last = now
        }
        return found
      }

      /** The least that such a grid can be: boxes of one size, moved when they leave. */
      const makeEmpty = (): HTMLElement => {
        const scroller = document.createElement('div')
        scroller.style.cssText = `position: relative; flex: 1; overflow: hidden auto; contain: strict; height: ${grid.clientHeight}px`
        const tall = document.createElement('div')
        tall.style.cssText = `position: relative; height: ${inner.offsetHeight}px`
        scroller.append(tall)
        const pool = new Map<number, HTMLElement>()
        const draw = (): void => {
          const first = Math.max(0, Math.floor((scroller.scrollTop - 240) / (height + gap))) * columns
          const last = (Math.floor((scroller.scrollTop + scroller.clientHeight + 240) / (height + gap)) + 1) * columns
          const free: HTMLElement[] = []
          for (const [position, box] of pool) {
            if (position >= first && position < last) continue
            pool.delete(position)
            free.push(box)
          }
          for (let position = first; position < last; position++) {
            if (pool.has(position)) continue
            let box = free.pop()
            if (!box) {
              box = document.createElement('div')
              box.style.cssText = `position: absolute; width: ${width}px; height: ${height}px; border: 1px solid gray; contain: strict`
              tall.append(box)
            }
            pool.set(position, box)
            box.style.transform = `translate(${(position % columns) * (width + gap)}px, ${Math.floor(position / columns) * (height + gap)}px)`
          }
          for (const box of free) box.remove()
        }
        let asked = 0
        scroller.addEventListener('scroll', () => {
          if (asked === 0) asked = requestAnimationFrame(() => {
            asked = 0
            draw()
          })
        }, { passive: true })
        requestAnimationFrame(draw)
        return scroller
      }

      const own = await scroll(grid)
      const other = makeEmpty()
      grid.style.display = 'none'
      grid.before(other)
      const bare = await scroll(other)
      other.remove()
      grid.style.display = ''
      return { ours: own, empty: bare }
    }, { frames: FRAMES })
    ours.push(...times.ours)
    empty.push(...times.empty)
  }
  for (const [name, share] of [['median', 0.5], ['p95', 0.95], ['p99', 0.99]] as const) {
    const [a, b] = [at(ours, share), at(empty, share)]
    console.log(`frames while scrolling, ${name}: gallery ${a.toFixed(1)} ms, empty grid ${b.toFixed(1)} ms, ratio ${(a / b).toFixed(2)}`)
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  console.log(`frames while scrolling, mean: gallery ${mean(ours).toFixed(1)} ms, empty grid ${mean(empty).toFixed(1)} ms, ratio ${(mean(ours) / mean(empty)).toFixed(2)}`)
}

/** Through all images, a screen at a time, with time for pictures at every tenth. */
async function memory(frame: Frame): Promise<void> {
  const look = () => frame.evaluate(() => ({ heap: (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 1024 / 1024, elements: document.querySelectorAll('*').length }))
  const before = await look()
  let most = before
  for (let part = 0; part < 10; part++) {
    await frame.evaluate(async (from) => {
      const grid = document.querySelector<HTMLElement>('.grid')
      if (!grid) return
      const end = ((from + 1) / 10) * grid.scrollHeight
      for (let step = 0, top = (from / 10) * grid.scrollHeight; top < end; top += grid.clientHeight, step++) {
        grid.scrollTop = top
        await new Promise((resolve) => (step % 10 === 0 ? setTimeout(resolve, 120) : requestAnimationFrame(resolve)))
      }
    }, part)
    const now = await look()
    if (now.heap > most.heap) most = now
  }
  const after = await look()
  console.log(`page: ${before.heap.toFixed(0)} MB and ${before.elements} elements before, at most ${most.heap.toFixed(0)} MB while scrolling through everything, ${after.heap.toFixed(0)} MB and ${after.elements} elements after`)
}

function at(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
}

void main()
