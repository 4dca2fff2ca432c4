import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import { scrollsSideways, violations } from './harness/accessibility'
import { SAMPLE_TEXTS, sampleText } from './harness/sample'
import type { Theme } from './harness/settings'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

const CAPTION = '10_lumi girl/lumi-02.txt'

/** A text of the sample as it is before each test: with quick tags in its settings. */
function textOf(name: string): string {
  const text = sampleText(name)
  return name === 'taglore.json' ? text.replace('{', '{ "quickTags": ["night", "day", "looking at viewer"],') : text
}

describe('quick tags in a real VS Code', () => {
  const editor = useEditor({ prepare: (folder) => writeFileSync(join(folder, 'taglore.json'), textOf('taglore.json')), changesLooks: true })
  const original = textOf(CAPTION)

  afterEach(() => {
    for (const name of SAMPLE_TEXTS) editor.writeFile(name, textOf(name))
  })

  const text = async (): Promise<string> => (await editor.shownLines()).join('')

  async function openCaption(): Promise<void> {
    await editor.openFile(CAPTION, { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.clickText('lumi')
  }

  async function openPreview(): Promise<Frame> {
    await openCaption()
    await editor.command('Taglore: Open Preview')
    const frame = await editor.webview('[data-quick=night]')
    await frame.locator('.chip').first().waitFor()
    return frame
  }

  async function openGallery(): Promise<Frame> {
    await openCaption()
    await editor.command('Taglore: Open Gallery')
    const frame = await editor.webview('[data-quick=night]')
    await frame.locator('.cells').focus()
    await editor.page.keyboard.press('Escape')
    return frame
  }

  it('a key in the caption adds a tag, the same key takes it away, and each is one step to undo', async () => {
    await openCaption()
    await editor.page.keyboard.press('Control+Alt+1')
    await until('the tag', async () => /, night\b/.test(await text()))
    await editor.page.keyboard.press('Control+Alt+2')
    await until('both tags', async () => /, night, day\b/.test(await text()))
    await editor.page.keyboard.press('Control+Alt+1')
    await until('one tag', async () => /, day\b/.test(await text()) && !/night/.test(await text()))
    await editor.undo()
    await until('both again', async () => /, night, day\b/.test(await text()))
  })

  it('a key in the preview does the same, and its strip shows what the caption has', async () => {
    const frame = await openPreview()
    await frame.locator('.pane').first().focus()
    await editor.page.keyboard.press('2')
    await untilEqual('pressed', () => frame.locator('[data-quick=day]').getAttribute('aria-pressed'), 'true')
    await until('the text', async () => /,\sday\b/.test((await editor.page.locator('.view-lines').first().innerText()).replaceAll('\n', ' ')))
    await editor.page.keyboard.press('2')
    await untilEqual('as before', () => frame.locator('[data-quick=day]').getAttribute('aria-pressed'), 'false')
  })

  it('a key in the gallery tags all that is selected, and takes the tag away where all have it', async () => {
    const frame = await openGallery()
    const names = ['10_lumi girl/lumi-02.txt', '10_lumi girl/lumi-03.txt']
    const former = names.map((name) => editor.readFile(name))
    await editor.page.keyboard.type('lumi-02')
    await editor.page.keyboard.press('Shift+ArrowRight')
    await untilEqual('two', async () => (await frame.locator('.cell[aria-selected=true]').count()), 2)
    await until('ready', async () => (await frame.locator('[data-quick=night]').getAttribute('aria-disabled')) === null)
    await frame.locator('[data-quick=night]').focus()
    await frame.locator('.cells').focus()
    // a number right behind letters would be one of the name
    await frame.waitForFunction((start) => performance.now() - start > 800, await frame.evaluate(() => performance.now()))
    await editor.page.keyboard.press('1')
    await untilEqual('the captions', () => names.map((name) => editor.readFile(name)), former.map((caption) => `${caption.trimEnd()}, night${/\s*$/.exec(caption)?.[0] ?? ''}`))
    await untilEqual('pressed', () => frame.locator('[data-quick=night]').getAttribute('aria-pressed'), 'true')
    await editor.page.keyboard.press('1')
    await untilEqual('as before', () => names.map((name) => editor.readFile(name)), former)
  })

  it('tags of the previous image are ticked, and added as one step', async () => {
    await openCaption()
    await editor.command('Taglore: Tags From Previous Image')
    const rows = editor.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')
    await rows.first().waitFor()
    const offered = (await rows.locator('.label-name').allTextContents()).map((label) => label.trim())
    const own = (await text()).split(',').map((tag) => tag.trim())
    assert.deepEqual(offered.filter((tag) => own.includes(tag)), [])
    await editor.screenshot('tags-from-previous')
    for (const at of [0, 2]) await rows.nth(at).click()
    await editor.page.getByText('2 Selected').waitFor()
    await editor.page.keyboard.press('Enter')
    await until('both', async () => (await text()).split(',').length === own.length + 2)
    await editor.undo()
    await until('none', async () => (await text()).split(',').length === own.length)
  })

  it('are chosen from the tags of the dataset, and kept in its taglore.json', async () => {
    await openCaption()
    await editor.command('Taglore: Edit Quick Tags…')
    const rows = editor.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')
    await rows.filter({ hasText: 'Continue with night, day, looking at viewer' }).waitFor()
    await until('a tag typed', async () => {
      await editor.page.locator('.quick-input-widget:visible .quick-input-box input').fill('sitting on a chair')
      return (await rows.filter({ hasText: 'as typed' }).count()) > 0
    })
    await editor.page.keyboard.press('Enter')
    await rows.filter({ hasText: 'Continue with night, day, looking at viewer, sitting on a chair' }).waitFor()
    await editor.page.keyboard.press('Enter')
    await until('written', () => /"looking at viewer",\s*"sitting on a chair"\s*\]/.test(editor.readFile('taglore.json')))
    await until('in force', async () => {
      if ((await text()).includes('sitting on a chair')) return true
      await editor.page.keyboard.press('Control+Alt+4')
      return undefined
    })
    assert.equal(editor.readFile(CAPTION), original)
  })

  for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
    it(`look right in the theme ${theme}, wide and narrow`, async () => {
      await editor.setTheme(theme)
      let frame = await openPreview()
      await frame.locator('.pane').first().focus()
      await editor.page.keyboard.press('1')
      await untilEqual('pressed', () => frame.locator('[data-quick=night]').getAttribute('aria-pressed'), 'true')
      await editor.screenshot(`quick-tags-preview-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.page.keyboard.press('1')
      await untilEqual('released', () => frame.locator('[data-quick=night]').getAttribute('aria-pressed'), 'false')
      await editor.closeFiles()
      frame = await openGallery()
      await editor.page.keyboard.press('Home')
      await editor.page.keyboard.press('Shift+End')
      await until('some have it', async () => (await frame.locator('.quick-tag[aria-pressed=mixed]').count()) > 0)
      await editor.screenshot(`quick-tags-gallery-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.resize(348, 900)
      await until('a page of about 300 pixels', async () => (await frame.evaluate(() => document.documentElement.clientWidth)) < 320)
      await editor.screenshot(`quick-tags-gallery-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      assert.deepEqual(await violations(frame), [])
      await editor.resize(1440, 900)
      await editor.command('View: Toggle Primary Side Bar Visibility')
    })
  }
})
