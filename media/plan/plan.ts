import '@vscode-elements/elements/dist/vscode-button/index.js'
import type { PlanAction, PlanMessage, PlanOptions, PlanWriterInfo } from '../../server/src/protocol/plan'
import { byId, h, render } from '../dom'
import { connect, loadView, saveView, t } from '../page'
import { framePage } from '../page-frame'
import { baseModelsPart } from './base-models-part'
import { choose, chooseRepeats, countChoices } from './choose'
import { datasetPart } from './dataset-part'
import { filesPart, type FilesView } from './files-part'
import { headerPart } from './header'
import { modePart } from './mode-part'
import { networkPart } from './network-part'
import './plan.css'
import { ratesPart } from './rates-part'
import { resolutionPart } from './resolution-part'
import { drawnOnChange, type PlanActions, type PlanState } from './state'
import { stepsPart } from './steps-part'

interface View extends FilesView {
  readonly options: PlanOptions
  /** Foldouts. */
  readonly open: readonly string[]
  readonly scroll: number
}

let view: View = loadView({ options: {}, open: [], scroll: 0, baseModel: '', outputName: '', outputFolder: '' })
let shown: Omit<PlanState, 'options'> | undefined
let writers: readonly PlanWriterInfo[] = []
let isTrusted = false
/** A button that is drawn anew between press and release would never be clicked; a slider stays what it is. */
let pressed = false
let isStale = false

const send = connect<PlanMessage, PlanAction>(receive)
const actions: PlanActions = {
  choose: (key, value) => plan(choose(view.options, key, value)),
  chooseRepeats: (folder, value) => plan(chooseRepeats(view.options, folder, value)),
  openFile: (file) => send({ kind: 'open-file', file }),
  convert: () => send({ kind: 'convert' }),
  isOpen: (id) => view.open.includes(id),
  setOpen: (id, open) => changeView({ open: [...view.open.filter((other) => other !== id), ...(open ? [id] : [])] }),
}
const parts = [
  headerPart(actions),
  stepsPart(actions),
  datasetPart(actions),
  drawnOnChange(resolutionPart(actions), ({ plan: { resolution, datasets }, options }) => [resolution, datasets[0]?.resolution, options.resolution]),
  ratesPart(actions),
  drawnOnChange(networkPart(actions), ({ plan: { network }, options }) => [network, options]),
  drawnOnChange(modePart(actions), ({ plan: { mode } }) => mode),
  drawnOnChange(baseModelsPart(), ({ plan: { baseModels, goal, baseModelsText } }) => [baseModels, goal, baseModelsText]),
]
const files = filesPart(view, {
  changed: (next) => {
    changeView(next)
    drawFooter()
  },
  openUri: (uri) => send({ kind: 'open-uri', uri }),
  check: () => send({ kind: 'check', options: view.options }),
})
const content = h('div', { class: 'content' }, ...parts.map(({ element }) => element), files.element)
const footer = h('footer', {})
const page = byId('page')

const frame = framePage(page, content, { footer })
window.addEventListener('scroll', () => shown && changeView({ scroll: window.scrollY }), { passive: true })
document.addEventListener('pointerdown', ({ target }) => (pressed = !(target instanceof HTMLInputElement && target.type === 'range')), true)
for (const end of ['pointerup', 'pointercancel']) document.addEventListener(end, () => window.setTimeout(release), true)
send({ kind: 'ready', options: view.options })

function changeView(change: Partial<View>): void {
  view = { ...view, ...change }
  saveView(view)
}

function plan(options: PlanOptions): void {
  changeView({ options })
  send({ kind: 'plan', options })
}

function receive(message: PlanMessage): void {
  page.classList.toggle('waiting', message.kind === 'waiting')
  switch (message.kind) {
    case 'show': {
      const isFirst = shown === undefined
      shown = { name: message.name, plan: message.plan, choices: message.choices }
      draw()
      if (isFirst) window.scrollTo({ top: view.scroll, behavior: 'instant' })
      return
    }
    case 'writers':
      writers = message.writers
      isTrusted = message.trusted
      files.show(writers, isTrusted)
      return drawFooter()
    case 'waiting':
      return
    case 'failed':
      return frame.fail(message.message, () => send({ kind: 'ready', options: view.options }))
  }
}

function release(): void {
  pressed = false
  if (isStale) draw()
}

function draw(): void {
  isStale = pressed
  if (!shown || pressed) return
  frame.show()
  for (const part of parts) part.show({ ...shown, options: view.options })
  drawFooter()
}

function drawFooter(): void {
  if (pressed) {
    isStale = true
    return
  }
  const wishes = files.wishes()
  const none = wishes.writers.length === 0
  const chosen = countChoices(view.options)
  const { options } = view
  // messages of the editor come up at the right, over what stands there
  render(
    footer,
    h(
      'div',
      { class: 'buttons' },
      h('vscode-button', { 'data-key': 'write', disabled: none, onclick: () => files.wishes().writers.length > 0 && send({ kind: 'write', options: view.options, wishes: files.wishes() }) }, t('Write Files…')),
      h('vscode-button', { secondary: true, 'data-key': 'copy', onclick: () => send({ kind: 'copy-command', options, wishes: files.wishes() }) }, t('Copy Training Command')),
      h('vscode-button', { secondary: true, 'data-key': 'start', disabled: !isTrusted, title: isTrusted ? '' : t('Only in a workspace that you trust'), onclick: () => isTrusted && send({ kind: 'start', options, wishes: files.wishes() }) }, t('Start Training in Terminal')),
    ),
    h(
      'p',
      {},
      chosen === 0 ? t('Nothing is chosen here yet; nothing is written before the preview.') : chosen === 1 ? t('1 choice') : t('{0} choices', chosen),
      chosen > 0 && h('button', { class: 'text-button', type: 'button', 'data-key': 'reset', onclick: () => plan({}) }, t('Take all back')),
    ),
  )
}
