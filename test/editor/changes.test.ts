import assert from 'node:assert/strict'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SAMPLE } from './harness/sample'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

const BEFORE = 'lumi, many tags, smile'
const AFTER = 'lumi, few tags, smile'

describe('changes of many files in a real VS Code', () => {
  const names = Array.from({ length: 303 }, (_, index) => `5_many/many-${String(index).padStart(3, '0')}`)
  const first = `${names[0]}.txt`
  const editor = useEditor()

  before(async () => {
    const image = readFileSync(join(SAMPLE, '10_lumi girl/lumi-02.png'))
    for (const name of names) {
      editor.writeFile(`${name}.png`, image)
      editor.writeFile(`${name}.txt`, BEFORE)
    }
  })

  after(() => rmSync(join(editor.context.workspace, '5_many'), { recursive: true, force: true }))

  const rows = () => editor.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')
  const input = () => editor.page.locator('.quick-input-widget:visible .quick-input-box input')
  const counted = (): readonly [number, number] => {
    const texts = names.map((name) => editor.readFile(`${name}.txt`))
    return [texts.filter((text) => text === BEFORE).length, texts.filter((text) => text === AFTER).length]
  }
  const text = async (): Promise<string> => (await editor.shownLines()).join('')

  async function openFirst(): Promise<void> {
    await editor.openFile(first)
    await untilEqual('the language', editor.language, 'Image Caption')
  }

  /** F2, until the list of files is there: the dataset has to know all of them. */
  async function rename(): Promise<void> {
    await until('the list of all files', async () => {
      await editor.page.keyboard.press('Escape')
      await editor.clickText('many tags')
      await editor.page.keyboard.press('F2')
      await editor.page.locator('.rename-box .rename-input').waitFor({ timeout: 2000 })
      await editor.page.locator('.rename-box .rename-input').fill('few tags')
      await editor.page.keyboard.press('Enter')
      await rows().filter({ hasText: '− many tags  + few tags' }).first().waitFor({ timeout: 3000 })
      return ((await input().getAttribute('placeholder')) ?? '').includes('303 files change')
    }, { timeout: 60_000 })
  }

  async function travel(way: 'Undo' | 'Redo', shot?: string): Promise<void> {
    await editor.command(`Taglore: ${way} Last Dataset Change`)
    const dialog = editor.page.locator('.monaco-dialog-box')
    await dialog.waitFor()
    const words = await dialog.innerText()
    assert.match(words, /Rename 'many tags' to 'few tags'/)
    assert.match(words, /302 files/)
    if (shot) await editor.screenshot(shot)
    await editor.pressInDialog(way)
  }

  it('F2 over more captions than an editor opens: a list, one step, undone and redone by command, also after a restart; undo in a document stays there', async () => {
    await openFirst()
    await rename()
    await editor.screenshot('changes-list')
    await rows().first().hover()
    await rows().first().locator('.action-label').first().click()
    await editor.page.locator('.monaco-diff-editor').waitFor()
    await editor.screenshot('changes-diff')
    assert.deepEqual(counted(), [303, 0], 'nothing is written before it is confirmed')
    await rows().filter({ hasText: 'many-002.txt' }).locator('.monaco-checkbox, input[type="checkbox"]').first().click()
    await input().press('Enter')
    await editor.toast('302 files changed')
    await editor.screenshot('changes-applied')
    assert.deepEqual(counted(), [1, 302])
    assert.equal(editor.readFile('5_many/many-002.txt'), BEFORE)
    await editor.closeToasts()

    await editor.closeFiles()
    await openFirst()
    await untilEqual('the caption as it is on the disk', text, AFTER)
    await editor.clickText('smile')
    await editor.typeText('!')
    await until('typed text', async () => (await text()).includes('!'))
    await editor.save()
    await travel('Undo', 'changes-undo-dialog')
    await editor.toast('many-000.txt')
    await editor.screenshot('changes-refused')
    assert.deepEqual(counted(), [1, 301], 'one file was written since: nothing is undone')
    await editor.pressInToast('many-000.txt', 'Undo the Others (301)')
    await untilEqual('the captions', counted, [302, 0] as const)
    await editor.closeToasts()
    assert.match(editor.readFile(first), /few tags.*!/, 'what was typed since is kept')
    // the undo of the document is its own
    await editor.clickText('lumi')
    await editor.undo()
    await untilEqual('the document undone', text, AFTER)
    await editor.save()
    assert.deepEqual(counted(), [302, 1])

    await editor.closeFiles()
    await editor.reload()
    await openFirst()
    await travel('Redo')
    await untilEqual('the captions redone', counted, [1, 302] as const, { timeout: 30_000 })
    await editor.closeToasts()
    await travel('Undo')
    await untilEqual('the captions undone', counted, [303, 0] as const, { timeout: 30_000 })
    await editor.toast('Undone: Rename')
    await untilEqual('the open document', text, BEFORE)
  }).timeout(240_000)

  it('a byte order mark is removed by a quick fix, and comes back with one undo', async () => {
    const name = '5_many/many-001.txt'
    const bytes = (): string => readFileSync(join(editor.context.workspace, name), 'utf8')
    editor.writeFile(name, `\uFEFF${BEFORE}`)
    await editor.openFile(name)
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.quickFix('Remove the byte order mark', 'lumi')
    await untilEqual('the file without the mark', bytes, BEFORE)
    await editor.pressInToast('1 file changed', 'Undo')
    await untilEqual('the file as it was', bytes, `\uFEFF${BEFORE}`)
    editor.writeFile(name, BEFORE)
  })

  it('unsaved text is asked about before the change, and kept when the user cancels', async () => {
    await openFirst()
    await editor.clickText('smile')
    await editor.typeText('x')
    await until('typed text', async () => (await text()).includes('x'))
    const typed = await text()
    await rename()
    await input().press('Enter')
    await editor.page.locator('.monaco-dialog-box').filter({ hasText: 'many-000.txt has unsaved changes' }).waitFor()
    await editor.screenshot('changes-unsaved')
    await editor.pressInDialog('Cancel')
    assert.deepEqual(counted(), [303, 0])
    assert.equal(await text(), typed)
    await rename()
    await input().press('Enter')
    await editor.pressInDialog('Save and Apply')
    await editor.pressInToast('303 files changed', 'Undo')
    await untilEqual('the captions', counted, [302, 0] as const, { timeout: 30_000 })
    assert.equal(editor.readFile(first), typed)
    editor.writeFile(first, BEFORE)
  }).timeout(180_000)
})
