import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Editor } from './harness/start-editor'
import { theEditor } from './harness/suite'
import { until, untilEqual } from './harness/until'

const NAMES = ['10_lumi girl/lumi-02.txt', '10_lumi girl/lumi-03.txt'] as const
const textOf = (name: string): string => readFileSync(join(process.cwd(), 'samples/mascots', name), 'utf8')

describe('the identity sheet in a real VS Code', () => {
  let editor: Editor

  before(() => {
    editor = theEditor()
  })

  afterEach(async () => {
    await editor.tidy()
    await editor.closeFiles()
  })

  it('opens for the concept of the caption, and a tag that is baked in leaves every caption, until it is undone', async () => {
    const before = NAMES.map(textOf)
    await editor.openFile(NAMES[0])
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Edit Concept…')
    const frame = await editor.webview('.tag')
    await until('the concept', async () => /lumi girl/.test((await frame.locator('h1').textContent()) ?? ''))
    const row = frame.locator('[data-row="//blonde hair"]')
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
    await preview.locator('.monaco-list-row').nth(3).waitFor()
    await preview.getByRole('button', { name: 'Apply', exact: true }).click()
    await untilEqual('the captions on disk', () => NAMES.map((name) => editor.readFile(name)), before.map((text) => text.replace('blonde hair, ', '')))
    await until('no decision is left', async () => /Nothing is decided/.test((await frame.locator('footer p').textContent()) ?? ''))
    await until('the tag is gone from the page', async () => (await row.count()) === 0)
    await editor.openFile(NAMES[0])
    await editor.undo()
    await untilEqual('the captions as they were', async () => {
      await editor.command('File: Save All Files')
      return NAMES.map((name) => editor.readFile(name))
    }, before)
  })
})
