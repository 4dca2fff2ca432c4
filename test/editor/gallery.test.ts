import assert from 'node:assert/strict'
import type { Frame } from 'playwright-core'
import { scrollsSideways, violations } from './harness/accessibility'
import { SAMPLE_IMAGES } from './harness/sample'
import type { Theme } from './harness/settings'
import { until, untilEqual } from './harness/until'
import { restoreTexts, useEditor } from './harness/use-editor'

describe('the gallery in a real VS Code', () => {
  const editor = useEditor({ changesLooks: true })

  afterEach(() => restoreTexts(editor))

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
    assert.equal(await counts(frame)(), `${SAMPLE_IMAGES.length} images`)
    await until('captions', async () => /lumi/.test((await cell(frame, 'lumi-02.png').locator('.caption').textContent()) ?? ''))
    await until('a badge', async () => (await frame.locator('.badge:not([hidden])').count()) > 0)
    await cell(frame, 'lumi-02.png').click()
    await cell(frame, 'lumi-04.webp').click({ modifiers: ['Shift'] })
    assert.deepEqual(await selected(frame)(), ['lumi-02.png', 'lumi-03.png', 'lumi-04.webp'])
    await cell(frame, 'lumi-03.png').click({ modifiers: ['Control'] })
    await untilEqual('two', selected(frame), ['lumi-02.png', 'lumi-04.webp'])
    assert.equal(await counts(frame)(), `${SAMPLE_IMAGES.length} images · 2 selected`)
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
    await untilEqual('all', counts(frame), `${SAMPLE_IMAGES.length} images · ${SAMPLE_IMAGES.length} selected`)
    await keyboard.press('Escape')
    await untilEqual('none', counts(frame), `${SAMPLE_IMAGES.length} images`)
    await keyboard.type('lumi-03')
    await untilEqual('by name', selected(frame), ['lumi-03.png'])
    assert.equal(await frame.locator('.cell.current .name').textContent(), 'lumi-03.png')
    await keyboard.press('Enter')
    await editor.untilActive('10_lumi girl/lumi-03.txt')
    await editor.webview('[data-panel=preview] .chips')
    await editor.screenshot('gallery-opened')
  })

  it('filters as it is typed, proposes what may follow, and marks the character that is wrong', async () => {
    const frame = await openFresh()
    const { keyboard } = editor.page
    await keyboard.press('Control+f')
    await untilEqual('the field', () => frame.evaluate(() => document.activeElement?.id), 'filter')
    await keyboard.type('tag:smi')
    await until('proposals', async () => (await frame.locator('.filter-items li').count()) > 0)
    await editor.screenshot('gallery-completion')
    await frame.locator('.filter-items li').first().waitFor()
    await keyboard.press('Enter')
    await untilEqual('the query', () => frame.locator('#filter').inputValue(), 'tag:smile')
    await until('fewer images', async () => /^Shown [1-9]\d* of 30/.test(await counts(frame)()))
    const shown = await counts(frame)()
    await keyboard.type(' AND (')
    await until('what is wrong', async () => /^Character \d+: /.test((await frame.locator('.filter-fault').textContent()) ?? ''))
    await until('the character', async () => (await frame.locator('.filter-mirror mark').count()) === 1)
    assert.equal(await counts(frame)(), shown)
    await editor.screenshot('gallery-fault')
    assert.deepEqual(await violations(frame), [])
    await frame.getByRole('button', { name: 'Clear the filter' }).click()
    await untilEqual('all', counts(frame), '30 images')
    assert.equal(await frame.locator('.filter-fault').isVisible(), false)
  })

  it('groups by concept, closes a group, and selects its images', async () => {
    const frame = await openFresh()
    await frame.locator('vscode-single-select').first().click()
    await frame.getByRole('option', { name: 'By concept' }).click()
    await until('groups', async () => (await frame.locator('.heading').count()) > 0)
    assert.match((await frame.locator('.group').first().textContent()) ?? '', /koro.*7.*repeats 10/)
    await frame.locator('.heading').first().getByText('Select').click()
    await untilEqual('its images', counts(frame), '30 images · 7 selected')
    await editor.screenshot('gallery-groups')
    await frame.locator('.group').first().click()
    await untilEqual('closed', () => frame.locator('.group').first().getAttribute('aria-expanded'), 'false')
    assert.equal(await cell(frame, 'koro-01.png').count(), 0)
    assert.deepEqual(await violations(frame), [])
    await frame.locator('.group').first().click()
    await frame.locator('vscode-single-select').first().click()
    await frame.getByRole('option', { name: 'No groups' }).click()
    await until('no groups', async () => (await frame.locator('.heading').count()) === 0)
  })

  it('adds a tag to all selected captions by one click, takes it back by one key, and follows what is typed elsewhere', async () => {
    const names = ['10_lumi girl/lumi-02.txt', '10_lumi girl/lumi-03.txt']
    const before = names.map((name) => editor.readFile(name))
    const frame = await openFresh()
    await cell(frame, 'lumi-02.png').click()
    await cell(frame, 'lumi-03.png').click({ modifiers: ['Shift'] })
    const row = (tag: string) => frame.locator(`[data-tag="${tag}"]`)
    await until('a tag that none has', async () => (await row('night').getAttribute('aria-checked')) === 'false')
    await row('night').click()
    await untilEqual('the captions', () => names.map((name) => editor.readFile(name)), before.map((text) => `${text.trimEnd()}, night${/\s*$/.exec(text)?.[0] ?? ''}`))
    await untilEqual('ticked', () => row('night').getAttribute('aria-checked'), 'true')
    await until('told', async () => /Add night: 2 captions changed/.test((await frame.locator('.done').textContent()) ?? ''))
    await editor.screenshot('gallery-tagged')
    await frame.locator('.cells').focus()
    await editor.page.keyboard.press('Control+z')
    await untilEqual('as before', () => names.map((name) => editor.readFile(name)), before)
    editor.writeFile('10_lumi girl/lumi-02.txt', 'lumi, changed outside')
    await until('the new caption', async () => /changed outside/.test((await cell(frame, 'lumi-02.png').locator('.caption').textContent()) ?? ''))
    await until('some have it', async () => (await row('changed outside').getAttribute('aria-checked')) === 'mixed')
  })

  it('changes the selection through the refactorings, and nothing else', async () => {
    const frame = await openFresh()
    await cell(frame, 'lumi-02.png').click()
    await cell(frame, 'lumi-03.png').click({ modifiers: ['Control'] })
    await frame.getByRole('button', { name: 'Add Tags…' }).click()
    const rows = editor.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')
    await until('a tag typed', async () => {
      await editor.page.locator('.quick-input-widget:visible .quick-input-box input').fill('sitting on a chair')
      return (await rows.filter({ hasText: 'as typed' }).count()) > 0
    })
    await editor.page.keyboard.press('Enter')
    await rows.filter({ hasText: 'Continue with sitting on a chair' }).waitFor()
    await editor.page.keyboard.press('Enter')
    await editor.pick('At the end')
    await editor.pick('They stay without one')
    const preview = editor.page.locator('.bulk-edit-panel')
    await preview.locator('.monaco-list-row').nth(1).waitFor()
    await preview.getByRole('button', { name: 'Apply', exact: true }).click()
    await until('both captions', () => ['lumi-02', 'lumi-03'].every((name) => /sitting on a chair/.test(editor.readFile(`10_lumi girl/${name}.txt`))))
    assert.doesNotMatch(editor.readFile('10_lumi girl/lumi-04.txt'), /sitting on a chair/)
  })

  it('keeps filter, selection and size over a reload of the window', async () => {
    let frame = await openFresh()
    await frame.getByRole('button', { name: 'Small pictures' }).click()
    await frame.locator('#filter').fill('concept:koro*')
    await until('fewer images', async () => (await counts(frame)()).startsWith('Shown 7 of 30'))
    await cell(frame, 'koro-02.png').click()
    await untilEqual('one', counts(frame), 'Shown 7 of 30 · 1 selected')
    await frame.evaluate(() => document.body.setAttribute('data-before', ''))
    await editor.reloadWindow()
    frame = await editor.webview('body:not([data-before]) .cell')
    await untilEqual('as before', counts(frame), 'Shown 7 of 30 · 1 selected')
    assert.deepEqual(await selected(frame)(), ['koro-02.png'])
    assert.equal(await frame.getByRole('button', { name: 'Small pictures' }).getAttribute('aria-pressed'), 'true')
    await frame.getByRole('button', { name: 'Medium pictures' }).click()
    await frame.getByRole('button', { name: 'Clear the filter' }).click()
    await untilEqual('all', counts(frame), '30 images · 1 selected')
  })

  for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
    it(`is right in the theme ${theme}, wide and narrow`, async () => {
      await editor.setTheme(theme)
      const frame = await openFresh()
      await cell(frame, 'lumi-02.png').click()
      await cell(frame, 'lumi-04.webp').click({ modifiers: ['Shift'] })
      await until('their tags', async () => (await frame.getByText('Some have').count()) > 0)
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
