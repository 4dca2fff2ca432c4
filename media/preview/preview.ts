import type { PreviewAction, PreviewData, PreviewMessage, PreviewSources } from '../../server/src/protocol/preview'
import { byId, h, render, type Child } from '../dom'
import { icon } from '../icons'
import { connect, loadView, saveView, shortcut, t } from '../page'
import { createChips } from './chips'
import { factsOf, tokensOf } from './facts'
import './preview.css'
import { problemsOf } from './problems'
import { createSplitter } from './splitter'
import { createStage } from './stage'
import { trainedOf } from './trained'

let view = loadView({ showCut: true, share: 60, trained: true })
let shown: { readonly data: PreviewData; readonly sources: PreviewSources } | undefined

const send = connect<PreviewMessage, PreviewAction>(receive)
const stage = createStage((uri) => send({ kind: 'image-failed', uri }))
const chips = createChips({
  select: (index) => send({ kind: 'select-chip', index }),
  remove: (index) => send({ kind: 'remove-chip', index }),
  move: (index, to) => send({ kind: 'move-chip', index, to }),
})
const splitter = createSplitter(view.share, (share) => changeView({ share }))
const head = h('header', { class: 'head' })
const facts = h('div', { class: 'facts' })
const tags = h('div', { class: 'tags' })
const problems = h('div', {})
const trained = h('div', {})
const details = h('div', { class: 'details' }, head, facts, tags, problems, trained)
const content = h('div', { class: 'content' }, stage.element, splitter, details)
const notice = h('div', { class: 'notice', hidden: true })
const page = byId('page')

page.append(content, notice, h('div', { class: 'waiting-bar', 'aria-hidden': 'true' }))
content.hidden = true
document.addEventListener('keydown', onKey)
send({ kind: 'ready' })

function changeView(change: Partial<typeof view>): void {
  view = { ...view, ...change }
  saveView(view)
}

function receive(message: PreviewMessage): void {
  page.classList.toggle('waiting', message.kind === 'waiting')
  switch (message.kind) {
    case 'show':
      shown = { data: message.data, sources: message.sources }
      content.hidden = false
      notice.hidden = true
      return draw(message.active)
    case 'active':
      return chips.mark(message.active)
    case 'waiting':
      return
    case 'empty':
      return tell(emptyText(message.reason))
    case 'failed':
      return tell([h('p', {}, message.message)])
  }
}

function draw(active: number): void {
  if (!shown) return
  const { data, sources } = shown
  const [image] = data.images
  stage.show(image, sources, view.showCut)
  stage.decodeAhead([data.next?.image, data.previous?.image].flatMap((uri) => (typeof uri === 'string' ? (sources.images[uri] ?? []) : [])))
  render(head, ...headOf(data))
  render(facts, ...factsOf(image, data.concept), image?.bucket ? cutToggle() : null)
  tokensAndChips(data, active)
  const list = problemsOf(data.problems, {
    open: (index) => send({ kind: 'open-problem', index }),
    fix: (index) => send({ kind: 'fix-problem', index }),
    explain: (rule) => send({ kind: 'open-rule', rule }),
  })
  render(problems, list)
  render(trained, trainedOf(data.trained, view.trained, { toggle: (expanded) => changeView({ trained: expanded }), open: () => send({ kind: 'open-trained' }) }))
}

function headOf({ images, caption, place, next, previous }: PreviewData): Child[] {
  const name = images[0]?.name ?? decodeURIComponent(caption?.uri.split('/').at(-1) ?? '')
  return [
    h('h1', { title: name }, name),
    images.length > 1 && h('span', { class: 'quiet' }, t('and {0} more of this name', images.length - 1)),
    place && h('span', { class: 'place number quiet' }, `${place.index}/${place.total}`),
    h('span', { class: 'buttons' }, goButton('previous', previous !== null), goButton('next', next !== null)),
  ]
}

function goButton(to: 'next' | 'previous', possible: boolean): HTMLElement {
  const label = to === 'next' ? t('Next image ({0})', shortcut('Ctrl+↓', '⌃⌥↓')) : t('Previous image ({0})', shortcut('Ctrl+↑', '⌃⌥↑'))
  return h('button', { class: 'icon-button', type: 'button', 'data-key': to, title: label, 'aria-label': label, disabled: !possible, onclick: () => send({ kind: 'go', to }) }, icon(to === 'next' ? 'chevron-right' : 'chevron-left'))
}

function cutToggle(): HTMLElement {
  const label = view.showCut ? t('Hide the bucket') : t('Show the bucket')
  const toggle = (): void => {
    changeView({ showCut: !view.showCut })
    draw(activeIndex())
  }
  return h('button', { class: 'text-button', type: 'button', 'data-key': 'cut', title: t('The frame is what is trained; what lies outside is cut off'), onclick: toggle }, label)
}

function activeIndex(): number {
  return Number(chips.element.querySelector<HTMLElement>('.chip.active')?.dataset['index'] ?? -1)
}

function tokensAndChips({ tokens, chips: list, caption }: PreviewData, active: number): void {
  render(tags, tokensOf(tokens), list.length > 0 ? chips.element : emptyCaption(caption))
  chips.show(list, active)
}

function emptyCaption(caption: PreviewData['caption']): HTMLElement | null {
  if (!caption) return null
  const sentence = caption.exists ? t('This caption has no tags yet.') : t('This image has no caption yet.')
  return h('p', { class: 'quiet' }, sentence, ' ', h('button', { class: 'text-button', type: 'button', 'data-key': 'write', onclick: () => send({ kind: 'open-caption' }) }, t('Write it')))
}

function tell(sentences: readonly Child[]): void {
  if (shown) return
  content.hidden = true
  notice.hidden = false
  render(notice, ...sentences)
}

function emptyText(reason: 'no-caption' | 'not-file' | 'starting'): Child[] {
  switch (reason) {
    case 'no-caption':
      return [h('p', {}, t('The image of the caption you are editing is shown here, with its tags.')), h('p', { class: 'quiet' }, t('Open a caption, or an image that has one.'))]
    case 'not-file':
      return [h('p', {}, t('This caption does not lie on a disk that Taglore can read, so there is no image to show.'))]
    case 'starting':
      return [h('p', { class: 'quiet' }, t('Reading the dataset …'))]
  }
}

function onKey(event: KeyboardEvent): void {
  if (event.key === 'Escape') send({ kind: 'focus-editor' })
}
