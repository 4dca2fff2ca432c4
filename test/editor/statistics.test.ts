import assert from 'node:assert/strict'
import type { Editor } from './harness/start-editor'
import { theEditor } from './harness/suite'
import { until } from './harness/until'

describe('statistics in a real VS Code', () => {
  let editor: Editor

  before(async () => {
    editor = await theEditor()
  })

  afterEach(async () => {
    await editor.tidy()
    await editor.closeFiles()
  })

  it('are a page that compares the concepts', async () => {
    await editor.openFile('10_lumi girl/lumi-02.txt', { group: 1 })
    await editor.command('Taglore: Show Statistics')
    const frame = await editor.webview('h2')
    await until('the page', async () => /Statistics of the dataset/.test((await frame.locator('h1').first().textContent()) ?? ''))
    assert.ok((await frame.locator('h2', { hasText: 'What varies, compared' }).count()) > 0)
    assert.match((await frame.locator('table').first().textContent()) ?? '', /hair ribbon/)
    await editor.screenshot('statistics')
  })
})
