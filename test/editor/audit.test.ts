import assert from 'node:assert/strict'
import type { Editor } from './harness/start-editor'
import { theEditor } from './harness/suite'
import { until } from './harness/until'

describe('the audit in a real VS Code', () => {
  let editor: Editor

  before(() => {
    editor = theEditor()
  })

  afterEach(async () => {
    await editor.tidy()
    await editor.closeFiles()
  })

  it('reports the dataset, and a row leads to its place', async () => {
    await editor.command('Taglore: Audit Dataset')
    const frame = await editor.webview('.section')
    const text = await until('the report', async () => {
      const found = await frame.locator('body').innerText()
      return /images in \d+ concepts/.test(found) && found
    })
    assert.match(text, /koro/)
    await editor.screenshot('audit')
    await frame.locator('[data-key="group-contradicting-tags"]').click()
    await frame.getByText("'closed mouth' contradicts 'open mouth'").click()
    await editor.untilActive('10_lumi girl/lumi-20.txt')
    await until('the place', async () => /Col (9\d|1\d\d)/.test((await editor.page.locator('.statusbar-item[id="status.editor.selection"]').textContent()) ?? ''))
  })
})
