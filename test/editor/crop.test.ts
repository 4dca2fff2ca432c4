import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import sharp from 'sharp'
import { scrollsSideways, violations } from './harness/accessibility'
import type { Theme } from './harness/settings'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

const FOLDER = '10_lumi girl'
const SAMPLE = join(process.cwd(), 'samples/mascots', FOLDER)
const CAPTION = readFileSync(join(SAMPLE, 'lumi-02.txt'), 'utf8')
const PICTURE = readFileSync(join(SAMPLE, 'lumi-02.png'))

describe('cropping in a real VS Code', () => {
  const editor = useEditor({ changesLooks: true })

  afterEach(async () => {
    editor.writeFile(`${FOLDER}/lumi-02.png`, PICTURE)
    editor.writeFile(`${FOLDER}/lumi-02.txt`, CAPTION)
    for (const name of ['_excluded', `${FOLDER}/lumi-02-1.png`, `${FOLDER}/lumi-02-1.txt`, `${FOLDER}/lumi-02-2.png`, `${FOLDER}/lumi-02-2.txt`]) rmSync(editor.pathOf(name), { recursive: true, force: true })
  })

  async function openCrop(): Promise<Frame> {
    await editor.openFile(`${FOLDER}/lumi-02.txt`, { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Crop Image…')
    const frame = await editor.webview('.frame .handle')
    await until('the picture', () => frame.evaluate(() => [...document.querySelectorAll('img')].some((image) => image.complete && image.naturalWidth > 0)))
    return frame
  }

  const has = (name: string): boolean => existsSync(editor.pathOf(`${FOLDER}/${name}`))
  const sizeOf = async (name: string): Promise<readonly (number | undefined)[]> => {
    const { width, height } = await sharp(readFileSync(editor.pathOf(`${FOLDER}/${name}`))).metadata()
    return [width, height]
  }
  const field = (frame: Frame, key: string) => frame.locator(`[data-key="${key}"]`)
  const valueOf = async (frame: Frame, key: string): Promise<number> => Number(await field(frame, key).inputValue())

  it('by the mouse: a frame is dragged, a corner too, and what is written is what the frame held; undo brings the original back', async () => {
    const frame = await openCrop()
    await frame.getByRole('button', { name: 'Free', exact: true }).click()
    await field(frame, 'width').fill('300')
    await field(frame, 'width').press('Enter')
    await field(frame, 'height').fill('200')
    await field(frame, 'height').press('Enter')
    const box = await frame.locator('.frame').boundingBox()
    assert.ok(box)
    const { mouse } = editor.page
    await mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await mouse.down()
    await mouse.move(box.x + box.width / 2 + 30, box.y + box.height / 2 + 20, { steps: 4 })
    await mouse.up()
    const moved = await frame.locator('.frame').boundingBox()
    assert.ok(moved && Math.abs(moved.x - box.x - 30) < 2 && Math.abs(moved.y - box.y - 20) < 2, JSON.stringify([box, moved]))
    await mouse.move(moved.x + moved.width, moved.y + moved.height)
    await mouse.down()
    await mouse.move(moved.x + moved.width + 40, moved.y + moved.height + 10, { steps: 4 })
    await mouse.up()
    const [left, top, width, height] = await Promise.all(['left', 'top', 'width', 'height'].map((key) => valueOf(frame, key)))
    assert.ok(width !== undefined && height !== undefined && width > 300 && height > 200, `${width}×${height}`)
    await editor.screenshot('crop')
    await field(frame, 'apply').click()
    await untilEqual('the size on the disk', () => sizeOf('lumi-02.png'), [width, height])
    const wanted = await sharp(PICTURE).extract({ left: left ?? 0, top: top ?? 0, width, height }).raw().toBuffer()
    assert.ok(wanted.equals(await sharp(readFileSync(editor.pathOf(`${FOLDER}/lumi-02.png`))).raw().toBuffer()))
    assert.deepEqual(readFileSync(editor.pathOf(`_excluded/${FOLDER}/lumi-02.png`)), PICTURE)
    assert.equal(editor.readFile(`${FOLDER}/lumi-02.txt`), CAPTION)
    await editor.pressInToast('files changed', 'Undo')
    await until('the original', () => readFileSync(editor.pathOf(`${FOLDER}/lumi-02.png`)).equals(PICTURE))
    assert.equal(existsSync(editor.pathOf(`_excluded/${FOLDER}/lumi-02.png`)), false)
  })

  it('by the keyboard: two crops with captions of their own beside the original', async () => {
    const frame = await openCrop()
    const { keyboard } = editor.page
    await frame.getByRole('button', { name: 'Original stays' }).press('Enter')
    await frame.locator('.frame').focus()
    const before = await valueOf(frame, 'width')
    for (const key of ['-', '-', '-', 'ArrowRight', 'ArrowDown', 'Control+ArrowLeft']) await keyboard.press(key)
    const [width, left] = [await valueOf(frame, 'width'), await valueOf(frame, 'left')]
    assert.ok(width < before, `${width}`)
    await keyboard.press('Shift+ArrowLeft')
    assert.ok((await valueOf(frame, 'width')) < width && (await valueOf(frame, 'left')) === left)
    await keyboard.press('h')
    await until('two frames', async () => (await frame.locator('.crops .crop').count()) === 2)
    assert.match(await field(frame, 'caption').inputValue(), /close-up/)
    assert.equal(await valueOf(frame, 'width'), await valueOf(frame, 'height'))
    await editor.screenshot('crop-two')
    await field(frame, 'apply').focus()
    await keyboard.press('Enter')
    await until('both pictures', () => has('lumi-02-1.png') && has('lumi-02-2.png') && has('lumi-02-2.txt'))
    assert.equal(editor.readFile(`${FOLDER}/lumi-02-1.txt`), CAPTION)
    assert.match(editor.readFile(`${FOLDER}/lumi-02-2.txt`), /close-up/)
    const [side, tall] = await sizeOf('lumi-02-2.png')
    assert.equal(side, tall)
    assert.deepEqual(readFileSync(editor.pathOf(`${FOLDER}/lumi-02.png`)), PICTURE)
    await editor.command('Taglore: Undo Last Dataset Change')
    await editor.pressInDialog('Undo')
    await until('no crops', () => !has('lumi-02-1.png') && !has('lumi-02-2.txt'))
  })

  it('turns and straightens, and keeps what was drawn when it is hidden', async () => {
    let frame = await openCrop()
    const before = (await frame.locator('.board').boundingBox()) ?? { width: 0, height: 0 }
    await frame.locator('.frame').focus()
    await editor.page.keyboard.press('r')
    await until('a lying picture', async () => {
      const box = await frame.locator('.board').boundingBox()
      return box !== null && box.width / box.height > 1 === before.width / before.height < 1
    })
    await field(frame, 'degrees').fill('4')
    await field(frame, 'degrees').press('Enter')
    await editor.screenshot('crop-straightened')
    // the workbench limits the sides of images: the picture has to reach beyond its frame
    const [shape, natural] = await frame.locator('.picture img').evaluate((image: HTMLImageElement) => [image.offsetWidth / image.offsetHeight, image.naturalWidth / image.naturalHeight])
    assert.ok(Math.abs((shape ?? 0) - (natural ?? 1)) < 0.01, `${shape} ${natural}`)
    const width = await valueOf(frame, 'width')
    await editor.showTab('lumi-02.txt')
    await editor.command('View: Open Next Editor')
    frame = await editor.webview('.frame .handle')
    await untilEqual('the frame', () => valueOf(frame, 'width'), width)
    assert.equal(await valueOf(frame, 'degrees'), 4)
    const height = await valueOf(frame, 'height')
    await field(frame, 'apply').click()
    await untilEqual('the size on the disk', () => sizeOf('lumi-02.png'), [width, height])
  })

  it('zooms by keys, buttons and the wheel; a frame that is moved there moves by what the eye sees', async () => {
    const frame = await openCrop()
    const { keyboard, mouse } = editor.page
    const shownWidth = async (): Promise<number> => (await frame.locator('.board').boundingBox())?.width ?? 0
    const percent = async (): Promise<string> => (await frame.locator('.zoom-tools .number').textContent()) ?? ''
    await frame.locator('.frame').focus()
    await keyboard.press('-')
    const whole = await shownWidth()
    await keyboard.press('z')
    await untilEqual('pixel by pixel', percent, '100 %')
    assert.equal(await shownWidth(), 1024)
    for (let press = 0; press < 8; press++) await keyboard.press('-')
    const inView = (): Promise<boolean> => frame.evaluate(() => {
      const [view, crop] = ['.view', '.frame'].map((selector) => document.querySelector(selector)?.getBoundingClientRect())
      return view !== undefined && crop !== undefined && crop.left >= view.left && crop.top >= view.top && crop.right <= view.right && crop.bottom <= view.bottom
    })
    for (let press = 0; press < 30; press++) await keyboard.press('ArrowRight')
    assert.ok(await inView(), 'the keyboard takes the view along')
    await editor.screenshot('crop-zoomed')
    assert.deepEqual(await violations(frame), [])
    await frame.getByRole('button', { name: 'Zoom in', exact: true }).click()
    await untilEqual('larger', percent, '140 %')
    const box = await frame.locator('.frame').boundingBox()
    const view = await frame.locator('.view').boundingBox()
    assert.ok(box && view)
    const left = await valueOf(frame, 'left')
    const [x, y] = [Math.max(box.x, view.x) + 60, Math.max(box.y, view.y) + 60]
    await mouse.move(x, y)
    await mouse.down()
    await mouse.move(x - 70, y, { steps: 4 })
    await mouse.up()
    await untilEqual('moved by what the eye sees', async () => left - (await valueOf(frame, 'left')), 50)
    const before = await shownWidth()
    await mouse.move(x, y)
    await keyboard.down('Control')
    await mouse.wheel(0, -100)
    await keyboard.up('Control')
    await until('larger by the wheel', async () => (await shownWidth()) > before)
    const width = await valueOf(frame, 'width')
    const top = await frame.locator('.view').evaluate((view) => view.scrollTop)
    await mouse.wheel(0, 200)
    await until('scrolled by the wheel alone', () => frame.locator('.view').evaluate((view, before) => view.scrollTop > before, top))
    assert.equal(await valueOf(frame, 'width'), width)
    await keyboard.press('0')
    await untilEqual('all of it', shownWidth, whole)
    await keyboard.press('z')
    await untilEqual('pixel by pixel again', percent, '100 %')
    await frame.getByRole('button', { name: 'Next image' }).click()
    await until('another picture, seen whole', () => frame.evaluate(() => document.querySelector('h1')?.textContent === 'lumi-03.png' && document.querySelector('.view.zoomed') === null))
  })

  for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
    it(`is right in the theme ${theme}, wide and narrow`, async () => {
      await editor.setTheme(theme)
      const frame = await openCrop()
      await frame.getByText('Add head shot').click()
      await editor.screenshot(`look-crop-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.resize(348, 900)
      await until('a page of about 300 pixels', async () => (await frame.evaluate(() => document.documentElement.clientWidth)) < 320)
      await editor.screenshot(`look-crop-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      assert.deepEqual(await violations(frame), [])
      await editor.resize(1440, 900)
      await editor.command('View: Toggle Primary Side Bar Visibility')
    })
  }
})
