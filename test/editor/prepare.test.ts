import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Frame } from 'playwright-core'
import sharp from 'sharp'
import { scrollsSideways, violations } from './harness/accessibility'
import type { Theme } from './harness/settings'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

const FOLDER = '8_wide views'
const SIZES = { 'long.png': [1400, 500], 'wide.png': [1233, 900], 'exact.png': [1024, 1024], 'small.png': [300, 300] } as const

/** A picture in which red is how far to the right a pixel lies. */
async function slope(width: number, height: number): Promise<Buffer> {
  const data = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set([Math.floor((x / width) * 256), Math.floor((y / height) * 256), 90], (y * width + x) * 3)
  return sharp(data, { raw: { width, height, channels: 3 } }).png().toBuffer()
}

describe('preparing and comparing in a real VS Code', () => {
  const editor = useEditor({ changesLooks: true })
  const pictures = new Map<string, Buffer>()

  before(async () => {
    for (const [name, [width, height]] of Object.entries(SIZES)) pictures.set(name, await slope(width, height))
  })

  beforeEach(() => {
    for (const [name, bytes] of pictures) {
      editor.writeFile(`${FOLDER}/${name}`, bytes)
      editor.writeFile(`${FOLDER}/${name.replace('.png', '.txt')}`, 'lumi, scenery\n')
    }
  })

  afterEach(async () => {
    for (const name of ['_excluded', FOLDER]) rmSync(editor.pathOf(name), { recursive: true, force: true })
  })

  const at = (name: string): string => editor.pathOf(`${FOLDER}/${name}`)
  const sizeOf = async (name: string): Promise<readonly (number | undefined)[]> => {
    const { width, height } = await sharp(readFileSync(at(name))).metadata()
    return [width, height]
  }

  async function openGrid(): Promise<Frame> {
    await editor.openFile(`${FOLDER}/wide.txt`, { group: 1 })
    await editor.command('Taglore: Crop to Buckets…')
    const frame = await editor.webview('.toolbar .choice')
    await until('the new pictures', async () => (await frame.locator('.thumb[data-image$="long.png"]').count()) === 1)
    await until('thumbnails', async () => (await frame.locator('.shot img').count()) >= 2)
    return frame
  }

  it('crops what is selected to its buckets, where the frames were moved to, and undo takes all of it back', async () => {
    const frame = await openGrid()
    const thumb = (name: string) => frame.locator(`.thumb[data-image$="/${name}"]`)
    assert.equal(await thumb('exact.png').count(), 0)
    await thumb('wide.png').click()
    assert.equal(await thumb('wide.png').getAttribute('aria-checked'), 'false')
    await thumb('long.png').focus()
    for (let press = 0; press < 60; press++) await editor.page.keyboard.press('Shift+ArrowRight')
    await editor.screenshot('buckets')
    await frame.locator('[data-key="apply"]').click()
    await until('a cropped picture', async () => (await sizeOf('long.png'))[0] === 1000)
    assert.deepEqual(await sizeOf('long.png'), [1000, 500])
    const { data } = await sharp(readFileSync(at('long.png'))).raw().toBuffer({ resolveWithObject: true })
    // the right end: from 400 of 1400 pixels on
    assert.equal(data[0], Math.floor((400 / 1400) * 256))
    assert.deepEqual([readFileSync(at('wide.png')), readFileSync(editor.pathOf(`_excluded/${FOLDER}/long.png`))], [pictures.get('wide.png'), pictures.get('long.png')])
    await editor.pressInToast('changed', 'Undo')
    await until('the original', () => readFileSync(at('long.png')).equals(pictures.get('long.png') ?? Buffer.alloc(0)))
    assert.equal(existsSync(editor.pathOf(`_excluded/${FOLDER}/long.png`)), false)
  })

  it('moves a frame by the mouse', async () => {
    const frame = await openGrid()
    const thumb = frame.locator('.thumb[data-image$="/long.png"]')
    const edge = (): Promise<string | null> => thumb.locator('.edge').getAttribute('d')
    const before = await edge()
    const box = await thumb.boundingBox()
    assert.ok(box)
    await editor.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await editor.page.mouse.down()
    await editor.page.mouse.move(box.x + box.width / 2 - 120, box.y + box.height / 2, { steps: 5 })
    await editor.page.mouse.up()
    assert.match((await edge()) ?? '', /^M0 0h1000/)
    assert.notEqual(await edge(), before)
    assert.equal(await thumb.getAttribute('aria-checked'), 'true')
  })

  it('shows what pictures become before they are converted', async () => {
    const frame = await openGrid()
    await frame.getByRole('button', { name: 'Convert and resize' }).click()
    await frame.locator('[data-key="format"]').selectOption('webp')
    await frame.locator('[data-key="longest"]').fill('512')
    await frame.locator('[data-key="longest"]').press('Enter')
    const row = frame.locator('.row[data-sample$="/long.png"]')
    await row.scrollIntoViewIfNeeded()
    await until('the size it will have', async () => /→ 512×183 · \d+ kB/.test((await row.locator('.after').textContent()) ?? ''))
    await editor.screenshot('prepare')
    await frame.getByRole('button', { name: 'Select none' }).click()
    await row.locator('input').click()
    await frame.locator('[data-key="apply"]').click()
    await until('the new picture', () => existsSync(at('long.webp')) && !existsSync(at('long.png')))
    assert.deepEqual(await sizeOf('long.webp'), [512, 183])
  })

  it('hands small pictures to the upscaler that the settings name', async () => {
    const script = join(editor.context.profile, 'upscaler.cjs')
    writeFileSync(script, `const sharp = require(${JSON.stringify(require.resolve('sharp'))}); const [, , input, output, scale] = process.argv; sharp(input).metadata().then(({ width }) => sharp(input).resize(width * scale).png().toFile(output))`)
    // a setting of the machine: in a remote window it is none of the user's, and is read when the window is loaded
    const machine = join(editor.context.profile, 'user/Machine/settings.json')
    mkdirSync(dirname(machine), { recursive: true })
    writeFileSync(machine, JSON.stringify({ 'taglore.tools.upscale': `"${process.execPath}" "${script}" {input} {output} {scale}` }))
    await editor.reloadWindow()
    const frame = await openGrid()
    await frame.getByRole('button', { name: 'Upscale', exact: true }).click()
    await frame.getByRole('button', { name: 'Select none' }).click()
    await frame.locator('.row').filter({ hasText: 'small.png' }).locator('input').click()
    await editor.screenshot('upscale')
    await frame.locator('[data-key="apply"]').click()
    await editor.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row').filter({ hasText: 'small.png' }).waitFor({ timeout: 40_000 })
    await editor.page.keyboard.press('Enter')
    await until('a larger picture', async () => (await sizeOf('small.png'))[0] === 1200)
    rmSync(machine)
  })

  it('compares two pictures side by side, blinking and swiped, zoomed together', async () => {
    await editor.openFile(`${FOLDER}/wide.txt`, { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Compare Images')
    await editor.pick('long.png')
    const frame = await editor.webview('.pane img')
    const widths = (): Promise<readonly number[]> => frame.locator('.pane img').evaluateAll((images: HTMLImageElement[]) => images.map((image) => (image.naturalWidth > 0 ? image.offsetWidth : 0)))
    await until('both pictures', async () => (await widths()).every((width) => width > 0))
    const before = await widths()
    await frame.locator('.stage').focus()
    await editor.page.keyboard.press('+')
    const after = await widths()
    for (const [index, width] of after.entries()) assert.ok(Math.abs(width / (before[index] ?? 1) - 1.4) < 0.02, `${width}`)
    await editor.page.keyboard.press('0')
    await editor.screenshot('compare')
    await editor.page.keyboard.press(' ')
    const hidden = (): Promise<readonly string[]> => frame.locator('.pane').evaluateAll((panes) => panes.map((pane) => getComputedStyle(pane).visibility))
    assert.deepEqual(await hidden(), ['visible', 'hidden'])
    await editor.page.keyboard.press(' ')
    assert.deepEqual(await hidden(), ['hidden', 'visible'])
    await frame.getByRole('button', { name: 'Swipe' }).click()
    await editor.screenshot('compare-swipe')
    for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
      await editor.setTheme(theme)
      await editor.screenshot(`look-compare-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.resize(348, 900)
      await until('a page of about 300 pixels', async () => (await frame.evaluate(() => document.documentElement.clientWidth)) < 320)
      await editor.screenshot(`look-compare-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      await editor.resize(1440, 900)
      await editor.command('View: Toggle Primary Side Bar Visibility')
    }
    await editor.setTheme('dark')
  })

  for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
    it(`is right in the theme ${theme}, wide and narrow`, async () => {
      await editor.setTheme(theme)
      const frame = await openGrid()
      await editor.screenshot(`look-buckets-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.resize(348, 900)
      await until('a page of about 300 pixels', async () => (await frame.evaluate(() => document.documentElement.clientWidth)) < 320)
      await editor.screenshot(`look-buckets-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      await frame.getByRole('button', { name: 'Convert and resize' }).click()
      await editor.screenshot(`look-prepare-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      assert.deepEqual(await violations(frame), [])
      await editor.resize(1440, 900)
      await editor.screenshot(`look-prepare-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
    })
  }
})
