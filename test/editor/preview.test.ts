import assert from 'node:assert/strict'
import type { Editor } from './harness/start-editor'
import { theEditor } from './harness/suite'
import { until, untilEqual } from './harness/until'

describe('the preview in a real VS Code', () => {
  let editor: Editor

  before(() => {
    editor = theEditor()
  })

  afterEach(async () => {
    await editor.tidy()
    await editor.closeFiles()
  })

  const shownImage = async (): Promise<string> => {
    const frame = await editor.webview('.stage, .details')
    return until('a loaded picture', () =>
      frame.evaluate(() => {
        const image = [...document.querySelectorAll('img')].find((each) => each.complete && each.naturalWidth > 0 && each.getBoundingClientRect().width > 0)
        return image ? `${image.naturalWidth}x${image.naturalHeight} ${document.querySelector('h1')?.textContent ?? ''}` : ''
      }),
    )
  }

  it('shows the picture of the caption beside it, with its bucket and its tags', async () => {
    await editor.openFile('10_lumi girl/lumi-01.txt')
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.page.keyboard.press('Control+K')
    await editor.page.keyboard.press('v')
    await untilEqual('the picture', shownImage, '832x1216 lumi-01.png')
    const frame = await editor.webview('.chips')
    assert.match(await frame.locator('.facts').innerText(), /832\s*×\s*1216/)
    assert.match(await frame.locator('.details').innerText(), /\/75/)
    assert.equal(await frame.locator('.chip').count(), (await editor.shownLines()).join(' ').split(',').length)
    await editor.screenshot('caption-and-preview')
  })

  it('follows the active caption, and a chip selects its tag in the text', async () => {
    await editor.openFile('10_lumi girl/lumi-01.txt', { group: 1 })
    await editor.command('Taglore: Open Preview')
    await untilEqual('the picture', shownImage, '832x1216 lumi-01.png')
    await editor.openFile('10_lumi girl/lumi-02.txt', { group: 1 })
    await untilEqual('the next picture', shownImage, '1024x1024 lumi-02.png')
    const frame = await editor.webview('.chips')
    await frame.locator('.chip', { hasText: 'hair ribbon' }).click()
    await until('the selection', async () => (await editor.page.locator('.statusbar-item[id="status.editor.selection"]').textContent())?.includes('11 selected') === true)
  })

  it('the next caption comes by key, in the same tab, with its picture', async () => {
    await editor.openFile('10_lumi girl/lumi-01.txt', { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Open Preview')
    await untilEqual('the picture', shownImage, '832x1216 lumi-01.png')
    await editor.clickText('lumi')
    await editor.command('Taglore: Next Caption')
    await editor.untilActive('10_lumi girl/lumi-02.txt')
    await untilEqual('the next picture', shownImage, '1024x1024 lumi-02.png')
    await editor.command('Taglore: Next Caption')
    await editor.untilActive('10_lumi girl/lumi-03.txt')
    assert.ok((await editor.tabs()).filter((label) => label.endsWith('.txt')).length <= 2)
  })

  it('a chip is removed from the text by Delete, and undo brings it back', async () => {
    await editor.openFile('10_lumi girl/lumi-01.txt', { group: 1 })
    await editor.command('Taglore: Open Preview')
    await untilEqual('the picture', shownImage, '832x1216 lumi-01.png')
    const frame = await editor.webview('.chips')
    const chip = frame.locator('.chip', { hasText: 'hair ribbon' })
    await chip.focus()
    await editor.page.keyboard.press('Delete')
    await until('the text without it', async () => !(await editor.shownLines()).join('').includes('hair ribbon'))
    await chip.waitFor({ state: 'detached' })
    await editor.page.keyboard.press('Escape')
    await editor.untilActive('10_lumi girl/lumi-01.txt')
    await editor.undo()
    await until('the text with it', async () => (await editor.shownLines()).join('').includes('hair ribbon'))
  })
})
