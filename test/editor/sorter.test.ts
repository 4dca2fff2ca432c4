import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame, Locator } from 'playwright-core'
import { scrollsSideways, violations } from './harness/accessibility'
import { SAMPLE, SAMPLE_IMAGES, sampleText } from './harness/sample'
import type { Theme } from './harness/settings'
import { until, untilEqual } from './harness/until'
import { restoreTexts, useEditor } from './harness/use-editor'

const captionOf = (image: string): string => image.replace(/\.[^.]+$/, '.txt')
const nameOf = (image: string): string => image.slice(image.lastIndexOf('/') + 1)

/** Names of the sample's images whose caption has a tag, in their order. */
function withTag(tag: string): string[] {
  const has = (image: string): boolean => existsSync(join(SAMPLE, captionOf(image))) && sampleText(captionOf(image)).split(/[,\n]/).some((part) => part.trim() === tag)
  return SAMPLE_IMAGES.filter(has).map(nameOf)
}

describe('sorting images by a tag in a real VS Code', () => {
  const editor = useEditor({ changesLooks: true })

  afterEach(async () => {
    await editor.tidy()
    restoreTexts(editor)
  })

  const rows = (): Locator => editor.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')

  async function typeTag(tag: string): Promise<void> {
    await until('the tag in the list', async () => {
      await editor.page.locator('.quick-input-widget:visible .quick-input-box input').fill(tag)
      return (await rows().filter({ hasText: 'as typed' }).count()) > 0
    })
    await editor.page.keyboard.press('Enter')
  }

  async function fromMenu(at: Locator, name: string): Promise<void> {
    await at.click({ button: 'right' })
    await editor.page.locator('.monaco-menu:visible').getByRole('menuitem', { name, exact: true }).hover()
    await editor.page.keyboard.press('Enter')
  }

  const column = (frame: Frame, which: 'has' | 'lacks'): Locator => frame.locator(`[data-column=${which}]`)
  const names = (frame: Frame, which: 'has' | 'lacks') => async (): Promise<string[]> => {
    const cells = await column(frame, which).locator('.cell').evaluateAll((all) => all.map((cell) => ({ at: Number(cell.getAttribute('data-position')), name: cell.querySelector('.name')?.textContent ?? '' })))
    return cells.sort((a, b) => a.at - b.at).map(({ name }) => name)
  }
  const heading = (frame: Frame, which: 'has' | 'lacks') => async (): Promise<string> => (await column(frame, which).locator('h2').textContent()) ?? ''
  const pending = (frame: Frame) => async (): Promise<string> => (await frame.locator('.pending').textContent()) ?? ''
  const cell = (frame: Frame, name: string): Locator => frame.locator('.cell').filter({ has: frame.getByText(name, { exact: true }) })
  const current = (frame: Frame, which: 'has' | 'lacks') => async (): Promise<string> => (await column(frame, which).locator('.cell.current .name').textContent()) ?? ''

  /** Sorts all images by a tag, small enough that every one is drawn. */
  async function openSorter(tag: string): Promise<Frame> {
    await editor.openFile('10_lumi girl/lumi-02.txt', { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Sort Images by Tag…')
    await typeTag(tag)
    const frame = await editor.webview('[data-panel=sorter] .cell')
    await frame.getByRole('button', { name: 'Small pictures' }).click()
    await untilEqual('its title', async () => (await frame.locator('h1 .tag').textContent())?.replace('?', ''), tag)
    await until('pictures', async () => (await frame.locator('.cell img:not([hidden])').count()) > 8)
    return frame
  }

  it('shows who has the tag beside who lacks it; a click moves one, and nothing is written before Apply, which is undone as one', async () => {
    const smiling = withTag('smile')
    const frame = await openSorter('smile')
    await untilEqual('who has it', names(frame, 'has'), smiling)
    await untilEqual('who lacks it', async () => (await heading(frame, 'lacks')()).replace(/\s+/g, ' '), `Lacks smile ${SAMPLE_IMAGES.length - smiling.length}`)
    const others = SAMPLE_IMAGES.map(nameOf).filter((name) => !smiling.includes(name))
    const [first = '', second = '', third = ''] = others
    await cell(frame, first).click()
    await untilEqual('it moved', async () => (await names(frame, 'has')())[0], first)
    await cell(frame, third).click()
    await cell(frame, smiling[0] ?? '').click()
    await untilEqual('what would be written', pending(frame), '2 images get smile · 1 image loses smile')
    assert.deepEqual((await names(frame, 'has')()).slice(0, 2), [third, first])
    assert.ok((await names(frame, 'lacks')()).includes(second))
    await editor.screenshot('sorter')
    assert.deepEqual(await violations(frame), [])
    const fileOf = (name: string): string => captionOf(SAMPLE_IMAGES.find((image) => nameOf(image) === name) ?? '')
    const files = [first, third, smiling[0] ?? ''].map(fileOf)
    const before = files.map((name) => editor.readFile(name))
    assert.deepEqual(before, files.map((name) => sampleText(name)))
    await frame.getByRole('button', { name: 'Apply', exact: true }).click()
    await until('the captions', () => /, smile\s*$/.test(editor.readFile(files[0] ?? '')) && /, smile\s*$/.test(editor.readFile(files[1] ?? '')) && !/\bsmile\b/.test(editor.readFile(files[2] ?? '')))
    await until('told', async () => /Sort by 'smile': 3 captions changed/.test((await frame.locator('.done').textContent()) ?? ''))
    await untilEqual('nothing left to write', () => frame.locator('[data-key=apply]').getAttribute('disabled'), '')
    await editor.screenshot('sorter-applied')
    await frame.getByRole('button', { name: 'Undo', exact: true }).click()
    await untilEqual('as before', () => files.map((name) => editor.readFile(name)), before)
    await untilEqual('shown as before', names(frame, 'has'), smiling)
  })

  it('sorts by the keyboard alone: arrows move to the side, others stay, Ctrl+Z takes back, Ctrl+Enter applies', async () => {
    const frame = await openSorter('night')
    const { keyboard } = editor.page
    const before = await names(frame, 'lacks')()
    await column(frame, 'lacks').locator('.cells').focus()
    await keyboard.press('Home')
    await untilEqual('the first', current(frame, 'lacks'), before[0])
    await keyboard.press('ArrowLeft')
    await untilEqual('moved', async () => (await names(frame, 'has')())[0], before[0])
    await untilEqual('the next', current(frame, 'lacks'), before[1])
    await keyboard.press('ArrowRight')
    await untilEqual('it stays, and the next', current(frame, 'lacks'), before[2])
    await keyboard.press('y')
    await keyboard.press('n')
    await untilEqual('one more moved, one more stayed', current(frame, 'lacks'), before[4])
    await untilEqual('looked at', async () => /(\d+) looked at of \d+/.exec((await frame.locator('.facts').textContent()) ?? '')?.[1], '4')
    await keyboard.press('ArrowDown')
    await keyboard.press('Space')
    await untilEqual('three', pending(frame), '3 images get night')
    await keyboard.press('Control+z')
    await untilEqual('two', pending(frame), '2 images get night')
    await untilEqual('the keyboard is at it again', current(frame, 'lacks'), before[5])
    await keyboard.press('Shift+ArrowDown')
    await untilEqual('two are selected', pending(frame), '2 images get night · 2 selected')
    await keyboard.press('Enter')
    await untilEqual('four', pending(frame), '4 images get night')
    await keyboard.press('Control+Enter')
    await until('told', async () => /Sort by 'night': 4 captions changed/.test((await frame.locator('.done').textContent()) ?? ''))
    await untilEqual('nothing left', pending(frame), '')
    await column(frame, 'lacks').locator('.cells').focus()
    await keyboard.press('Control+z')
    await untilEqual('undone', names(frame, 'lacks'), before)
  })

  it('images are dragged into the other column, all that are selected where one of them is taken', async () => {
    const smiling = withTag('smile')
    const frame = await openSorter('smile')
    await untilEqual('who has it', names(frame, 'has'), smiling)
    const [first = '', second = '', third = '', fourth = ''] = SAMPLE_IMAGES.map(nameOf).filter((name) => !smiling.includes(name))
    await cell(frame, third).dragTo(column(frame, 'has').locator('.grid'))
    await untilEqual('it moved', async () => (await names(frame, 'has')())[0], third)
    await cell(frame, first).click({ modifiers: ['Control'] })
    await cell(frame, second).click({ modifiers: ['Control'] })
    await cell(frame, second).dragTo(column(frame, 'has').locator('h2'))
    await untilEqual('both moved', pending(frame), '3 images get smile')
    assert.deepEqual(new Set((await names(frame, 'has')()).slice(0, 3)), new Set([first, second, third]))
    await cell(frame, fourth).dragTo(column(frame, 'lacks').locator('h2'))
    await untilEqual('what is dropped where it was stays', pending(frame), '3 images get smile')
    await editor.page.keyboard.press('Control+z')
    await untilEqual('both are taken back', pending(frame), '1 image gets smile')
    await frame.getByRole('button', { name: 'Put Back' }).click()
    await untilEqual('nothing is left', pending(frame), 'Nothing is written before you apply it.')
  })

  it('shows one large image at a time, answered by Y and N', async () => {
    const frame = await openSorter('outdoors')
    const { keyboard } = editor.page
    const has = withTag('outdoors')
    await frame.getByRole('button', { name: 'One at a time' }).click()
    const about = async (): Promise<string> => (await frame.locator('.about').textContent()) ?? ''
    await until('an image', async () => / of 30 · /.test(await about()))
    await keyboard.press('Home')
    const all = SAMPLE_IMAGES.map(nameOf)
    const line = (at: number, words: string): string => `${at + 1} of 30 · ${all[at] ?? ''} · ${words}`
    const state = (at: number): string => (has.includes(all[at] ?? '') ? 'has outdoors' : 'lacks outdoors')
    await untilEqual('the first', about, line(0, state(0)))
    await until('its picture', () => frame.evaluate(() => (document.querySelector<HTMLImageElement>('.stage img:not([hidden])')?.naturalWidth ?? 0) > 200))
    await keyboard.press('y')
    await untilEqual('the second', about, line(1, state(1)))
    await keyboard.press('n')
    await untilEqual('the third', about, line(2, state(2)))
    await keyboard.press('ArrowUp')
    await keyboard.press('ArrowUp')
    await untilEqual('what was answered', about, line(0, has.includes(all[0] ?? '') ? 'has outdoors' : 'moved: has outdoors'))
    await editor.screenshot('sorter-single')
    assert.deepEqual(await violations(frame), [])
    await keyboard.press('o')
    await until('the columns again', async () => (await frame.locator('.columns').isVisible()) && (await frame.locator('.cell.current').count()) > 0)
    await frame.getByRole('button', { name: 'Put Back' }).click()
    await untilEqual('nothing', pending(frame), 'Nothing is written before you apply it.')
  })

  it('Enter behind the last letter takes the tag that was typed, not what was listed before', async () => {
    await editor.openFile('10_lumi girl/lumi-02.txt', { group: 1 })
    await editor.command('Taglore: Sort Images by Tag…')
    await rows().nth(3).waitFor()
    const box = editor.page.locator('.quick-input-widget:visible .quick-input-box input')
    await box.fill('zigzag scarf')
    await box.press('Enter')
    const frame = await editor.webview('[data-panel=sorter] h1 .tag')
    assert.equal((await frame.locator('h1 .tag').textContent())?.replace('?', ''), 'zigzag scarf')
  })

  it('keeps moves over a reload of the window, and over the closing of its tab', async () => {
    let frame = await openSorter('solo')
    const [first = ''] = await names(frame, 'lacks')()
    await cell(frame, first).click()
    await untilEqual('one', pending(frame), '1 image gets solo')
    await frame.evaluate(() => document.body.setAttribute('data-before', ''))
    await editor.reloadWindow()
    frame = await editor.webview('body:not([data-before]) [data-column=has] .cell')
    await untilEqual('as before', pending(frame), '1 image gets solo')
    assert.equal((await names(frame, 'has')())[0], first)
    await editor.closeFiles()
    await editor.toast("1 move by 'solo' was not applied")
    await editor.tidy()
    frame = await openSorter('solo')
    await untilEqual('there again', pending(frame), '1 image gets solo')
    await frame.getByRole('button', { name: 'Put Back' }).click()
  })

  it('sorts what is selected in the gallery by a tag of its panel, and then everything by another tag', async () => {
    await editor.openFile('10_lumi girl/lumi-02.txt', { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Open Gallery')
    const gallery = await editor.webview('[data-panel=gallery] .cell')
    await cell(gallery, 'lumi-02.png').click()
    await cell(gallery, 'lumi-05.webp').click({ modifiers: ['Shift'] })
    const tag = gallery.locator('.tag-row [data-tag=smile]')
    await fromMenu(tag, 'Sort Images by Tag…')
    const frame = await editor.webview('[data-panel=sorter] .cell')
    await untilEqual('of the selection', async () => (await names(frame, 'has')()).length + (await names(frame, 'lacks')()).length, 4)
    assert.match((await frame.locator('.facts').textContent()) ?? '', /4 selected in the gallery/)
    await frame.getByRole('button', { name: 'All 30' }).click()
    await untilEqual('everything', async () => (await frame.locator('.facts').textContent())?.includes('of 30'), true)
    await frame.getByRole('button', { name: 'Another Tag…' }).click()
    await typeTag('monocle')
    await untilEqual('another', async () => (await heading(frame, 'has')()).replace(/\s+/g, ' '), 'Has monocle 0')
    // nothing lies over it
    await untilEqual('what an empty column says', () => frame.evaluate(() => {
      const words = document.querySelector<HTMLElement>('[data-column=has] .nothing')
      if (!words) return undefined
      words.style.pointerEvents = 'auto'
      const { left, top } = words.getBoundingClientRect()
      return document.elementFromPoint(left + 8, top + 8)?.textContent
    }), 'No image has it yet: click those that do, or press ← or Y.')
    await fromMenu(cell(frame, 'koro-01.png'), 'Open Caption')
    await editor.untilActive('10_koro cat/koro-01.txt')
  })

  for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
    it(`is right in the theme ${theme}, wide and narrow`, async () => {
      await editor.setTheme(theme)
      const frame = await openSorter('smile')
      await frame.getByRole('button', { name: 'Medium pictures' }).click()
      await column(frame, 'lacks').locator('.cells').focus()
      await editor.page.keyboard.press('Home')
      await editor.page.keyboard.press('y')
      await untilEqual('one', pending(frame), '1 image gets smile')
      await until('pictures', async () => (await frame.locator('.cell img:not([hidden])').count()) > 8)
      await editor.screenshot(`look-sorter-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.resize(348, 900)
      await until('a page of about 300 pixels', async () => (await frame.evaluate(() => document.documentElement.clientWidth)) < 320)
      await until('pictures', async () => (await frame.locator('.cell img:not([hidden])').count()) > 1)
      await editor.screenshot(`look-sorter-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      assert.deepEqual(await violations(frame), [])
      await frame.getByRole('button', { name: 'One at a time' }).click()
      await until('its picture', () => frame.evaluate(() => (document.querySelector<HTMLImageElement>('.stage img:not([hidden])')?.naturalWidth ?? 0) > 100))
      await editor.screenshot(`look-sorter-single-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      assert.deepEqual(await violations(frame), [])
      await editor.resize(1440, 900)
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.screenshot(`look-sorter-single-${theme}`)
      await frame.getByRole('button', { name: 'One at a time' }).click()
      await frame.getByRole('button', { name: 'Put Back' }).click()
    })
  }
})
