import assert from 'node:assert/strict'
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { SAMPLE } from './harness/sample'
import { until } from './harness/until'
import { useEditor } from './harness/use-editor'

const FILES = ['koro-01.png', 'koro-01.txt', 'koro-02.png', 'koro-03.webp']
/** One folder a test: the explorer of code-server does not always see one that is made anew. */
const FOLDERS = ['downloads', 'gathered']

/** What stands beside the steps of the walkthrough. */
const HEADINGS = ['A folder is a dataset', 'Goal and model', 'What a caption is', 'While you type', 'Errors first', 'Lists']

describe('a new dataset in a real VS Code', () => {
  const editor = useEditor({
    prepare: (workspace) => {
      for (const folder of FOLDERS) {
        mkdirSync(join(workspace, folder))
        for (const name of FILES) copyFileSync(join(SAMPLE, '10_koro cat', name), join(workspace, folder, name))
      }
    },
  })

  const widget = () => editor.page.locator('.quick-input-widget:visible')
  const box = () => widget().locator('.quick-input-box input')
  const titled = (text: string) => widget().locator('.quick-input-title').filter({ hasText: text }).waitFor()

  /** Answers all questions but the last. */
  async function answerFour(): Promise<void> {
    await titled('New Dataset: 3 pictures (1/5)')
    await editor.screenshot('new-dataset-goal')
    await editor.pick('Character')
    await titled('(2/5)')
    await editor.pick('Illustrious')
    await titled('(3/5)')
    // a word made of the folder's name, which the base models would know
    await until('a proposal', async () => /^[a-z]{4,6}$/.test(await box().inputValue()) && /No tag has this name; \d+ tokens/.test((await widget().textContent()) ?? ''))
    await editor.screenshot('new-dataset-trigger')
    await box().fill('long hair')
    await until('what the model knows', async () => /'long hair' is a tag that the model knows well/.test((await widget().textContent()) ?? ''))
    await editor.answer('kqr')
    await titled('(4/5)')
    await editor.answer('12')
    await titled('(5/5)')
    await editor.screenshot('new-dataset-where')
  }

  it('is made of a folder of pictures that is chosen in a dialog, and taken back as one step', async () => {
    await editor.command('Taglore: New Dataset…')
    await box().waitFor()
    await editor.screenshot('new-dataset-dialog')
    const row = widget().locator('.monaco-list-row').filter({ hasText: FOLDERS[0] })
    await row.click()
    await until('the folder in the dialog', async () => (await box().inputValue()) === `${editor.pathOf('downloads')}/`)
    await widget().getByRole('button', { name: 'Choose the Folder of Pictures' }).click()
    await answerFour()
    await editor.pick('This folder becomes the dataset')
    await titled("New dataset 'downloads': 3 images in '12_kqr'")
    await editor.screenshot('new-dataset-files')
    await widget().getByRole('button', { name: 'OK' }).click()
    await until('the dataset', () => existsSync(editor.pathOf('downloads/12_kqr/koro-03.webp')) && existsSync(editor.pathOf('downloads/taglore.json')))
    assert.deepEqual(readdirSync(editor.pathOf('downloads')).sort(), ['12_kqr', 'taglore.json'])
    assert.deepEqual(readdirSync(editor.pathOf('downloads/12_kqr')).sort(), FILES)
    const settings = JSON.parse(editor.readFile('downloads/taglore.json')) as Record<string, unknown>
    assert.deepEqual([settings['goal'], settings['model']], ['character', 'illustrious'])
    await editor.screenshot('new-dataset-done')
    await editor.pressInToast(/12_kqr/, 'Undo')
    await until('the downloads as they were', () => readdirSync(editor.pathOf('downloads')).sort().join() === FILES.join())
  })

  it('is made by the menu of a folder in the explorer', async () => {
    await editor.menuOf(editor.explorerRow('gathered'), 'New Dataset…')
    await editor.screenshot('new-dataset-menu')
    await editor.page.keyboard.press('Enter')
    await answerFour()
    await editor.page.keyboard.press('Escape')
    await widget().waitFor({ state: 'detached' })
    assert.deepEqual(readdirSync(editor.pathOf('gathered')).sort(), FILES)
  })

  it('the walkthrough leads from a folder of pictures to all tags', async () => {
    await editor.command('Welcome: Open Walkthrough...')
    await editor.pick('Taglore')
    const steps = editor.page.locator('.gettingStartedContainer .getting-started-step')
    await steps.first().waitFor()
    assert.equal(await steps.count(), HEADINGS.length)
    for (const [step, heading] of HEADINGS.entries()) {
      await steps.nth(step).locator('.step-title').click()
      await until(`the page '${heading}'`, async () => (await Promise.all(editor.page.frames().map((frame) => frame.getByRole('heading', { name: heading, exact: true }).isVisible().catch(() => false)))).includes(true))
      await editor.screenshot(`walkthrough-${step + 1}`)
    }
  })
})
