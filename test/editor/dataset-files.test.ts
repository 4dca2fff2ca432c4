import assert from 'node:assert/strict'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { sampleText } from './harness/sample'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

const NAME = '10_lumi girl/lumi-02.txt'

describe('files of a dataset in a real VS Code', () => {
  const editor = useEditor()

  const path = (name: string): string => editor.pathOf(name)
  const rows = () => editor.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')

  it('an image is excluded with its caption, listed, and restored', async () => {
    await editor.openFile(NAME)
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Exclude Image')
    await until('the pair moved', () => existsSync(path('_excluded/10_lumi girl/lumi-02.txt')) && existsSync(path('_excluded/10_lumi girl/lumi-02.png')))
    assert.ok(!existsSync(path(NAME)))
    await editor.toast('2 files changed')
    await editor.screenshot('exclude-done')
    await editor.tidy()
    await editor.command('Taglore: Restore Excluded Images…')
    await rows().filter({ hasText: 'lumi-02.png' }).waitFor()
    await editor.screenshot('exclude-restore')
    await rows().filter({ hasText: 'lumi-02.png' }).click()
    await editor.page.keyboard.press('Enter')
    await until('the pair back', () => existsSync(path(NAME)) && existsSync(path('10_lumi girl/lumi-02.png')))
    assert.equal(editor.readFile(NAME), sampleText(NAME))
  })

  it('a missing caption is created from what the folder says', async () => {
    // a second try begins like the first
    rmSync(path('10_lumi girl/lumi-14.txt'), { force: true })
    await editor.openFile(NAME)
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Create Missing Captions…')
    await rows().filter({ hasText: 'What most captions of the folder say' }).waitFor()
    await editor.screenshot('missing-captions-sources')
    await rows().filter({ hasText: 'What most captions of the folder say' }).click()
    await until('the caption', async () => {
      if (editor.readFile('10_lumi girl/lumi-14.txt') !== '') return true
      // it is made empty and filled in the editor
      await editor.command('File: Save All Files')
      return false
    })
    assert.match(editor.readFile('10_lumi girl/lumi-14.txt'), /^lumi, .*long hair.*\n$/)
    await editor.screenshot('missing-captions-done')
    assert.ok(readdirSync(path('10_lumi girl')).includes('lumi-14.jpg'))
    await editor.closeFiles()
    rmSync(path('10_lumi girl/lumi-14.txt'), { force: true })
  })
})
