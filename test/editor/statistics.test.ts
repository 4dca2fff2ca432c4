import assert from 'node:assert/strict'
import { until } from './harness/until'
import { useEditor } from './harness/use-editor'

describe('statistics in a real VS Code', () => {
  const editor = useEditor()

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
