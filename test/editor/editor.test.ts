import assert from 'node:assert/strict'
import { theEditor } from './harness/suite'
import { untilEqual } from './harness/until'

describe('the extension in a real VS Code', () => {
  it('opens a caption of the sample dataset', async () => {
    const editor = theEditor()
    await editor.openFile('10_lumi girl/lumi-01.txt')
    assert.match((await editor.shownLines())[0] ?? '', /^lumi, /)
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.screenshot('caption')
  })
})
