import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import { scrollsSideways, violations } from './harness/accessibility'
import { englishLeft, isEnglish, textsOf } from './harness/english-left'
import { sampleText } from './harness/sample'
import type { Editor } from './harness/start-editor'
import { editorIn } from './harness/suite'
import { until, untilEqual } from './harness/until'

const FIRST = '10_lumi girl/lumi-02.txt'
/** A caption that repeats a tag, as the first does, until that is no longer wanted. */
const SECOND = '10_lumi girl/lumi-04.txt'

interface Page {
  readonly name: string
  readonly command: string
  /** Answers what the command asks. */
  readonly answer?: (editor: Editor) => Promise<void>
  readonly selector: string
  /** What the page says when it is complete. */
  readonly ready: RegExp
  /** It stands beside the text. */
  readonly beside?: boolean
  /** Brings more of it to the eye. */
  readonly use?: (frame: Frame) => Promise<void>
}

const pages: readonly Page[] = [
  { name: 'preview', command: '打开预览', selector: '.chips', ready: /2 个问题/, beside: true },
  { name: 'audit', command: '审查数据集', selector: '.section', ready: /没有重复图片/ },
  { name: 'gallery', command: '打开图库', selector: '.cell', ready: /30 张图片/, use: selectTwo },
  { name: 'plan', command: '制定训练计划', selector: '.section.steps', ready: /共 1,200 步/ },
  { name: 'concept', command: '编辑概念…', selector: '.tag', ready: /采纳 4 条建议/, use: showPictures },
  { name: 'crop', command: '裁剪图片…', selector: '.segments', ready: /添加头部特写/ },
  { name: 'prepare', command: '处理图片…', selector: '.segments', ready: /转换与缩放/ },
  { name: 'buckets', command: '按分桶裁剪…', selector: '.thumb', ready: /裁剪/, use: showThumbnails },
  { name: 'compare', command: '比较图片', selector: '.pane img', ready: /仅此图有：smile, blush, pink/, answer: (editor) => editor.pick('lumi-03.png') },
  { name: 'sorter', command: '按标签分图…', selector: '[data-panel=sorter] .cell', ready: /写入|应用/, answer: typeSmile, use: moveOne },
]

async function selectTwo(frame: Frame): Promise<void> {
  await frame.locator('.cell').nth(8).click()
  await frame.locator('.cell').nth(9).click({ modifiers: ['Shift'] })
  await frame.locator('[data-tag="smile"]').waitFor()
}

async function showThumbnails(frame: Frame): Promise<void> {
  await until('thumbnails', async () => (await frame.locator('.shot img').count()) >= 2)
}

