import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

const NAME = 'dataset.toml'
const PRESET = 'my character v3.json'
const TOML = `# mascots: two characters
[general]
caption_extension = ".txt" # not .caption

[[datasets]]
resolution = 1024
enable_bucket = true

  [[datasets.subsets]]
  image_dir = "10_lumi girl" # the first
  num_repeat = 10 # ten

  [[datasets.subsets]]
  image_dir = "10_koro cat"
`

describe('training files in a real VS Code', () => {
  const editor = useEditor()

  before(async () => {
    editor.writeFile(NAME, TOML)
  })

  after(() => {
    for (const name of [NAME, PRESET]) rmSync(editor.pathOf(name), { force: true })
  })

  it('a preset of a graphical trainer is known by its content, whatever its name is', async () => {
    editor.writeFile(PRESET, '{\n  "LoRA_type": "Standard",\n  "max_resolution": "512,512",\n  "epoch": 1,\n  "optimizer": "AdamW",\n  "netwrok_dim": 8\n}\n')
    await editor.openFile(PRESET)
    await untilEqual('the squiggle', editor.squiggles, [{ level: 'warning', text: '"netwrok_dim"' }])
    await editor.screenshot('gui-preset-warning')
    await editor.quickFix("Replace with 'network_dim'", 'netwrok_dim')
    await untilEqual('no squiggle', editor.squiggles, [])
  })

  it('a misspelt key is an error, and its quick fix keeps the comments', async () => {
    await editor.openFile(NAME)
    await untilEqual('the squiggle', editor.squiggles, [{ level: 'error', text: 'num_repeat' }])
    await editor.problems()
    await editor.screenshot('training-file-error')
    await editor.quickFix("Replace with 'num_repeats'", 'num_repeat')
    await untilEqual('no squiggle', editor.squiggles, [])
    await editor.save()
    assert.equal(editor.readFile(NAME), TOML.replace('num_repeat ', 'num_repeats '))
  })

  it('keys and values are completed where no TOML language is installed', async () => {
    await editor.openFile(NAME)
    await untilEqual('the language', editor.language, 'Plain Text')
    await editor.clickText('# the first')
    await editor.page.keyboard.press('End')
    await editor.page.keyboard.press('Enter')
    await editor.typeText('flip')
    await until('the key', async () => (await editor.askSuggestions()).some((name) => name.startsWith('flip_aug')))
    await until('its page', async () => (await editor.suggestionDetails()).includes('Mirrors images at random'))
    await editor.screenshot('training-file-completion')
    await editor.acceptSuggestion('flip_aug')
    await until('the line', async () => (await editor.shownLines()).some((line) => line.trim().startsWith('flip_aug = ')))
    await editor.page.keyboard.press('Escape')
    await editor.page.keyboard.press('Escape')
    assert.match(await editor.hover('enable_bucket'), /Groups images by aspect ratio/)
    await editor.screenshot('training-file-hover')
    await editor.command('File: Revert File')
  })
})
