import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import { scrollsSideways, violations } from './harness/accessibility'
import type { Theme } from './harness/settings'
import type { Editor } from './harness/start-editor'
import { theEditor } from './harness/suite'
import { until, untilEqual } from './harness/until'

const SAMPLE = join(process.cwd(), 'samples/mascots')
const TEXTS = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.txt$|taglore\.json$/.test(name))
const IMAGES = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(png|jpe?g|webp)$/.test(name))

describe('the gallery in a real VS Code', () => {
  let editor: Editor

  before(() => {
    editor = theEditor()
  })

  afterEach(async () => {
    await editor.tidy()
    await editor.closeFiles()
    for (const name of TEXTS) editor.writeFile(name, readFileSync(join(SAMPLE, name), 'utf8'))
  })

  after(async () => {
    await editor.resize(1440, 900)
    await editor.setTheme('dark')
  })

  async function openGallery(): Promise<Frame> {
    await editor.openFile('10_lumi girl/lumi-02.txt', { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Open Gallery')
    const frame = await editor.webview('.cell')
    await until('pictures', async () => (await frame.locator('.cell img:not([hidden])').count()) > 10)
    return frame
  }

  const cell = (frame: Frame, name: string) => frame.locator('.cell').filter({ has: frame.getByText(name, { exact: true }) })
  const counts = (frame: Frame) => async (): Promise<string> => (await frame.locator('.counts').textContent()) ?? ''
  const selected = (frame: Frame) => async (): Promise<string[]> => frame.locator('.cell[aria-selected=true] .name').allTextContents()

  /** Starts without a filter, a group or a selection that a test before has left. */
  async function openFresh(): Promise<Frame> {
    const frame = await openGallery()
    await frame.locator('.cells').focus()
    await editor.page.keyboard.press('Escape')
    return frame
  }

  it('shows every image with its caption and its problems, and selects by the mouse', async () => {
    const frame = await openFresh()
    assert.equal(await counts(frame)(), `${IMAGES.length} images`)
    await until('captions', async () => /lumi/.test((await cell(frame, 'lumi-02.png').locator('.caption').textContent()) ?? ''))
    await until('a badge', async () => (await frame.locator('.badge:not([hidden])').count()) > 0)
    await cell(frame, 'lumi-02.png').click()
    await cell(frame, 'lumi-04.webp').click({ modifiers: ['Shift'] })
    assert.deepEqual(await selected(frame)(), ['lumi-02.png', 'lumi-03.png', 'lumi-04.webp'])
    await cell(frame, 'lumi-03.png').click({ modifiers: ['Control'] })
    await untilEqual('two', selected(frame), ['lumi-02.png', 'lumi-04.webp'])
    assert.equal(await counts(frame)(), `${IMAGES.length} images · 2 selected`)
    await until('their tags', async () => (await frame.locator('.tag-row').count()) > 5)
    await editor.screenshot('gallery')
  })

  it('selects by the keyboard: arrows, ranges, everything, and names as they are typed', async () => {
    const frame = await openFresh()
    const { keyboard } = editor.page
    await frame.locator('.cells').focus()
    await keyboard.press('Home')
    const [first] = await selected(frame)()
    await keyboard.press('ArrowRight')
    await keyboard.press('Shift+ArrowRight')
    await untilEqual('two', async () => (await selected(frame)()).length, 2)
    assert.ok(!(await selected(frame)()).includes(first ?? ''))
    await keyboard.press('Control+a')
    await untilEqual('all', counts(frame), `${IMAGES.length} images · ${IMAGES.length} selected`)
    await keyboard.press('Escape')
    await untilEqual('none', counts(frame), `${IMAGES.length} images`)
    await keyboard.type('lumi-03')
    await untilEqual('by name', selected(frame), ['lumi-03.png'])
    assert.equal(await frame.locator('.cell.current .name').textContent(), 'lumi-03.png')
    await keyboard.press('Enter')
    await editor.untilActive('10_lumi girl/lumi-03.txt')
  })

  for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
    it(`is right in the theme ${theme}, wide and narrow`, async () => {
      await editor.setTheme(theme)
      const frame = await openFresh()
      await cell(frame, 'lumi-02.png').click()
      await cell(frame, 'lumi-04.webp').click({ modifiers: ['Shift'] })
      await until('their tags', async () => (await frame.locator('.tag-row').count()) > 5)
      await editor.screenshot(`look-gallery-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.resize(348, 900)
      await until('a page of about 300 pixels', async () => (await frame.evaluate(() => document.documentElement.clientWidth)) < 320)
      await until('pictures', async () => (await frame.locator('.cell img:not([hidden])').count()) > 1)
      await editor.screenshot(`look-gallery-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      assert.deepEqual(await violations(frame), [])
      await editor.resize(1440, 900)
      await editor.command('View: Toggle Primary Side Bar Visibility')
    })
  }
})
