import assert from 'node:assert/strict'
import http from 'node:http'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import { scrollsSideways, violations } from './harness/accessibility'
import { SAMPLE_TEXTS, sampleText } from './harness/sample'
import type { Theme } from './harness/settings'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

const TEXTS = SAMPLE_TEXTS.filter((name) => name.endsWith('.txt'))
const FIRST = '10_lumi girl/lumi-02.txt'
const SENTENCE = 'Lumi smiles at the viewer in front of a plain wall.'
const rows = '.quick-input-widget:visible .quick-input-list .monaco-list-row'

describe('tagging in a real VS Code', () => {
  let server: http.Server
  let address: string
  let folder: string
  const keys: (string | undefined)[] = []

  before(async () => {
    const { tagList, taggerModel } = await import('../../scripts/tagger-model.mjs')
    const files = new Map<string, Uint8Array>([['/maker/tiny/resolve/main/selected_tags.csv', Buffer.from(tagList())], ['/maker/tiny/resolve/main/model.onnx', taggerModel()]])
    server = http.createServer((request, response) => {
      const bytes = files.get(request.url ?? '')
      if (bytes) return response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes)
      if (request.url !== '/v1/chat/completions') return response.writeHead(404).end()
      keys.push(request.headers.authorization)
      request.resume().on('end', () => response.end(JSON.stringify({ choices: [{ message: { content: SENTENCE } }] })))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'taglore-import-')))
  })

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await editor.screenshot('failed-tagging')
  })

  const editor = useEditor({ changesLooks: true })

  before(async () => {
    // the runtime, without its step over the network
    const runtime = join(editor.context.profile, 'user/User/globalStorage/taglore.taglore/cache/taggers/onnxruntime-1.30.0')
    mkdirSync(runtime, { recursive: true })
    writeFileSync(join(runtime, 'package.json'), '{"private":true}')
    symlinkSync(join(process.cwd(), 'node_modules'), join(runtime, 'node_modules'))
    await until('the command', () => editor.hasCommand('Taglore: Tag Images…'))
  })

  afterEach(() => {
    for (const name of TEXTS) editor.writeFile(name, sampleText(name))
  })

  after(async () => {
    server.closeAllConnections()
    server.close()
    rmSync(folder, { recursive: true, force: true })
    rmSync(machine(), { force: true })
  })

  const input = () => editor.page.locator('.quick-input-widget:visible .quick-input-box input')
  const asked = (text: string): Promise<unknown> => until(`the question '${text}'`, async () => [await editor.page.locator('.quick-input-widget:visible').innerText({ timeout: 2000 }), await input().getAttribute('placeholder', { timeout: 2000 })].some((words) => words?.includes(text)))
  const texts = (): string[] => TEXTS.map((name) => editor.readFile(name))
  const summary = (frame: Frame) => async (): Promise<string> => (await frame.locator('.counts').textContent()) ?? ''
  // taggers are the machine's: where the editor runs in a browser, they are written on the side of the server
  const machine = (): string => join(editor.context.profile, 'user/Machine/settings.json')
  const settings = (): string => readFileSync(machine(), 'utf8') + readFileSync(join(editor.context.profile, 'user/User/settings.json'), 'utf8')

  async function confirm(): Promise<void> {
    await editor.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click()
  }

  async function openReview(): Promise<Frame> {
    await editor.openFile(FIRST, { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Review Tags')
    const frame = await editor.webview('.question')
    await until('the counts', async () => /\d+ tags are added/.test(await summary(frame)()))
    return frame
  }

  async function slide(frame: Frame, name: string, value: number, end: boolean): Promise<void> {
    await frame.getByRole('slider', { name }).evaluate((element, [next, isEnd]) => {
      const input = element as HTMLInputElement
      input.value = String(next)
      input.dispatchEvent(new Event('input', { bubbles: true }))
      if (isEnd) input.dispatchEvent(new Event('change', { bubbles: true }))
    }, [value, end] as const)
  }

  it('a model is set up from an address, tags the images, and a reviewed change is applied and undone', async () => {
    // what an earlier try has set up
    if (existsSync(machine())) {
      rmSync(machine())
      await editor.reload()
    }
    await editor.openFile(FIRST, { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Tag Images…')
    await asked('There is no tagger yet')
    await editor.screenshot('tagging-first')
    await editor.pick('Set Up Local Tagger')
    await asked('Which model?')
    await editor.screenshot('tagging-models')
    await editor.pick('A repository or an address')
    await asked('A repository, or the address')
    await editor.answer(`${address}/maker/tiny/resolve/main`)
    await editor.toast("The tagger 'tiny' is set up.")
    assert.match(settings(), /"name": ?"tiny"/)
    await editor.pressInToast("The tagger 'tiny' is set up.", 'Tag Images…')
    await asked('Which taggers?')
    await until('the tagger', async () => (await editor.page.locator(rows).filter({ hasText: 'tiny' }).count()) > 0)
    await editor.screenshot('tagging-taggers')
    await confirm()
    await asked('Where?')
    await editor.pick('The whole dataset')
    await asked('Thresholds of categories')
    await editor.page.keyboard.press('Enter')
    const frame = await editor.webview('.question')
    await until('the counts', async () => /\d+ tags are added/.test(await summary(frame)()))
    assert.deepEqual(texts(), TEXTS.map(sampleText), 'nothing is written before the review')
    await until('the picture', async () => (await frame.locator('.large img').count()) === 1)
    await editor.screenshot('review-images')

    // the slider tells while it moves what changes
    const before = await summary(frame)()
    await slide(frame, 'Threshold of general tags', 0.95, false)
    await until('other counts', async () => (await summary(frame)()) !== before)
    await slide(frame, 'Threshold of general tags', 0.35, true)
    await untilEqual('the counts as before', summary(frame), before)

    // by key: accepted, rejected, taken back
    await frame.locator('.question .name').first().focus()
    await editor.page.keyboard.press('r')
    await until('one decision', async () => (await summary(frame)()).endsWith('1 decision'))
    assert.equal(await frame.locator('.question').first().getByRole('button', { name: 'Reject' }).getAttribute('aria-pressed'), 'true')
    const rejected = (await frame.locator('.question .text').first().textContent()) ?? ''
    const image = (await frame.locator('.subject h2').textContent()) ?? ''
    await frame.getByText('Preview…').click()
    const preview = editor.page.locator('.bulk-edit-panel')
    await preview.locator('.monaco-list-row').nth(3).waitFor()
    await editor.screenshot('review-preview')
    await preview.getByRole('button', { name: 'Apply', exact: true }).click()
    await until('changed captions', () => texts().filter((text, at) => text !== sampleText(TEXTS[at] ?? '')).length > 3)
    const name = TEXTS.find((text) => text.endsWith(image.replace(/\.\w+$/, '.txt'))) ?? ''
    assert.ok(!editor.readFile(name).includes(rejected), `${rejected} stays out of ${name}`)
    await until('no decision', async () => !/decision/.test(await summary(frame)()))
    // what is undone while it is still being saved counts as clean
    await editor.command('File: Save All Files')
    await editor.openFile(FIRST)
    await editor.undo()
    await untilEqual('the captions as they were', async () => {
      await editor.command('File: Save All Files')
      return texts()
    }, TEXTS.map(sampleText))
  })

  it('an endpoint says sentences, with a key that is in no file, and they go behind the tags', async () => {
    await editor.command('Taglore: Add Tagger…')
    await asked('A program or an address')
    await editor.screenshot('tagging-templates')
    await editor.pick('An endpoint as OpenAI has it')
    await asked('Where does it listen?')
    await editor.answer(`${address}/v1`)
    await asked('Which model of it?')
    await editor.answer('llava')
    await asked('What is it asked?')
    await editor.answer('')
    await asked('How is it called?')
    await editor.answer('sentences')
    await asked('if it needs one')
    await editor.answer('sesame')
    await editor.toast("The tagger 'sentences' is set up.")
    await editor.closeToasts()
    assert.match(settings(), /llava/)
    assert.doesNotMatch(settings(), /sesame/)
    await editor.openFile(FIRST, { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Tag Images…')
    await asked('Which taggers?')
    for (const name of ['tiny', 'sentences']) {
      const box = editor.page.locator(rows).filter({ hasText: name }).locator('.monaco-checkbox, input[type=checkbox]').first()
      if (((await box.getAttribute('aria-checked')) === 'true') === (name === 'tiny')) await box.click()
    }
    await confirm()
    await asked('Where?')
    await editor.pick('This caption')
    await asked('Thresholds of categories')
    await editor.page.keyboard.press('Enter')
    await asked('Where do the sentences go?')
    await editor.screenshot('sentence-places')
    assert.deepEqual([...new Set(keys)], ['Bearer sesame'])
    await editor.pick('Behind the tags')
    await asked('Where there is text already?')
    await editor.pick('It stays')
    // a change of one file is shown in that file
    await until('the sentence', async () => {
      await editor.command('File: Save All Files')
      return editor.readFile(FIRST) === sampleText(FIRST).replace(/\s*$/, (end) => ` ||| ${SENTENCE}${end}`)
    })
  })

  it('captions of another folder are imported, shown and undone', async () => {
    writeFileSync(join(folder, 'lumi-02.caption'), 'solo, straw hat\n')
    writeFileSync(join(folder, 'nobody.caption'), 'hat\n')
    await editor.openFile(FIRST, { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Import Captions…')
    await editor.pick('In a folder')
    await until('the dialog', async () => (await input().inputValue({ timeout: 1000 })).startsWith('/') && (await editor.page.locator(rows).count()) > 0)
    await input().fill(`${folder}/`)
    const ok = editor.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'Import' })
    await until('the end of the dialog', async () => {
      await editor.page.keyboard.press('Enter')
      return ok.waitFor({ state: 'hidden', timeout: 2000 }).then(() => true)
    })
    await asked('Only files that end in')
    await editor.answer('.caption')
    await asked('What becomes of the captions?')
    await editor.screenshot('import-modes')
    await editor.pick('Add the tags they lack')
    await asked('For files with scores')
    await editor.page.keyboard.press('Enter')
    await asked('Where?')
    await editor.pick('The whole dataset')
    await editor.toast('belongs to no image of the dataset: nobody.caption')
    await until('the new tag', async () => {
      await editor.command('File: Save All Files')
      return editor.readFile(FIRST).includes('straw hat')
    })
    assert.deepEqual(TEXTS.filter((name) => editor.readFile(name) !== sampleText(name)), [FIRST])
    await editor.openFile(FIRST)
    await editor.undo()
    await untilEqual('the caption as it was', async () => {
      await editor.command('File: Save All Files')
      return editor.readFile(FIRST)
    }, sampleText(FIRST))
  })

  it('the preview tells what taggers see, what they are unsure of, and what is by hand', async () => {
    editor.writeFile(FIRST, 'lumi, 1girl, lumi \\(mascot\\), ^_^')
    await editor.openFile(FIRST, { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Open Preview')
    const frame = await editor.webview('.chip.by-hand')
    const classesOf = async (tag: string): Promise<string> => (await frame.locator('.chip').filter({ hasText: tag }).first().getAttribute('class')) ?? ''
    await until('the marks', async () => (await classesOf('^_^')).includes('seen-unsure'))
    assert.match(await classesOf('1girl'), /by-hand/)
    assert.doesNotMatch(await classesOf('mascot'), /by-hand|seen-unsure/)
    assert.match((await frame.locator('.chip').filter({ hasText: '^_^' }).getAttribute('aria-label')) ?? '', /taggers are unsure: 0\.50/)
    await editor.screenshot('preview-scores')
    // a page that was behind another file is loaded again, and has forgotten what it was told
    await editor.openFile('taglore.json', { group: 2 })
    await until('the page to go', () => frame.isDetached())
    await editor.page.locator('.tabs-container .tab').filter({ has: editor.page.locator('.label-name', { hasText: 'Preview' }) }).click()
    await editor.webview('.chip.by-hand')
    await editor.webview('.chip.seen-unsure')
  })

  for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
    it(`the review is right in the theme ${theme}, wide and narrow`, async () => {
      await editor.setTheme(theme)
      const frame = await openReview()
      await frame.getByRole('button', { name: 'Image by image' }).click()
      await frame.getByRole('button', { name: 'All', exact: true }).click()
      await frame.locator('.question .name').nth(1).focus()
      for (const key of ['r', 'a']) await editor.page.keyboard.press(key)
      await until('the picture', async () => (await frame.locator('.large img').count()) === 1)
      await editor.screenshot(`look-review-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await frame.getByText('Merging and output').click()
      await frame.getByRole('button', { name: 'Tag by tag' }).click()
      await until('images of the tag', async () => (await frame.locator('.question .picture').count()) > 0)
      await editor.screenshot(`look-review-tag-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.resize(348, 900)
      await until('a page of about 300 pixels', async () => (await frame.evaluate(() => document.documentElement.clientWidth)) < 320)
      await editor.screenshot(`look-review-tag-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      await frame.getByText('Merging and output').click()
      await frame.getByRole('button', { name: 'Image by image' }).click()
      await until('rows', async () => (await frame.locator('.question .about').count()) > 0)
      await editor.screenshot(`look-review-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      assert.deepEqual(await violations(frame), [])
      await frame.getByText('Reset').click()
      await editor.resize(1440, 900)
      await editor.command('View: Toggle Primary Side Bar Visibility')
    })
  }

  it('adds what every image gets, and never what is forbidden', async () => {
    const frame = await openReview()
    const added = async (): Promise<number> => Number(/(\d+) tags are added/.exec(await summary(frame)())?.[1])
    await frame.locator('details').evaluate((details) => details.setAttribute('open', ''))
    const before = await added()
    const enter = async (name: string, text: string): Promise<void> => {
      const field = frame.getByRole('textbox', { name, exact: true })
      await field.fill(text)
      await field.press('Enter')
      await frame.locator('h1').click()
    }
    await enter('Always', 'studio light')
    await until('one more for every image', async () => (await added()) === before + 30)
    await editor.screenshot('review-always')
    await enter('Always', '')
    await untilEqual('as before', added, before)
    await enter('Never', 'blue theme, red theme')
    await until('fewer', async () => (await added()) < before)
    await enter('Never', '')
    await untilEqual('as before', added, before)
  })

  it('goes tag by tag: where a tag is seen that the caption lacks, accepted and rejected by key; decisions outlive a reload', async () => {
    let frame = await openReview()
    await frame.getByRole('button', { name: 'Tag by tag' }).click()
    await frame.locator('.side [data-id="^ ^"], .side [data-id="^_^"]').first().click()
    await until('images of the tag', async () => (await frame.locator('.question .picture img').count()) > 5)
    await editor.screenshot('review-tags')
    await frame.locator('.question .name').first().focus()
    for (const key of ['a', 'r', 'ArrowDown', 'r']) await editor.page.keyboard.press(key)
    await until('three decisions', async () => (await summary(frame)()).endsWith('3 decisions'))
    await editor.page.keyboard.press('u')
    const pressed = (): Promise<number> => frame.locator('.choice.reject[aria-pressed="true"]').count()
    await frame.evaluate(() => document.body.setAttribute('data-before', ''))
    await editor.reloadWindow()
    frame = await editor.webview('body:not([data-before]) .question')
    await until('the decisions', async () => /\d decisions?$/.test(await summary(frame)()))
    await until('a rejected one', async () => (await pressed()) > 0)
    await frame.getByText('Reset').click()
    await until('no decision', async () => !/decision/.test(await summary(frame)()))
  })
})