async function typeSmile({ page }: Editor): Promise<void> {
  const input = page.locator('.quick-input-widget:visible .quick-input-box input')
  await until('the tag in the list', async () => {
    await input.fill('smile')
    return (await page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row').filter({ hasText: '14 条标注 · 按输入' }).count()) > 0
  })
  await page.keyboard.press('Enter')
}

async function moveOne(frame: Frame): Promise<void> {
  await frame.locator('[data-column=lacks] .cell').first().click()
  await until('what would be written', async () => /1 张图片/.test((await frame.locator('.pending').textContent()) ?? ''))
}

async function showPictures(frame: Frame): Promise<void> {
  const row = frame.locator('[data-row="//blonde hair"]')
  await row.locator('.name').click()
  await until('pictures with the tag', async () => (await row.locator('.thumbnail img').count()) > 3)
}

describe('the extension in Chinese, in a real VS Code', () => {
  let editor: Editor
  let own: readonly string[]

  before(async () => {
    editor = await editorIn('zh-cn', '吉祥物数据集', (folder) => writeFileSync(join(folder, SECOND), `${sampleText(SECOND).trimEnd()}, solo\n`))
    own = textsOf(editor.context.workspace)
    await editor.openFile(FIRST, { group: 1 })
    await untilEqual('the language', editor.language, '图片标注')
    await until('the problems', async () => (await editor.squiggles()).some(({ text }) => text === 'smile'))
  })

  after(async () => {
    await editor.stop()
  })

  afterEach(async () => {
    await editor.resize(1440, 900)
    await editor.page.mouse.move(900, 600)
    await editor.closeFiles()
  })

  const isOneOfOurs = (line: string): boolean => !isEnglish(line, own)

  it('knows English from Chinese with names and tags in it', () => {
    assert.deepEqual(['Open all', 'Zoom', '导出 the whole report', '12 images'].filter(isOneOfOurs), [])
    assert.deepEqual(['SDXL 的常用值', '触发词 koro, black cat', 'lumi-02.png', 'dataset.toml', '“smile”重复'].filter((line) => !isOneOfOurs(line)), [])
  })

  it('tells of a tag, of a problem and of its fixes in Chinese', async () => {
    await editor.openFile(FIRST, { group: 1 })
    const told = await editor.hover('blue eyes', { containing: '个帖子' })
    assert.match(told, /一般标签/)
    assert.match(told, /28 条标注中有 15 个（54%）/)
    assert.deepEqual((await editor.quickFixes('smile', 1)).filter((title) => !/\p{Script=Han}/u.test(title)), [])
    const [problem] = (await editor.problems()).filter(({ line, source }) => line === 1 && source === 'taglore')
    assert.match(problem?.message ?? '', /\p{Script=Han}/u)
    await editor.screenshot('chinese-problems')
    await editor.tidy()
    await editor.hover('blue eyes', { containing: '个帖子' })
    await editor.screenshot('chinese-hover')
  })

  it('finds a tag by its Chinese name', async () => {
    await editor.openFile('10_lumi girl/lumi-01.txt', { group: 1 })
    await editor.replaceText('lumi, 1girl')
    await editor.placeCaret(1, 12)
    await editor.typeText(', 长发')
    await until('the tag', async () => (await editor.suggestions())[0]?.startsWith('long hair'))
    await editor.screenshot('chinese-completion')
    await editor.page.keyboard.press('Escape')
  })

  it('previews a fix for the whole dataset with Chinese words', async () => {
    await editor.openFile(FIRST, { group: 1 })
    await editor.quickFix('删除整个数据集中的重复标签', 'smile', 1)
    const preview = editor.page.locator('.bulk-edit-panel')
    await preview.locator('.monaco-list-row', { hasText: '将更改 2 个文件' }).waitFor()
    await preview.locator('.monaco-list-row', { hasText: 'lumi-02.txt' }).waitFor()
    await editor.screenshot('chinese-refactor-preview')
    await preview.getByText('Discard', { exact: true }).click()
    editor.writeFile(SECOND, sampleText(SECOND))
    await editor.tidy()
  })

  for (const { name, command, answer, selector, ready, beside, use } of pages) {
    it(`shows the page '${name}' in Chinese only, wide and narrow`, async () => {
      await editor.openFile(FIRST, { group: 1 })
      await until('the colour of the trigger', async () => (await editor.page.locator('.view-line .mtkb, .view-line [class*=mtkb]').count()) > 0)
      await editor.command(`Taglore: ${command}`)
      await answer?.(editor)
      const frame = await editor.webview(selector)
      await until('the page', async () => ready.test((await frame.locator('body').innerText()).replace(/\s+/g, ' ')))
      await use?.(frame)
      await untilShown(frame)
      await editor.screenshot(`chinese-${name}`)
      assert.equal(await frame.evaluate(() => document.documentElement.lang), 'zh-cn')
      assert.deepEqual(await englishLeft(frame, own), [])
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      // The activity bar is 48 pixels wide, a page beside the text has half of the rest
      await editor.resize(beside ? 660 : 348, 900)
      await until('a page of about 300 pixels', async () => (await frame.evaluate(() => document.documentElement.clientWidth)) < 320)
      await editor.screenshot(`chinese-${name}-narrow`)
      assert.equal(await scrollsSideways(frame), false)
      await editor.resize(1440, 900)
      await editor.command('View: Toggle Primary Side Bar Visibility')
    })
  }

  it('shows the dataset in the side bar in Chinese', async () => {
    await editor.page.locator('.activitybar .action-label[aria-label^="Taglore"]').click()
    const row = editor.page.locator('.pane .monaco-list-row', { hasText: '吉祥物数据集' })
    await until('the dataset', async () => /30 张图片/.test((await row.first().innerText()) ?? ''))
    const titles = await editor.page.locator('.part.sidebar .pane-header .title').allInnerTexts()
    assert.deepEqual(titles.map((title) => title.trim()), ['数据集', '标签'])
    await editor.screenshot('chinese-view')
    await editor.command('View: Show Explorer')
  })

  /** Pictures that are seen are drawn. */
  async function untilShown(frame: Frame): Promise<void> {
    await until('the pictures', () =>
      frame.evaluate(() => [...document.querySelectorAll('img')].every((image) => image.hidden || image.getAttribute('src') === null || image.complete)),
    )
  }
})
