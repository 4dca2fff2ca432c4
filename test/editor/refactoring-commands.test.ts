import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Editor } from './harness/start-editor'
import { theEditor } from './harness/suite'
import { until, untilEqual } from './harness/until'

const SAMPLE = join(process.cwd(), 'samples/mascots')
const TEXTS = readdirSync(SAMPLE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.txt$|taglore\.json$/.test(name))
const NAME = '10_lumi girl/lumi-02.txt'

describe('refactorings as commands in a real VS Code', () => {
  let editor: Editor

  before(async () => {
    editor = await theEditor()
  })

  afterEach(async () => {
    await editor.tidy()
    await editor.closeFiles()
    for (const name of TEXTS) editor.writeFile(name, readFileSync(join(SAMPLE, name), 'utf8'))
  })

  async function openCaption(): Promise<string> {
    await editor.openFile(NAME)
    await untilEqual('the language', editor.language, 'Image Caption')
    return editor.readFile(NAME)
  }

  const rows = () => editor.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')
  const holding = (tag: string): string[] => TEXTS.filter((name) => name.endsWith('.txt') && editor.readFile(name).split(/,\s*/).includes(tag))

  it('a tag is removed everywhere, previewed with everything ticked, and comes back with one undo', async () => {
    const before = holding('solo')
    assert.ok(before.length > 5)
    await openCaption()
    await editor.clickText('solo')
    await editor.command('Taglore: Remove Tag Everywhere…')
    await rows().filter({ hasText: 'Continue with solo' }).waitFor()
    await until('the tags of the dataset', async () => (await rows().count()) > 3)
    await editor.screenshot('refactoring-tags')
    await editor.page.keyboard.press('Enter')
    await rows().filter({ hasText: 'The whole dataset' }).first().waitFor()
    await editor.screenshot('refactoring-scope')
    await editor.page.keyboard.press('Enter')
    const preview = editor.page.locator('.bulk-edit-panel')
    await preview.locator('.monaco-list-row').nth(5).waitFor()
    await editor.screenshot('refactoring-preview')
    await preview.getByRole('button', { name: 'Apply', exact: true }).click()
    await untilEqual('the captions that carry it', () => holding('solo'), [])
    // what is undone while it is still being saved counts as clean
    await editor.command('File: Save All Files')
    await editor.undo()
    await until('the caption undone', async () => (await editor.shownLines()).join('').includes('solo'))
    await untilEqual('the captions that carry it again', async () => {
      await editor.command('File: Save All Files')
      return holding('solo')
    }, before)
  })

  it('several tags are added to one caption without a preview, and what is wrong is told', async () => {
    const before = await openCaption()
    await editor.command('Taglore: Add Tags…')
    await until('a tag typed', async () => {
      await editor.page.locator('.quick-input-widget:visible .quick-input-box input').fill('new one, second')
      return (await rows().filter({ hasText: 'as typed' }).count()) > 0
    })
    await editor.page.keyboard.press('Enter')
    await rows().filter({ hasText: 'Continue with new one, second' }).waitFor()
    await editor.page.keyboard.press('Enter')
    await editor.pick('At the front')
    await editor.pick('They stay without one')
    await editor.pick('Images that a query finds')
    await editor.page.locator('.quick-input-widget:visible .quick-input-box input[placeholder^="tag:smile"]').waitFor()
    await editor.answer('tag:(')
    await editor.toast('Nothing stands after')
    await editor.screenshot('refactoring-fault')
    // everything that was answered is still there
    await rows().filter({ hasText: 'Continue with new one, second' }).waitFor()
    await editor.page.keyboard.press('Enter')
    await editor.pick('At the front')
    await editor.pick('They stay without one')
    await editor.pick('This caption')
    await untilEqual('the caption', async () => (await editor.shownLines()).join(''), `new one, second, ${before}`.trim())
  })

  it('a folder in the explorer gets a trigger, from its menu', async () => {
    await editor.openFile(NAME)
    const before = editor.readFile(NAME)
    await editor.menuOf(editor.explorerRow('10_koro cat'), 'Tags', 'Set Trigger…')
    await editor.screenshot('refactoring-menu')
    await editor.page.keyboard.press('Enter')
    const box = editor.page.locator('.quick-input-widget:visible .quick-input-box input[placeholder="A rare word"]')
    await box.waitFor()
    assert.equal(await box.inputValue(), 'koro')
    await editor.answer('k0ro')
    await rows().filter({ hasText: 'Nothing: it comes in addition' }).waitFor()
    await editor.screenshot('refactoring-replaces')
    await editor.pick('koro')
    await editor.pick('They stay without one')
    const preview = editor.page.locator('.bulk-edit-panel')
    await preview.locator('.monaco-list-row').nth(5).waitFor()
    await editor.screenshot('refactoring-trigger')
    await preview.getByRole('button', { name: 'Apply', exact: true }).click()
    await until('the new trigger', () => editor.readFile('10_koro cat/koro-01.txt').startsWith('k0ro, ') && editor.readFile('taglore.json').includes('k0ro'))
    assert.equal(editor.readFile(NAME), before)
  })

  it('chosen groups of tags go: those that the dataset has tags of are offered', async () => {
    const before = await openCaption()
    await editor.command('Taglore: Remove Tags by Category…')
    const tick = async (text: string): Promise<void> => rows().filter({ hasText: text }).first().locator('.monaco-checkbox, input[type="checkbox"]').first().click()
    const input = editor.page.locator('.quick-input-widget:visible .quick-input-box input')
    await input.fill('Groups that I choose')
    await tick('Groups that I choose…')
    await input.press('Enter')
    await editor.page.locator('.quick-input-widget:visible input[placeholder="Which groups of tags go?"]').waitFor()
    await editor.screenshot('refactoring-groups')
    await input.fill('hair colo')
    await rows().filter({ hasText: 'blonde hair' }).first().waitFor()
    await tick('blonde hair')
    await input.press('Enter')
    await editor.pick('This caption')
    await untilEqual('the caption without', async () => (await editor.shownLines()).join(''), before.replace('blonde hair, ', '').trim())
  })

  it('a caption is edited one tag a line, and both follow each other', async () => {
    const before = await openCaption()
    const tags = before.trim().split(/,\s*/)
    await editor.command('Taglore: Edit One Tag per Line')
    await until('the lines', async () => (await editor.shownLines()).join('|') === tags.join('|'))
    await editor.screenshot('lines-view')
    await editor.replaceText([...tags.slice(1), 'added tag'].join('\n'))
    await editor.save()
    const expected = before.replace(`${tags[0]}, `, '').replace(/\s*$/, (end) => `, added tag${end}`)
    await untilEqual('the caption on the disk', () => editor.readFile(NAME), expected)
    await editor.focusGroup(1)
    await editor.undo()
    await untilEqual('the caption undone', async () => (await editor.shownLines()).join(''), before.trim())
    await editor.focusGroup(2)
    await until('the lines undone too', async () => (await editor.shownLines()).join('|') === tags.join('|'))
    await editor.placeCaret(1, 1)
    await editor.typeText('x')
    await until('a letter more', async () => (await editor.shownLines())[0] === `x${tags[0]}`)
    await editor.undo()
    await until('the lines as they were', async () => (await editor.shownLines()).join('|') === tags.join('|'))
    assert.equal(editor.readFile(NAME), expected)
    await editor.screenshot('lines-view-undone')
  })

  it('shows where windows of 75 tokens begin, and fades what is lost where no problem does', async () => {
    const mark = editor.page.locator('.monaco-editor[role="code"] .view-overlays [class*="ced-"]')
    await openCaption()
    await editor.replaceText(Array.from({ length: 95 }, (_, index) => `word number ${index}`).join(', '))
    await editor.setSettings({ 'taglore.tokenBoundaries': true })
    await until('the number at the boundary', async () => (await editor.shownLines()).join(' ').includes('75│'))
    await editor.screenshot('token-boundaries')
    await editor.setSettings({ 'editor.inlayHints.enabled': 'off', 'taglore.rules': { 'token-overflow': 'off' } })
    await mark.first().waitFor()
    const faded = editor.page.locator('.monaco-editor[role="code"] .view-line span[class*="ced-"]')
    await faded.first().waitFor()
    await editor.screenshot('token-lines')
    await editor.setSettings({ 'editor.inlayHints.enabled': undefined, 'taglore.tokenBoundaries': undefined, 'taglore.rules': undefined })
    await until('no line', async () => (await mark.count()) === 0)
  })
})
