import assert from 'node:assert/strict'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Frame } from 'playwright-core'
import { scrollsSideways, violations } from './harness/accessibility'
import type { Theme } from './harness/settings'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'
import { putFiles, TRAINER } from '../support/trainer'

const WRITTEN = ['dataset.toml', 'training.toml', 'sample-prompts.txt', 'started.txt']

describe('the training plan in a real VS Code', () => {
  const editor = useEditor({ changesLooks: true })

  afterEach(async () => {
    for (const name of WRITTEN) rmSync(join(editor.context.workspace, name), { force: true })
  })

  async function openPlan(): Promise<Frame> {
    await editor.openFile('10_lumi girl/lumi-02.txt', { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Plan Training')
    const frame = await editor.webview('.section.steps')
    await until('the plan', async () => /30 images/.test((await frame.locator('header').textContent()) ?? ''))
    await until('the files', async () => (await frame.locator('.writers li').count()) === 7)
    return frame
  }

  const exists = (name: string): boolean => existsSync(join(editor.context.workspace, name))
  const titleOf = (frame: Frame) => async (): Promise<string> => (await frame.locator('h1').textContent()) ?? ''
  const sourceOf = (frame: Frame, control: string) => async (): Promise<string> => (await frame.locator(`[data-control="${control}"] .source`).textContent()) ?? ''
  const setNumber = async (frame: Frame, control: string, value: string): Promise<void> => frame.locator(`[id="field-${control}"]`).fill(value)

  /** Settings of the machine: where the extension runs, which for code-server is not the browser's user. Read when the window loads. */
  async function setMachine(settings: Readonly<Record<string, string>>): Promise<void> {
    const folder = join(editor.context.profile, 'user/Machine')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
    const frame = await editor.webview('.section.steps')
    await frame.evaluate(() => document.body.setAttribute('data-before', ''))
    await reloaded()
  }

  /** The page after the window was loaded again; on a busy machine it may need several tries to get at its files. */
  async function reloaded(): Promise<Frame> {
    await editor.reloadWindow()
    return until('the page again', () => editor.webview('body:not([data-before]) .section.steps'), { timeout: 60_000 })
  }

  it('opens with what is assumed said, and every number with where it comes from', async () => {
    const frame = await openPlan()
    await editor.screenshot('plan')
    assert.match((await frame.locator('[data-note="assumed-buckets"]').textContent()) ?? '', /default is off/)
    assert.match(await sourceOf(frame, 'goal')(), /taglore\.json: goal/)
    assert.match(await sourceOf(frame, 'epochs')(), /proposed: as many as the notes' least steps \(1000\) need/)
    assert.match(await sourceOf(frame, 'buckets')(), /assumed: graphical trainers turn it on/)
    const silent = await frame.locator('.control:not([hidden]) .source').evaluateAll((sources) => sources.filter((source) => (source.textContent ?? '').trim() === '').length)
    assert.equal(silent, 0)
    assert.equal(await frame.locator('.drawing path').count(), 1)
  })

  it('recomputes while a slider moves by the keyboard, and takes a choice back', async () => {
    const frame = await openPlan()
    const before = await titleOf(frame)()
    const slider = frame.locator('[data-slider="batch"]')
    await slider.focus()
    await editor.page.keyboard.press('ArrowRight')
    await editor.page.keyboard.press('ArrowRight')
    await editor.page.keyboard.press('ArrowRight')
    await untilEqual('the batch', sourceOf(frame, 'batch'), 'chosen here')
    await setNumber(frame, 'epochs', '10')
    await untilEqual('the steps', titleOf(frame), '760 steps in 10 epochs')
    assert.equal(await slider.evaluate((element) => document.activeElement === element), false)
    assert.match((await frame.locator('.explained').textContent()) ?? '', /300 samples × 10 epochs ÷ batch 4/)
    await frame.locator('[data-control="batch"] .icon-button').click()
    await untilEqual('one batch', titleOf(frame), '3,000 steps in 10 epochs')
    await frame.getByText('Take all back').click()
    await untilEqual('as before', titleOf(frame), before)
    // a number that is typed is chosen, be it the one that is proposed
    const proposed = await frame.locator('#field-epochs').inputValue()
    await setNumber(frame, 'epochs', proposed)
    await untilEqual('the epochs', sourceOf(frame, 'epochs'), 'chosen here')
  })

  it('keeps the slider that is dragged, and answers each movement at once', async () => {
    const frame = await openPlan()
    const took = await frame.evaluate(async () => {
      const slider = document.querySelector<HTMLInputElement>('[data-slider="epochs"]')
      const title = document.querySelector('header')
      if (!slider || !title) throw new Error('no slider')
      const times: number[] = []
      for (let value = 10; value < 40; value++) {
        const start = performance.now()
        slider.value = String(value)
        slider.dispatchEvent(new Event('input', { bubbles: true }))
        await new Promise<void>((resolve) => {
          const observer = new MutationObserver(() => {
            if (!title.textContent?.includes(`in ${value} epochs`)) return
            observer.disconnect()
            resolve()
          })
          observer.observe(title, { childList: true, subtree: true, characterData: true })
        })
        times.push(performance.now() - start)
      }
      return { times: times.sort((a, b) => a - b), same: document.querySelector('[data-slider="epochs"]') === slider }
    })
    console.log(`      answer to a movement: median ${took.times[15]?.toFixed(1)} ms, most ${took.times.at(-1)?.toFixed(1)} ms`)
    assert.equal(took.same, true)
    await untilEqual('the last one', titleOf(frame), '11,700 steps in 39 epochs')
  })

  it('writes the files after a preview, edits them in place with their comments, and undoes it', async () => {
    const frame = await openPlan()
    await setNumber(frame, 'epochs', '3')
    await untilEqual('the steps', titleOf(frame), '900 steps in 3 epochs')
    await frame.locator('#field-baseModel').fill('/models/base.safetensors')
    await frame.getByText('Write Files…').click()
    await editor.page.locator('.quick-input-widget:visible').getByText('training.toml').first().waitFor()
    await editor.screenshot('plan-preview')
    await editor.page.locator('.quick-input-widget:visible').getByRole('button', { name: /^(OK|Apply)/ }).click()
    await until('the files', () => exists('training.toml') && exists('dataset.toml') && exists('sample-prompts.txt'))
    assert.match(editor.readFile('training.toml'), /pretrained_model_name_or_path = "\/models\/base\.safetensors"/)
    assert.match(editor.readFile('training.toml'), /max_train_epochs = 3\n/)
    await until('they are in force', async () => (await frame.locator('[data-note="assumed-buckets"]').count()) === 0)
    await until('edited in place', async () => /edited in place/.test((await frame.locator('[data-writer="training-toml"]').textContent()) ?? ''))
    const commented = editor.readFile('training.toml').replace('max_train_epochs = 3', 'max_train_epochs = 3  # enough')
    editor.writeFile('training.toml', commented)
    await editor.toast(/3 files changed/)
    await editor.closeToasts()
    await frame.getByText('Take all back').click()
    await untilEqual('from the file', sourceOf(frame, 'epochs'), 'training.toml: max_train_epochs')
    await setNumber(frame, 'epochs', '5')
    await untilEqual('the steps', titleOf(frame), '1,500 steps in 5 epochs')
    await frame.getByText('Write Files…').click()
    await editor.page.locator('.quick-input-widget:visible').getByText('training.toml').first().waitFor()
    await editor.page.locator('.quick-input-widget:visible').getByRole('button', { name: /^(OK|Apply)/ }).click()
    await untilEqual('edited', () => editor.readFile('training.toml'), commented.replace('= 3  # enough', '= 5  # enough'))
    await editor.command('Taglore: Undo Last Dataset Change')
    await editor.pressInDialog('Undo')
    await untilEqual('as before', () => editor.readFile('training.toml'), commented)
  })

  it('follows files that change on the disk', async () => {
    const frame = await openPlan()
    editor.writeFile('training.toml', 'max_train_epochs = 7\ntrain_batch_size = 2\nnetwork_module = "networks.lora"\n')
    await untilEqual('its epochs', sourceOf(frame, 'epochs'), 'training.toml: max_train_epochs')
    await untilEqual('the steps', titleOf(frame), '1,050 steps in 7 epochs')
  })

  it('follows a training file while it is typed, saved or not', async () => {
    editor.writeFile('training.toml', 'train_batch_size = 2\nnetwork_module = "networks.lora"\n# mine\nmax_train_epochs = 7')
    const frame = await openPlan()
    await untilEqual('its epochs', sourceOf(frame, 'epochs'), 'training.toml: max_train_epochs')
    await editor.openFile('training.toml', { group: 2 })
    await editor.page.keyboard.press('Control+End')
    await editor.page.keyboard.type('0')
    await untilEqual('the steps as typed', titleOf(frame), '10,500 steps in 70 epochs')
    await editor.page.keyboard.press('Control+z')
    await untilEqual('the steps as before', titleOf(frame), '1,050 steps in 7 epochs')
    assert.match(editor.readFile('training.toml'), /= 7$/)
  })

  it('copies the command, and starts it in a terminal by the user’s own template', async () => {
    const frame = await openPlan()
    await frame.getByText('Copy Training Command').click()
    await editor.pressInToast(/accelerate launch/, 'Write Files…')
    await editor.page.locator('.quick-input-widget:visible').getByRole('button', { name: /^(OK|Apply)/ }).click()
    await until('the files', () => exists('training.toml'))
    await editor.toast(/3 files changed/)
    await frame.getByText('Start Training in Terminal').click()
    await editor.toast(/is not started/)
    await editor.screenshot('plan-terminal')
    assert.equal(exists('started.txt'), false)
    await editor.tidy()
    await setMachine({ 'taglore.training.command': 'echo {script} {gpus} {config} > started.txt' })
    const again = await editor.webview('body:not([data-before]) .writers li')
    await until('a button', async () => again.locator('vscode-button[data-key=start]:not([disabled])').isVisible())
    await again.getByText('Start Training in Terminal').click()
    await until('it ran', () => exists('started.txt') && editor.readFile('started.txt').trim() !== '', { timeout: 30_000 })
    assert.equal(editor.readFile('started.txt').trim(), `sdxl_train_network.py 1 ${join(editor.context.workspace, 'training.toml')}`)
    await editor.screenshot('plan-started')
    await editor.command('Terminal: Kill All Terminals')
    await setMachine({})
  })

  it('has the files read by the user’s own trainer', async () => {
    const trainer = join(editor.context.profile, 'sd-scripts')
    putFiles(trainer, { ...TRAINER, 'sdxl_train_network.py': TRAINER['train_network.py'] })
    editor.writeFile('sample-prompts.txt', 'lumi --w 512 --h 512\n')
    const frame = await openPlan()
    await frame.getByText('Check with the Trainer').click()
    await editor.toast(/Where sd-scripts lies is not known yet/)
    await editor.closeToasts()
    await setMachine({ 'taglore.tools.trainer': trainer })
    const again = await editor.webview('body:not([data-before]) .writers li')
    await again.getByText('Check with the Trainer').click()
    await editor.toast(/sd-scripts accepts sample-prompts\.txt/)
    editor.writeFile('sample-prompts.txt', 'lumi --w x\n')
    await editor.closeToasts()
    await editor.command('Taglore: Check Training Files with the Trainer')
    await editor.toast(/says of sample-prompts\.txt: Exception in parsing: w x/)
    await editor.screenshot('plan-trainer')
    await editor.pressInToast(/says of/, 'Open File')
    await editor.page.locator('.tab.active', { hasText: 'sample-prompts.txt' }).waitFor()
    await setMachine({})
  })

  it('keeps its choices when the window is loaded again', async () => {
    let frame = await openPlan()
    await setNumber(frame, 'epochs', '12')
    await frame.locator('[data-slider="dim"]').focus()
    await editor.page.keyboard.press('ArrowRight')
    await untilEqual('the rank', sourceOf(frame, 'dim'), 'chosen here')
    await frame.evaluate(() => document.body.setAttribute('data-before', ''))
    frame = await reloaded()
    await untilEqual('the steps', titleOf(frame), '3,600 steps in 12 epochs')
    assert.equal(await sourceOf(frame, 'dim')(), 'chosen here')
  })

  it('tells which images are trained otherwise, and converts them', async () => {
    const caption = '10_lumi girl/lumi-03.txt'
    const text = editor.readFile(caption)
    rmSync(join(editor.context.workspace, caption))
    try {
      const frame = await openPlan()
      await until('a mixed mode', async () => /Mixed/.test((await frame.locator('.section.mode').textContent()) ?? ''))
      await frame.locator('.section.mode summary').click()
      await frame.locator('.other').getByText('10_lumi girl/lumi-03.png').waitFor()
      await frame.locator('.section.mode').scrollIntoViewIfNeeded()
      await editor.screenshot('plan-mode')
      await frame.getByText('Convert…').click()
      await editor.pick('DreamBooth with captions')
      await editor.page.locator('.quick-input-widget:visible').getByText('lumi-03.txt').first().waitFor()
      await editor.page.locator('.quick-input-widget:visible').getByRole('button', { name: /^(OK|Apply)/ }).click()
      await until('the caption', () => exists(caption))
      assert.equal(editor.readFile(caption).trim(), 'lumi girl')
      await until('one mode', async () => !/Mixed/.test((await frame.locator('.section.mode').textContent()) ?? ''))
      await editor.command('Taglore: Undo Last Dataset Change')
      await editor.pressInDialog('Undo')
      await until('no caption', () => !exists(caption))
    } finally {
      editor.writeFile(caption, text)
    }
  })

  for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
    it(`is right in the theme ${theme}, wide and narrow`, async () => {
      await editor.setTheme(theme)
      const frame = await openPlan()
      await setNumber(frame, 'batch', '4')
      await untilEqual('the batch', sourceOf(frame, 'batch'), 'chosen here')
      await shootAll(frame, `look-plan-${theme}`)
      assert.deepEqual(await violations(frame), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.resize(348, 900)
      await until('a page of about 300 pixels', async () => (await frame.evaluate(() => document.documentElement.clientWidth)) < 320)
      await shootAll(frame, `look-plan-narrow-${theme}`)
      assert.equal(await scrollsSideways(frame), false)
      assert.deepEqual(await violations(frame), [])
      await editor.resize(1440, 900)
      await editor.command('View: Toggle Primary Side Bar Visibility')
    })
  }

  /** The page from top to end, a screen at a time. */
  async function shootAll(frame: Frame, name: string): Promise<void> {
    const { height, screen } = await frame.evaluate(() => ({ height: document.documentElement.scrollHeight, screen: window.innerHeight }))
    const step = screen - 120
    for (let part = 0; part * step < height - 120; part++) {
      await frame.evaluate((top) => window.scrollTo({ top, behavior: 'instant' }), part * step)
      await editor.screenshot(`${name}-${part + 1}`)
    }
    await frame.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }))
  }
})
