import type { PreviewAction, PreviewData, PreviewMessage } from '../../server/src/protocol/preview'
import { byId, h, render, type Child } from '../dom'
import { connect, loadView, saveView, t } from '../page'
import { framePage } from '../page-frame'
import { createQuickTags } from '../quick-tags'
import { createChips } from './chips'
import { factsOf, tokensOf } from './facts'
import './preview.css'
import { problemsOf } from './problems'
import { markSeen, setScores } from './seen'
import { createSplitter } from './splitter'
import { headOf } from './head'
import { createStage, type StageView } from './stage'
import { trainedOf } from './trained'
import { chipsOf, type Chip } from './typed-chips'
import { FIT } from './viewport'

/** What outlives the page: how it looks, and what it goes by. */
let view = loadView<PageView>({ showCut: true, showMask: true, zoom: FIT, compare: 'side', share: 60, trained: true, pinned: false, filter: '', compared: '' })
let shown: Extract<PreviewMessage, { kind: 'show' }> | undefined
/** The tags of what is shown, or of a text that is newer. */
let list: readonly Chip[] = []

const send = connect<PreviewMessage, PreviewAction>(receive)
const stage = createStage(view, {
  failed: (uri) => send({ kind: 'image-failed', uri }),
  changed: ({ showCut, showMask, zoom, compare }) => changeView({ showCut, showMask, zoom, compare }),
  compare: (wanted) => send({ kind: 'compare', wanted }),
})
const chips = createChips({
  select: (index) => send({ kind: 'select-chip', index }),
  edit: (wish) => send({ kind: 'edit-tags', wish }),
  complete: (question, typed, tag) => send({ kind: 'complete', question, typed, tag }),
})
const quick = createQuickTags({ toggle: quickTag, edit: () => send({ kind: 'edit-quick' }) })
const splitter = createSplitter(view.share, (share) => changeView({ share }))
const head = h('header', { class: 'head' })
const facts = h('div', { class: 'facts' })
const tokenLine = h('div', {})
const empty = h('div', {})
const tags = h('div', { class: 'tags' }, tokenLine, empty, chips.element, quick.element)
const problems = h('div', {})
const trained = h('div', {})
const details = h('div', { class: 'details' }, head, facts, tags, problems, trained)
const content = h('div', { class: 'content' }, stage.element, splitter, details)
const page = byId('page')

const frame = framePage(page, content, { instead: true })
document.addEventListener('keydown', onKey)
send({ kind: 'ready', pinned: view.pinned, filter: view.filter, compared: view.compared })

interface PageView extends StageView {
  /** The picture's part of the height, in percent. */
  readonly share: number
  readonly trained: boolean
  readonly pinned: boolean
  readonly filter: string
  /** URI of the image beside the one shown; '' for none. */
  readonly compared: string
}

function changeView(change: Partial<typeof view>): void {
  view = { ...view, ...change }
  saveView(view)
}

function receive(message: PreviewMessage): void {
  page.classList.toggle('waiting', message.kind === 'waiting')
  switch (message.kind) {
    case 'show':
      shown = message
      changeView({ pinned: message.pinned, filter: message.filter?.query ?? '' })
      frame.show()
      return draw(message.active)
    case 'compare':
      changeView({ compared: message.compared?.image.uri ?? '' })
      return stage.compare(message.compared ?? undefined)
    case 'ahead':
      return stage.decodeAhead(message.addresses)
    case 'scores':
      setScores(message.scores)
      return markSeen(chips.element, list)
    case 'completion':
      return chips.answer(message.question, message.tags)
    case 'typed':
      if (!shown) return
      list = chipsOf(message.text, list)
      return showChips(shown.data)
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
  const { data, sources, filter, pinned, typed } = shown
  const [image] = data.images
  stage.show(image, sources)
  render(head, ...headOf(data, filter, pinned, send))
  render(facts, ...factsOf(image, data.concept))
  render(tokenLine, tokensOf(data.tokens))
  list = typed === null ? data.chips : chipsOf(typed, data.chips)
  showChips(data, active)
  const found = problemsOf(data.problems, {
    open: (index) => send({ kind: 'open-problem', index }),
    fix: (index) => send({ kind: 'fix-problem', index }),
    explain: (rule) => send({ kind: 'open-rule', rule }),
  })
  render(problems, found)
  render(trained, trainedOf(data.trained, view.trained, { toggle: (expanded) => changeView({ trained: expanded }), open: () => send({ kind: 'open-trained' }) }))
}

function showChips({ caption, quickTags }: PreviewData, active?: number): void {
  // chips stay where they are: a field may be open among them
  render(empty, list.length > 0 ? null : emptyCaption(caption))
  chips.element.hidden = caption === null
  chips.show(caption?.uri ?? '', list, active)
  markSeen(chips.element, list)
  const keys = new Set(list.map(({ key }) => key))
  quick.element.hidden = caption === null
  quick.show(quickTags, caption === null ? undefined : ({ key }) => (keys.has(key) ? 'true' : 'false'))
}

function quickTag(place: number): void {
  const tag = shown?.data.quickTags[place]
  if (tag) send({ kind: 'edit-tags', wish: { kind: 'toggle', text: tag.text } })
}

function emptyCaption(caption: PreviewData['caption']): HTMLElement | null {
  if (!caption) return null
  const sentence = caption.exists ? t('This caption has no tags yet.') : t('This image has no caption yet.')
  return h('p', { class: 'quiet' }, sentence, ' ', h('button', { class: 'text-button', type: 'button', 'data-key': 'write', onclick: () => send({ kind: 'open-caption' }) }, t('Write it')))
}

function tell(sentences: readonly Child[]): void {
  if (!shown) frame.say(...sentences)
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
  if (event.defaultPrevented) return
  // numbers are no letters of a chip
  if (!(event.target instanceof HTMLInputElement) && quick.onKey(event)) return event.preventDefault()
  if (isTyping(event)) return
  if (event.key === 'Escape') return send({ kind: 'focus-editor' })
  if (stage.onKey(event) || onShortcut(event)) event.preventDefault()
}

/** Letters belong to the page, but for those typed into a field, or at a chip: they are written into the text. */
function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.closest(event.key === 'Escape' ? 'input' : 'input, .chip') !== null
}

function onShortcut({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (!shown || ctrlKey || metaKey || altKey) return false
  const { review, images } = shown.data
  switch (key.toLowerCase()) {
    case 'r':
      if (review) send({ kind: 'review', reviewed: !review.reviewed })
      break
    case 'x':
      if (images.length > 0) send({ kind: 'exclude' })
      break
    case 'u':
      send({ kind: 'go', to: 'next-unreviewed' })
      break
    case 'p':
      send({ kind: 'go', to: 'next-problem' })
      break
    case 'f':
      send({ kind: 'filter' })
      break
    case 'arrowright':
    case 'arrowleft':
      if (!(document.activeElement instanceof HTMLElement && document.activeElement.matches('.pane, body'))) return false
      send({ kind: 'go', to: key === 'ArrowRight' ? 'next' : 'previous' })
      break
    default:
      return false
  }
  return true
}
