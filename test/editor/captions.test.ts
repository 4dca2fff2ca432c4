import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sampleText } from './harness/sample'
import type { Editor } from './harness/start-editor'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

/** Two captions that repeat a tag: the first is so in the sample, the second is made so before the dataset is opened. */
const REPEATING = ['10_lumi girl/lumi-02.txt', '10_lumi girl/lumi-04.txt'] as const

/** Every caption of the workspace that differs from the sample dataset. */
function changedCaptions(editor: Editor, names: readonly string[]): string[] {
  return names.filter((name) => editor.readFile(name) !== sampleText(name))
}

describe('captions in a real VS Code', () => {
  const editor = useEditor({ prepare: (folder) => writeFileSync(join(folder, REPEATING[1]), sampleText(REPEATING[1]).trimEnd() + ', solo\n') })

  it('a text file beside an image is a caption, another stays plain text', async () => {
    editor.writeFile('notes/about.txt', 'just words')
    await editor.openFile('10_lumi girl/lumi-01.txt')
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.openFile('notes/about.txt')
    await untilEqual('the language', editor.language, 'Plain Text')
  })

  it('a tag is completed while it is typed across its blank, and accepted', async () => {
    await editor.openFile('10_lumi girl/lumi-01.txt')
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.replaceText('lumi, 1girl')
    await editor.placeCaret(1, 12)
    await editor.typeText(', very lo')
    await editor.suggestions()
    await editor.screenshot('completion')
    await editor.typeText('ng h')
    await untilEqual('the first suggestion', async () => (await editor.suggestions())[0], 'very long hair')
    await editor.acceptSuggestion('very long hair')
    await untilEqual('the text', editor.shownLines, ['lumi, 1girl, very long hair'])
  })

  it('no keystroke closes the list between a comma and the end of a tag', async () => {
    await editor.openFile('10_lumi girl/lumi-01.txt')
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.replaceText('lumi')
    await editor.placeCaret(1, 5)
    const closedAt: string[] = []
    for (const key of ', looking at v') {
      await editor.typeText(key)
      if (key === ',' || key === ' ') continue
      await editor.suggestions().catch(() => closedAt.push(key))
    }
    assert.deepEqual(closedAt, [])
    await untilEqual('the first suggestion', async () => (await editor.suggestions())[0], 'looking at viewer')
  })

  it('a Chinese name and an alias find the tag', async () => {
    await editor.openFile('10_lumi girl/lumi-01.txt')
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.replaceText('lumi')
    await editor.placeCaret(1, 5)
    await editor.page.keyboard.insertText(', 双马')
    await editor.typeText('尾')
    await untilEqual('the first suggestion', async () => (await editor.suggestions())[0], 'twintails')
    await editor.page.keyboard.press('Escape')
    await editor.replaceText('lumi')
    await editor.placeCaret(1, 5)
    await editor.typeText(', gray hai')
    await until('the alias', async () => (await editor.suggestions()).some((label) => /gray.* → grey hair/.test(label)))
  })

  it('a hover tells posts and the use in the dataset', async () => {
    await editor.openFile('10_lumi girl/lumi-01.txt')
    const text = await editor.hover('blue eyes', { containing: 'captions' })
    assert.match(text, /General tag, 1\.8M posts/)
    assert.match(text, /In \d+ of \d+ captions/)
    assert.match(text, /蓝眼|蓝瞳|蓝色/)
    await editor.screenshot('hover')
  })

  it('a repeated tag is underlined, stands in Problems, and a quick fix removes it', async () => {
    await editor.openFile('10_lumi girl/lumi-02.txt')
    await until('the squiggle', async () => (await editor.squiggles()).some(({ text }) => text === 'smile'))
    const rows = await until('the row', async () => {
      const found = (await editor.problems()).filter(({ message }) => message.includes("'smile' already appears"))
      return found.length > 0 && found
    })
    assert.equal(rows[0]?.level, 'warning')
    await editor.screenshot('problems')
    await editor.quickFix("Remove the repeated 'smile'", 'smile', 1)
    await until('one smile', async () => (await editor.shownLines()).join('').split('smile').length === 2)
    assert.deepEqual(changedCaptions(editor, ['10_lumi girl/lumi-02.txt']), [], 'nothing is written before it is saved')
  })

  it('a fix for the whole dataset is previewed with everything ticked, applied to every caption, and one undo takes it back', async () => {
    const names = REPEATING
    const before = names.map((name) => editor.readFile(name))
    const after = [before[0]?.replace('blush, smile,', 'blush,'), before[1]?.replace(', solo\n', '\n')]
    await editor.openFile(names[0])
    await until('the squiggle', async () => (await editor.squiggles()).some(({ text }) => text === 'smile'))
    await editor.quickFix('Remove repeated tags in the whole dataset', 'smile', 1)
    const preview = editor.page.locator('.bulk-edit-panel')
    await preview.locator('.monaco-list-row').nth(5).waitFor()
    await editor.screenshot('refactor-preview')
    assert.equal(await preview.locator('.monaco-list-row input:checked').count(), 4)
    assert.deepEqual(names.map((name) => editor.readFile(name)), before, 'nothing is written before it is applied')
    await preview.getByRole('button', { name: 'Apply', exact: true }).click()
    await untilEqual('both captions on disk', () => names.map((name) => editor.readFile(name)), after)
    // what is undone while it is still being saved counts as clean
    await editor.command('File: Save All Files')
    await editor.clickText('lumi')
    await editor.undo()
    await untilEqual('the first caption as before', async () => (await editor.shownLines()).join('').split('smile').length, 3)
    await editor.showTab('lumi-04.txt')
    await until('the second caption as before', async () => (await editor.shownLines()).join(' ').includes('day, solo'))
    await editor.command('File: Save All Files')
    await untilEqual('both captions on disk as before', () => names.map((name) => editor.readFile(name)), before)
  })
})
