import assert from 'node:assert/strict'
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import { violations } from './harness/accessibility'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

const PICTURE = join(process.cwd(), 'samples/mascots/10_koro cat/koro-01.png')

describe('images come into a dataset in a real VS Code', () => {
  const editor = useEditor()
  let outside: string

  before(async () => {
    outside = realpathSync(mkdtempSync(join(tmpdir(), 'taglore-outside-')))
    cpSync(PICTURE, join(outside, 'new one.png'))
  })

  after(() => rmSync(outside, { recursive: true, force: true }))

  const inSet = (name: string): string => join(editor.context.workspace, '10_lumi girl', name)
  const counts = (frame: Frame) => async (): Promise<string> => (await frame.locator('.counts').textContent()) ?? ''

  async function openGallery(): Promise<Frame> {
    await editor.openFile('10_lumi girl/lumi-02.txt', { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Open Gallery')
    const frame = await editor.webview('.cell')
    await frame.locator('.cells').focus()
    await editor.page.keyboard.press('Escape')
    return frame
  }

  /** A picture of a clipboard has bytes and no name of its own. */
  async function give(frame: Frame, how: 'paste' | 'drop', name: string, selector: string): Promise<void> {
    const bytes = readFileSync(PICTURE).toString('base64')
    await frame.locator(selector).first().evaluate(
      (element, given) => {
        const data = new DataTransfer()
        data.items.add(new File([Uint8Array.from(atob(given.bytes), (letter) => letter.charCodeAt(0))], given.name, { type: 'image/png' }))
        const event = given.how === 'paste' ? new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }) : new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
        element.dispatchEvent(event)
      },
      { bytes, name, how },
    )
  }

  it('pasted into the gallery beside an image: the next free number of the folder, what its captions usually say, one undo', async () => {
    const frame = await openGallery()
    await editor.page.keyboard.type('lumi-03')
    await until('selected', async () => (await frame.locator('.cell[aria-selected=true]').count()) === 1)
    await give(frame, 'paste', 'image.png', '.cells')
    await editor.page.getByText('What shall their captions say?').or(editor.page.getByPlaceholder('What shall their captions say?')).first().waitFor()
    await editor.screenshot('add-images-captions')
    await editor.pick('What most captions of the folder say')
    await until('the picture', () => existsSync(inSet('lumi-25.png')))
    assert.deepEqual(readFileSync(inSet('lumi-25.png')), readFileSync(PICTURE))
    assert.match(editor.readFile('10_lumi girl/lumi-25.txt'), /^lumi, 1girl, solo, .*\n$/)
    await untilEqual('in the gallery', counts(frame), '31 images · 1 selected')
    assert.deepEqual(await violations(frame), [])
    await editor.pressInToast(/Add 'lumi-25.png'/, 'Undo')
    await until('undone', () => !existsSync(inSet('lumi-25.png')) && !existsSync(inSet('lumi-25.txt')))
  })

  it('dropped onto an image of the gallery, they go into its concept', async () => {
    const frame = await openGallery()
    await give(frame, 'drop', 'guest.png', '.cell:has-text("koro-01") .name')
    await editor.pick('They stay without one')
    const added = join(editor.context.workspace, '10_koro cat/guest.png')
    await until('the picture', () => existsSync(added))
    assert.equal(existsSync(added.replace(/png$/, 'txt')), false)
    await editor.pressInToast(/Add 'guest.png'/, 'Undo')
    await until('undone', () => !existsSync(added))
  })

  it('chosen by a command, by keys alone, they get the trigger', async () => {
    await editor.openFile('10_lumi girl/lumi-02.txt', { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Add Images…')
    const box = editor.page.locator('.quick-input-widget:visible .quick-input-box input')
    await until('the dialog', async () => (await box.inputValue()).startsWith('/'))
    const question = editor.page.getByPlaceholder('What shall their captions say?')
    await until('the question', async () => {
      // the dialog follows the path a folder at a time, and Enter may come before it has
      await box.fill(join(outside, 'new one.png'), { timeout: 3000 })
      await editor.page.keyboard.press('Enter')
      await question.waitFor({ timeout: 5000 })
      return true
    })
    await editor.pick('The trigger alone')
    await until('the picture', () => existsSync(inSet('new one.png')))
    assert.equal(editor.readFile('10_lumi girl/new one.txt'), 'lumi\n')
    await editor.pressInToast(/Add 'new one.png'/, 'Undo')
    await until('undone', () => !existsSync(inSet('new one.png')) && !existsSync(inSet('new one.txt')))
  })
})
