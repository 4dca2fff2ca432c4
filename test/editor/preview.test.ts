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
    await until('the tokens', async () => /\/75/.test(await frame.locator('.details').innerText()))
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

  const openPreview = async (name: string): Promise<Awaited<ReturnType<Editor['webview']>>> => {
    await editor.openFile(`10_lumi girl/${name}.txt`, { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Open Preview')
    const frame = await editor.webview('.chips')
    await until('the picture', async () => (await shownImage()).endsWith(` ${name}.png`))
    return frame
  }

  it('zooms by key, wheel and buttons, pans, and fits again', async () => {
    const frame = await openPreview('lumi-01')
    const percent = async (): Promise<number> => Number(/\d+/.exec(await frame.locator('.stage-tools .number').innerText())?.[0] ?? 0)
    const fits = await percent()
    await frame.locator('.pane').first().focus()
    await editor.page.keyboard.press('1')
    await untilEqual('100 %', percent, 100)
    const left = (): Promise<number> => frame.locator('.canvas').first().evaluate((canvas) => canvas.getBoundingClientRect().left)
    const before = await left()
    await editor.page.keyboard.press('ArrowRight')
    await until('the picture moved', async () => (await left()) < before)
    await editor.page.keyboard.press('+')
    await untilEqual('the next step', percent, 150)
    await editor.page.keyboard.press('0')
    await untilEqual('the whole picture', percent, fits)
    const box = await frame.locator('.pane').first().boundingBox()
    await editor.page.keyboard.press('1')
    await untilEqual('100 % again', percent, 100)
    await editor.page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 100)
    await editor.page.mouse.wheel(0, -300)
    await until('more by the wheel', async () => (await percent()) > 150)
    await editor.page.mouse.down()
    const dragged = await left()
    await editor.page.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 100, { steps: 4 })
    await editor.page.mouse.up()
    await until('dragged', async () => (await left()) < dragged)
    await editor.screenshot('preview-zoomed')
    await frame.getByRole('button', { name: 'Fit (0)' }).click()
    await untilEqual('the whole picture again', percent, fits)
  })

  it('draws what the bucket cuts, with its numbers, and hides it by key', async () => {
    const frame = await openPreview('lumi-12')
    assert.match(await frame.locator('.facts').innerText(), /bucket \d+ × \d+/)
    assert.equal(await frame.locator('.bucket-frame').count(), 1)
    await frame.locator('.pane').first().focus()
    await editor.page.keyboard.press('b')
    await until('no frame', async () => (await frame.locator('.bucket-frame').count()) === 0)
    await editor.page.keyboard.press('b')
    await until('the frame', async () => (await frame.locator('.bucket-frame').count()) === 1)
    await editor.screenshot('preview-bucket')
  })

  it('marks images as reviewed, and goes to the next that is not', async () => {
    const frame = await openPreview('lumi-01')
    await frame.locator('.pane').first().focus()
    await editor.page.keyboard.press('r')
    await until('the mark', async () => (await frame.locator('.review').getAttribute('aria-pressed')) === 'true')
    assert.match(await frame.locator('.review').innerText(), /^1\/\d+$/)
    await editor.page.keyboard.press('ArrowRight')
    await untilEqual('the next picture', shownImage, '1024x1024 lumi-02.png')
    await frame.locator('[data-key=review]').click()
    await until('two', async () => (await frame.locator('.review').innerText()).startsWith('2/'))
    await editor.page.keyboard.press('ArrowLeft')
    await editor.openFile('10_lumi girl/lumi-01.txt', { group: 1 })
    await until('the first', async () => (await shownImage()).endsWith('lumi-01.png'))
    await frame.locator('[data-key=next-unreviewed]').click()
    await untilEqual('the third picture', shownImage, '832x1216 lumi-03.png')
    for (const name of ['lumi-01', 'lumi-02']) {
      await editor.openFile(`10_lumi girl/${name}.txt`, { group: 1 })
      await until('its picture', async () => (await shownImage()).endsWith(`${name}.png`))
      await frame.locator('[data-key=review]').click()
      await until('no mark', async () => (await frame.locator('.review').getAttribute('aria-pressed')) === 'false')
    }
  })

  it('goes only through the images of a query', async () => {
    const frame = await openPreview('lumi-01')
    await frame.locator('.pane').first().focus()
    await editor.page.keyboard.press('f')
    await editor.answer('name:lumi-1*')
    await until('the filter', async () => /^\d+\/\d+$/.test(await frame.locator('.place').innerText()) && (await frame.locator('.place').getAttribute('title'))?.includes('name:lumi-1*') === true)
    await until('the first that matches', async () => (await shownImage()).includes('lumi-10'))
    await frame.locator('[data-key=next]').click()
    await until('the next that matches', async () => (await shownImage()).includes('lumi-11'))
    await frame.locator('[data-key=filter]').click()
    await editor.answer('')
    await until('no filter', async () => (await frame.locator('.place').getAttribute('title'))?.includes('name:') === false)
  })

  it('compares with another image, side by side and blinking', async () => {
    const frame = await openPreview('lumi-01')
    await frame.locator('.pane').first().focus()
    await editor.page.keyboard.press('c')
    await editor.pick('lumi-02.png')
    await until('two pictures', async () => (await frame.locator('.pane:not([hidden]) .picture').count()) === 2)
    await editor.screenshot('preview-compare')
    await frame.getByRole('button', { name: 'Side by side' }).click()
    await until('one place', async () => (await frame.locator('.pane:not([hidden])').count()) === 1)
    await until('the other in it', async () => (await frame.locator('.pane:not([hidden]) .picture').getAttribute('alt')) === 'lumi-02.png')
    await frame.getByRole('button', { name: /^Compare with/ }).click()
    await until('one picture', async () => (await frame.locator('.pane:not([hidden]) .picture').getAttribute('alt')) === 'lumi-01.png')
  })

  it('stays at its image when it is pinned, and comes back so after a reload', async () => {
    const frame = await openPreview('lumi-01')
    await frame.locator('[data-key=pin]').click()
    await frame.locator('[data-key=pinned]').waitFor()
    await editor.openFile('10_lumi girl/lumi-02.txt', { group: 1 })
    await frame.locator('[data-key=next]').click()
    await untilEqual('the next picture here', shownImage, '1024x1024 lumi-02.png')
    await editor.openFile('10_lumi girl/lumi-08.txt', { group: 1 })
    await untilEqual('the same picture', shownImage, '1024x1024 lumi-02.png')
    await editor.command('Developer: Reload Window')
    await editor.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 })
    const again = await until('the page', () => editor.webview('.chips'), { timeout: 60_000 })
    await again.locator('[data-key=pinned]').waitFor({ timeout: 30_000 })
    await untilEqual('the same picture after it', shownImage, '1024x1024 lumi-02.png')
    await again.locator('[data-key=pinned]').click()
    await again.locator('[data-key=pin]').waitFor()
  })

  it('says what the trainer reads in a document that follows the text', async () => {
    await openPreview('lumi-01')
    await editor.command('Taglore: Show What the Trainer Reads')
    const shown = editor.page.locator('.monaco-editor[data-uri^="taglore-trained"]')
    await until('the text', async () => (await shown.innerText()).replaceAll('\u00a0', ' ').includes('shuffle_caption = false'))
    await editor.screenshot('trained-text')
    await editor.openFile('10_lumi girl/lumi-01.txt', { group: 1 })
    await editor.page.keyboard.press('Control+Home')
    await editor.typeText('zzyzx, ')
    await until('the new text', async () => (await shown.innerText()).replaceAll('\u00a0', ' ').includes('zzyzx, '))
  })

  it('moves an image out of the dataset by a key, goes on, and undo brings it back', async () => {
    const frame = await openPreview('lumi-20')
    await frame.locator('.pane').first().focus()
    await editor.page.keyboard.press('x')
    await until('the next picture', async () => (await shownImage()).includes('lumi-21'))
    await editor.command('Taglore: Undo Last Dataset Change')
    await editor.pressInDialog('Undo')
    await until('the file', () => editor.readFile('10_lumi girl/lumi-20.txt').length > 0)
  })
})
