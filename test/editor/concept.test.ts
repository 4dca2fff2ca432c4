import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import { scrollsSideways, violations } from './harness/accessibility'
import { SAMPLE, sampleText } from './harness/sample'
import type { Theme } from './harness/settings'
import { until, untilEqual } from './harness/until'
import { restoreTexts, useEditor } from './harness/use-editor'

const NAMES = ['10_lumi girl/lumi-02.txt', '10_lumi girl/lumi-03.txt'] as const

describe('the identity sheet in a real VS Code', () => {
  const editor = useEditor({ changesLooks: true })

  afterEach(() => restoreTexts(editor))

  async function openSheet(): Promise<Frame> {
    await editor.openFile(NAMES[0], { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Edit Concept…')
    const frame = await editor.webview('.tag')
    await until('the concept', async () => /lumi girl/.test((await frame.locator('h1').textContent()) ?? ''))
    return frame
  }

  const rowOf = (frame: Frame, tag: string) => frame.locator(`[data-row="//${tag}"]`)
  const footerOf = (frame: Frame) => async (): Promise<string> => (await frame.locator('footer p').textContent()) ?? ''
  const undecided = 'Nothing is decided yet; nothing is written before the preview.'

  it('opens for the concept of the caption, and a tag that is baked in leaves every caption, until it is undone', async () => {
    const before = NAMES.map(sampleText)
    const frame = await openSheet()
    const row = rowOf(frame, 'blonde hair')
    await row.locator('.name').click()
    await until('pictures with the tag', async () => (await row.locator('.thumbnail img').count()) > 3)
    await editor.screenshot('concept')
    await row.locator('.name').focus()
    await editor.page.keyboard.press('b')
    await until('the decision', async () => /1 decision · \d+ captions change/.test((await frame.locator('footer p').textContent()) ?? ''))
    assert.equal(await row.getByRole('button', { name: /^Bake/ }).getAttribute('aria-pressed'), 'true')
    await editor.screenshot('concept-decided')
    await frame.getByText('Preview…').click()
    const preview = editor.page.locator('.bulk-edit-panel')
    await preview.waitFor()
    await editor.screenshot('concept-preview')
    await preview.locator('.monaco-list-row').nth(3).waitFor()
    await preview.getByRole('button', { name: 'Apply', exact: true }).click()
    await untilEqual('the captions on disk', () => NAMES.map((name) => editor.readFile(name)), before.map((text) => text.replace('blonde hair, ', '')))
    await untilEqual('no decision', footerOf(frame), undecided)
    await until('the tag is gone from the page', async () => (await row.count()) === 0)
    await editor.openFile(NAMES[0])
    await editor.undo()
    await untilEqual('the captions as they were', async () => {
      await editor.command('File: Save All Files')
      return NAMES.map((name) => editor.readFile(name))
    }, before)
  })

  it('is worked by the keyboard alone: arrows, letters, a new name, and what is kept goes into taglore.json', async () => {
    const frame = await openSheet()
    const { keyboard } = editor.page
    await frame.locator('[data-row="//1girl"] .name').focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'k']) await keyboard.press(key)
    assert.equal(await rowOf(frame, 'long hair').getByRole('button', { name: 'Keep' }).getAttribute('aria-pressed'), 'true')
    await keyboard.press('ArrowDown')
    await keyboard.press('F2')
    await keyboard.type('golden hair')
    await keyboard.press('Enter')
    await until('the new name', async () => /→ golden hair/.test((await rowOf(frame, 'blonde hair').locator('.name').textContent()) ?? ''))
    assert.equal(await frame.evaluate(() => document.activeElement?.className), 'name')
    assert.equal(await frame.locator('.long-list [tabindex="0"]').count(), 1)
    await until('two decisions', async () => /2 decisions · \d+ captions change · taglore.json too/.test(await footerOf(frame)()))
    await frame.getByText('Preview…').click()
    const preview = editor.page.locator('.bulk-edit-panel')
    await preview.locator('.monaco-list-row').nth(3).waitFor()
    await preview.getByRole('button', { name: 'Apply', exact: true }).click()
    await until('the new name on disk', () => editor.readFile(NAMES[0]).includes('golden hair'))
    await until('what is kept', () => /"keep": \[\s*\{\s*"concept": "lumi girl",\s*"tags": \[\s*"long hair"/.test(editor.readFile('taglore.json')))
    await until('the mark', async () => (await rowOf(frame, 'long hair').locator('.badge').count()) === 1)
  })

  it('keeps what is decided while it is hidden and when the window is loaded again', async () => {
    let frame = await openSheet()
    await rowOf(frame, 'long hair').getByRole('button', { name: /^Bake/ }).click()
    await until('the decision', async () => /1 decision · /.test(await footerOf(frame)()))
    await editor.showTab('lumi-02.txt')
    await editor.command('View: Open Next Editor')
    frame = await editor.webview('.tag.decided-bake')
    await frame.evaluate(() => document.body.setAttribute('data-before', ''))
    await editor.reloadWindow()
    frame = await editor.webview('body:not([data-before]) .tag.decided-bake')
    assert.equal(await frame.locator('h1').textContent(), 'lumi girl')
    await until('what it would change', async () => /1 decision · \d+ captions change/.test(await footerOf(frame)()))
    await frame.getByText('Reset').click()
    await untilEqual('no decision', footerOf(frame), undecided)
  })

  it('opens from a folder, shows outfits apart, and a picture leads to its caption', async () => {
    const image = readFileSync(join(SAMPLE, '10_lumi girl/lumi-02.png'))
    const outfits = { '3_lumi dress': 'lumi, lumi_dress, 1girl, long hair, white dress', '3_lumi maid': 'lumi, lumi_maid, 1girl, long hair, maid apron' }
    try {
      for (const [folder, text] of Object.entries(outfits)) {
        for (const number of [1, 2, 3, 4]) {
          editor.writeFile(`${folder}/${number}.png`, image)
          editor.writeFile(`${folder}/${number}.txt`, text)
        }
      }
      await until('the new folders in the dataset', async () => {
        await editor.menuOf(editor.explorerRow('3_lumi maid'), 'Edit Concept…')
        await editor.page.keyboard.press('Enter')
        // a folder that is not known yet belongs to no concept: then it is asked which
        await editor.page.locator('.tab.active').filter({ hasText: 'Concept: lumi' }).waitFor({ timeout: 5000 })
        return true
      }, { timeout: 40_000 })
      const frame = await editor.webview('.places')
      await until('the concept with its outfits', async () => (await frame.locator('h1').textContent()) === 'lumi')
      await frame.locator('.places').getByText('lumi maid').click()
      const row = frame.locator('[data-row$="3_lumi maid//maid apron"]')
      assert.match((await row.locator('.count').textContent()) ?? '', /4 of 4/)
      await row.getByRole('button', { name: /^Bake/ }).click()
      await until('into its own trigger', async () => /→ lumi_maid/.test((await row.locator('.name').textContent()) ?? ''))
      await row.locator('.name').click()
      await until('pictures', async () => (await row.locator('.thumbnail img').count()) === 4)
      await editor.screenshot('concept-outfits')
      await row.locator('.thumbnail').nth(1).click()
      await editor.untilActive('3_lumi maid/2.txt')
    } finally {
      for (const folder of Object.keys(outfits)) rmSync(join(editor.context.workspace, folder), { recursive: true, force: true })
    }
  })

  for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
    it(`is right in the theme ${theme}, wide and narrow`, async () => {
      await editor.setTheme(theme)
      const frame = await openSheet()
      await frame.getByText('Take up').click()
      await rowOf(frame, 'blue eyes').locator('.name').click()
      await until('pictures', async () => (await rowOf(frame, 'blue eyes').locator('.thumbnail img').count()) > 3)
      await editor.screenshot(`look-concept-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.resize(348, 900)
      await until('a page of about 300 pixels', async () => (await frame.evaluate(() => document.documentElement.clientWidth)) < 320)
      await editor.screenshot(`look-concept-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      assert.deepEqual(await violations(frame), [])
      await frame.getByText('Reset').click()
      await editor.resize(1440, 900)
      await editor.command('View: Toggle Primary Side Bar Visibility')
    })
  }
})
