import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import { scrollsSideways, violations } from './harness/accessibility'
import type { Theme } from './harness/settings'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

describe('the audit in a real VS Code', () => {
  const editor = useEditor()

  async function audit(): Promise<Frame> {
    await editor.command('Taglore: Audit Dataset')
    return until('the report', async () => {
      const frame = await editor.webview('.section')
      return /images in \d+ concepts/.test(await frame.locator('body').innerText()) && frame
    }, { timeout: 45_000 })
  }

  it('reports the dataset, and a row leads to its place', async () => {
    const frame = await audit()
    assert.match(await frame.locator('body').innerText(), /koro/)
    await editor.screenshot('audit')
    await frame.locator('[data-key="group-contradicting-tags"]').click()
    await frame.getByText("'closed mouth' contradicts 'open mouth'").click()
    await editor.untilActive('10_lumi girl/lumi-20.txt')
    await until('the place', async () => /Col (9\d|1\d\d)/.test((await editor.page.locator('.statusbar-item[id="status.editor.selection"]').textContent()) ?? ''))
  })

  it('fixes a problem from the report, which is made again, and Undo takes it back', async () => {
    const frame = await audit()
    const group = frame.locator('[data-key="group-duplicate-tag"]')
    await group.click()
    const place = (await frame.locator('#rows-duplicate-tag .problem-row .file').first().innerText()).replace(/:\d+$/, '')
    const before = editor.readFile(place)
    await frame.locator('#rows-duplicate-tag').getByRole('button', { name: /^Quick fix/ }).first().click()
    await until('the caption fixed', () => editor.readFile(place) !== before)
    await group.waitFor({ state: 'detached' })
    await editor.screenshot('audit-fixed')
    await editor.page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    await until('the caption as it was', () => editor.readFile(place) === before)
    await frame.locator('.stale').getByText('1 image or caption has changed since.').waitFor()
    await editor.screenshot('audit-stale')
    await frame.locator('[data-key="refresh"]').click()
    await group.waitFor()
    assert.equal(await frame.locator('.stale').isHidden(), true)
  })

  it('fills the Problems panel with what closed captions have, as long as the report is there', async () => {
    const total = async (): Promise<number> => ((await editor.statusItem('status.problems')) ?? '').match(/\d+/g)?.reduce((sum, count) => sum + Number(count), 0) ?? 0
    const frame = await audit()
    await frame.locator('[data-key="group-duplicate-tag"]').waitFor()
    let listed = 0
    await until('the problems to be all there', async () => {
      const before = listed
      listed = await total()
      await frame.waitForTimeout(500)
      return listed > 0 && listed === before
    })
    await editor.closeFiles()
    await until('fewer problems', async () => (await total()) < listed)
    await audit()
    await until('the problems again', async () => (await total()) >= listed)
  })

  it('turns a rule off in taglore.json', async () => {
    const before = editor.readFile('taglore.json')
    const frame = await audit()
    const group = frame.locator('[data-key="group-small-image"]')
    await group.click()
    await frame.locator('#rows-small-image').getByRole('button', { name: 'Ignore rule' }).click()
    await until('the rule in taglore.json', () => /"small-image": "off"/.test(editor.readFile('taglore.json')))
    await group.waitFor({ state: 'detached' })
    editor.writeFile('taglore.json', before)
    await frame.locator('.stale').getByText('The settings have changed since.').waitFor()
  })

  it('recomputes the buckets while another resolution is typed', async () => {
    const frame = await audit()
    const width = frame.getByRole('spinbutton', { name: 'Width' })
    await width.fill('512')
    await frame.getByRole('spinbutton', { name: 'Height' }).fill('512')
    await frame.getByText(/^At 512 × 512: \d+ of \d+ images are enlarged/).waitFor()
    assert.equal(await frame.getByText('Use this resolution…').isVisible(), true)
    await frame.getByRole('button', { name: '1024 × 1024' }).click()
    await frame.getByText(/^At 1024 × 1024/).waitFor()
  })

  it('finds tags by a part of them and by category', async () => {
    const frame = await audit()
    await frame.getByRole('searchbox', { name: 'Filter tags' }).or(frame.locator('#tags vscode-textfield input')).first().fill('kimono')
    await until('the tags found', async () => {
      const names = await frame.locator('#tags .tag-line .name').allInnerTexts()
      return names.length > 0 && names.every((name) => /kimono/.test(name))
    })
  })

  it('has a table for each chart, and arrows move among its bars', async () => {
    const frame = await audit()
    const charts = await frame.locator('figure.chart').count()
    assert.ok(charts >= 4, `${charts} charts`)
    const bars = frame.locator('.chart-buckets .point')
    await bars.first().focus()
    await editor.page.keyboard.press('ArrowDown')
    await until('the second bar', () => bars.nth(1).evaluate((bar) => bar === document.activeElement))
    for (const toggle of await frame.getByRole('button', { name: 'Show as table' }).all()) assert.ok(await toggle.isVisible())
    while ((await frame.getByRole('button', { name: 'Show as table' }).count()) > 0) await frame.getByRole('button', { name: 'Show as table' }).first().click()
    assert.equal(await frame.locator('figure.chart table:visible').count(), charts)
    assert.deepEqual(await violations(frame), [])
    while ((await frame.getByRole('button', { name: 'Show as chart' }).count()) > 0) await frame.getByRole('button', { name: 'Show as chart' }).first().click()
  })

  it('shows duplicates side by side, excludes the others, and Undo brings them back', async () => {
    editor.writeFile('10_koro cat/koro-90.png', readFileSync(editor.pathOf('10_koro cat/koro-01.png')))
    editor.writeFile('10_koro cat/koro-90.txt', 'koro')
    const frame = await audit()
    const set = frame.locator('.set').filter({ hasText: 'koro-90.png' })
    await until('both pictures', async () => {
      await frame.locator('#duplicates').scrollIntoViewIfNeeded()
      if ((await set.locator('img').count()) === 2) return true
      // files that came from outside are noticed a moment later
      if (await frame.locator('[data-key="refresh"]').isVisible()) await frame.locator('[data-key="refresh"]').click()
      return false
    }, { timeout: 30_000 })
    assert.equal(await set.getByRole('radio').first().isChecked(), true)
    await editor.screenshot('audit-duplicates')
    await set.getByText('Exclude the other…').click()
    await until('the copy excluded', () => !existsSync(editor.pathOf('10_koro cat/koro-90.png')) && existsSync(editor.pathOf('10_koro cat/koro-01.png')))
    await editor.page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    await until('the copy back', () => existsSync(editor.pathOf('10_koro cat/koro-90.png')))
    for (const suffix of ['png', 'txt']) rmSync(editor.pathOf(`10_koro cat/koro-90.${suffix}`))
  })

  it('is saved as one HTML file', async () => {
    const frame = await audit()
    await frame.getByRole('button', { name: 'Export as HTML' }).click()
    const input = editor.page.locator('.quick-input-widget:visible .quick-input-box input')
    await until('the dialog', async () => (await input.inputValue()).endsWith('-audit.html'))
    const folder = mkdtempSync(join(tmpdir(), 'taglore-report-'))
    const target = join(folder, 'report.html')
    await input.fill(target)
    // Enter would come before the dialog has looked at the path
    await editor.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK', exact: true }).click()
    const page = await until('the file', () => existsSync(target) && readFileSync(target, 'utf8'))
    await untilEqual('the report in a tab', async () => (await editor.tabs()).includes('report.html'), true)
    rmSync(folder, { recursive: true })
    assert.match(page, /^<!doctype html>[\s\S]*contradicting-tags[\s\S]*<\/html>\s*$/)
    assert.doesNotMatch(page, /<script|src=/)
  })

  for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
    it(`is right from top to bottom in the theme ${theme}, wide and narrow`, async () => {
      await editor.setTheme(theme)
      const frame = await audit()
      await until('the tags', async () => (await frame.locator('.tag-line').count()) > 10)
      await editor.resize(1440, 3300)
      await editor.screenshot(`audit-whole-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.resize(330, 4600)
      await until('a page of about 300 pixels', async () => (await frame.evaluate(() => document.documentElement.clientWidth)) < 330)
      await editor.screenshot(`audit-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      await editor.resize(1440, 900)
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.setTheme('dark')
      await untilEqual('the page', () => frame.locator('.section').first().isVisible(), true)
    })
  }
})
