import assert from 'node:assert/strict'
import { rmSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

describe('living in an editor', () => {
  const editor = useEditor()

  it("the editor's own trimming and final newlines never touch a caption", async () => {
    await editor.setSettings({ 'files.trimTrailingWhitespace': true, 'files.insertFinalNewline': true, 'files.trimFinalNewlines': true, 'editor.trimAutoWhitespace': true })
    editor.writeFile('10_lumi girl/lumi-05.txt', 'lumi, 1girl , solo  ')
    await editor.openFile('10_lumi girl/lumi-05.txt')
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.placeCaret(1, 5)
    await editor.typeText('x')
    await editor.save()
    await untilEqual('the bytes', () => editor.readFile('10_lumi girl/lumi-05.txt'), 'lumix, 1girl , solo  ')
    await editor.setSettings({ 'files.trimTrailingWhitespace': undefined, 'files.insertFinalNewline': undefined, 'files.trimFinalNewlines': undefined, 'editor.trimAutoWhitespace': undefined })
  })

  it('a caption is treated as plain text and as a caption again on demand', async () => {
    await editor.openFile('10_lumi girl/lumi-07.txt')
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Treat as Plain Text')
    await untilEqual('the language', editor.language, 'Plain Text')
    await editor.command('Taglore: Treat as Caption')
    await untilEqual('the language', editor.language, 'Image Caption')
  })

  it('an image that another program moves away and back changes what its text file is', async () => {
    const at = (name: string): string => join(editor.context.workspace, name)
    await editor.openFile('10_lumi girl/lumi-09.txt')
    await untilEqual('the language', editor.language, 'Image Caption')
    renameSync(at('10_lumi girl/lumi-09.png'), at('kept.png'))
    await untilEqual('the language without its image', editor.language, 'Plain Text')
    renameSync(at('kept.png'), at('10_lumi girl/lumi-09.png'))
    await untilEqual('the language with its image', editor.language, 'Image Caption')
  })

  it('the server is restarted on demand and answers again', async () => {
    await editor.openFile('10_lumi girl/lumi-02.txt')
    await until('the squiggle', async () => (await editor.squiggles()).some(({ text }) => text === 'smile'))
    await editor.command('Taglore: Restart Server')
    await until('the squiggle again', async () => (await editor.squiggles()).some(({ text }) => text === 'smile'))
    assert.match(await editor.hover('blue eyes', { containing: 'posts' }), /1\.8M posts/)
  })

  it('a tag is selected, moved and deleted by keys', async () => {
    editor.writeFile('10_lumi girl/lumi-11.txt', 'lumi, 1girl, solo')
    await editor.openFile('10_lumi girl/lumi-11.txt')
    await untilEqual('the language', editor.language, 'Image Caption')
    await until('the server', async () => (await editor.hover('1girl', { containing: 'posts' })) !== '')
    await editor.placeCaret(1, 9)
    await editor.page.keyboard.press('Control+Alt+.')
    await untilEqual('the text', editor.shownLines, ['lumi, solo, 1girl'])
    await editor.page.keyboard.press('Alt+Delete')
    await untilEqual('the text', editor.shownLines, ['lumi, solo'])
  })

  it("a problem leads to its rule's page inside the editor", async () => {
    await editor.openFile('10_lumi girl/lumi-02.txt')
    await until('the squiggle', async () => (await editor.squiggles()).some(({ text }) => text === 'smile'))
    await editor.hover('smile', { containing: 'already appears', nth: 1 })
    await editor.page.locator('.monaco-hover:visible a', { hasText: 'duplicate-tag' }).first().click()
    const page = await editor.webview('.markdown-body')
    await until('the page', async () => (await page.locator('body').innerText()).includes('duplicate-tag'))
    await editor.screenshot('rule-page')
  })

  after(() => rmSync(join(editor.context.workspace, '.vscode'), { recursive: true, force: true }))
})
