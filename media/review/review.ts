import '@vscode-elements/elements/dist/vscode-button/index.js'
import '@vscode-elements/elements/dist/vscode-textfield/index.js'
import { tagKey } from '../../server/src/caption/tag-key'
import type { ReviewAction, ReviewMessage, ReviewSetup } from '../../server/src/protocol/review-page'
import type { ReviewCounts, ReviewResult, ReviewTag, ReviewTagResult } from '../../server/src/protocol/tagging'
import { kindName, LETTERS } from '../categories'
import { byId, h, render } from '../dom'
import { icon } from '../icons'
import { connect, loadView, saveView, t } from '../page'
import { framePage } from '../page-frame'
import { createControls } from './controls'
import { categoryName, chipKind, countDecisions, decide, isOpen } from './decisions'
import { createRows, type Question } from './rows'
import { createSide, type SideItem } from './side'
import { createThumbnails } from './thumbnails'
import './review.css'

type Mode = 'images' | 'tags'
type Shown = 'open' | 'added' | 'all'

interface View {
  readonly mode: Mode
  readonly shown: Shown
  /** What is looked at. */
  readonly image: string
  readonly tag: string
  readonly filter: string
  /** In the view of a tag: whose eyes, and from which score on; empty for all together. */
  readonly tagger: string
  readonly from: number
  readonly merging: boolean
}

/** Pixels of a picture's longest side. */
const LARGE = 512
const SMALL = 96

let view: View = loadView({ mode: 'images', shown: 'open', image: '', tag: '', filter: '', tagger: '', from: 0.2, merging: false })
let setup: ReviewSetup | undefined
let review: ReviewResult | undefined
let counts: ReviewCounts | undefined
let tags: { readonly uri: string; readonly tags: readonly ReviewTag[] } | undefined
let found: { readonly key: string; readonly result: ReviewTagResult } | undefined

const send = connect<ReviewMessage, ReviewAction>(receive)
const thumbnails = createThumbnails((images, size) => send({ kind: 'thumbnails', images, size }))
const page = byId('page')
const header = h('header', {})
const summary = h('p', { class: 'counts', role: 'status' })
const controls = createControls(
  {
    count: (thresholds, sureFrom) => send({ kind: 'counts', thresholds, sureFrom }),
    merge: (merge, sureFrom) => {
      if (setup) setup = { ...setup, merge, sureFrom }
      send({ kind: 'merge', merge, sureFrom })
    },
    order: (order) => {
      if (!setup || !review) return
      setup = { ...setup, order }
      send({ kind: 'order', order })
      controls.show(setup, review)
    },
  },
  view.merging,
  (merging) => changeView({ merging }),
)
const rowActions = {
  decisions: () => setup?.decisions ?? {},
  decide: (question: Question, decision: 'accept' | 'reject' | undefined) => {
    if (!setup) return
    setup = { ...setup, decisions: decide(setup.decisions, question.image, question.key, decision) }
    send({ kind: 'decide', decisions: setup.decisions })
    drawSummary()
  },
  open: (question: Question) => (view.mode === 'images' ? go({ mode: 'tags', tag: question.key }) : go({ mode: 'images', image: question.image })),
}
const tagRows = createRows(rowActions, () => (narrow() ? 50 : 28), t('Tags of the image'))
const imageRows = createRows(rowActions, () => (narrow() ? 104 : 78), t('Images of the tag'))
const side = createSide({ choose: (id) => go(view.mode === 'images' ? { image: id } : { tag: id }), filter: (filter) => (changeView({ filter }), drawSide()), enter: () => (view.mode === 'images' ? tagRows : imageRows).focus(0) }, view.filter)
const modes = h('div', { class: 'segments', role: 'group', 'aria-label': t('What is gone through') })
const shown = h('div', { class: 'segments', role: 'group', 'aria-label': t('Which tags are shown') })
const detail = h('section', { class: 'detail', 'aria-label': t('What is looked at') })
const footer = h('footer', {})
const content = h('div', { class: 'content' }, header, controls.element, h('div', { class: 'toolbar' }, modes, shown), h('div', { class: 'panes' }, side.element, detail))
const frame = framePage(page, content, { footer })
document.addEventListener('keydown', onKey)
send({ kind: 'ready' })

function narrow(): boolean {
  return window.innerWidth < 560
}

function changeView(change: Partial<View>): void {
  view = { ...view, ...change }
  saveView(view)
}

function receive(message: ReviewMessage): void {
  page.classList.toggle('waiting', message.kind === 'waiting')
  switch (message.kind) {
    case 'show':
      return show(message.title, message.setup, message.review)
    case 'counts':
      counts = message.counts
      return drawSummary()
    case 'image':
      if (message.uri !== view.image) return
      tags = { uri: message.uri, tags: message.tags }
      return drawDetail()
    case 'tag':
      if (message.key !== view.tag || message.tagger !== view.tagger || message.from !== view.from) return
      found = { key: message.key, result: message.found }
      return drawDetail()
    case 'thumbnail':
      return thumbnails.made(message.image, message.size, message)
    case 'waiting':
      return
    case 'failed':
      return frame.fail(message.message, () => send({ kind: 'again' }))
  }
}

function show(title: string, nextSetup: ReviewSetup, next: ReviewResult): void {
  setup = nextSetup
  review = next
  counts = next.counts
  frame.show()
  const about = [t('by {0}', setup.taggers.join(', ')), next.images.length === 1 ? t('1 image') : t('{0} images', next.images.length.toLocaleString())]
  render(
    header,
    h('h1', {}, t('Review tags: {0}', title)),
    h('p', { class: 'facts quiet' }, about.join(' · '), next.unseen > 0 && ` · ${t('{0} not seen yet', next.unseen.toLocaleString())}`, ' ', h('button', { class: 'text-button', type: 'button', 'data-key': 'tagImages', onclick: () => send({ kind: 'tagImages' }) }, t('Tag Images…'))),
  )
  controls.show(setup, next)
  drawModes()
  drawSide()
  go({}, true)
  drawSummary()
}

/** Looks at something else; `afresh` asks again for the same. */
function go(change: Partial<View>, afresh = false): void {
  if (!review) return
  const before = view
  changeView(change)
  if (!review.images.some(({ uri }) => uri === view.image)) changeView({ image: sideItems('images')[0]?.id ?? review.images[0]?.uri ?? '' })
  if (!review.tags.some(({ key }) => key === view.tag)) changeView({ tag: review.tags[0]?.key ?? '' })
  if (before.mode !== view.mode) {
    changeView({ filter: '' })
    side.clear()
    drawModes()
    drawSide()
  } else side.mark(view.mode === 'images' ? view.image : view.tag)
  const isSame = before.mode === view.mode && before.image === view.image && before.tag === view.tag && before.tagger === view.tagger && before.from === view.from
  if (isSame && !afresh) return
  if (view.mode === 'images') {
    if (view.image !== '') send({ kind: 'image', uri: view.image })
  } else if (view.tag !== '') send({ kind: 'tag', key: view.tag, tagger: view.tagger, from: view.from })
  if (!afresh && before.mode !== view.mode) drawDetail()
}

function drawModes(): void {
  const segment = (label: string, pressed: boolean, title: string, run: () => void): HTMLElement => h('button', { class: 'choice', type: 'button', title, 'aria-pressed': String(pressed), 'data-key': label, onclick: run }, label)
  render(modes, segment(t('Image by image'), view.mode === 'images', t('all tags of an image'), () => go({ mode: 'images' })), segment(t('Tag by tag'), view.mode === 'tags', t('all images of a tag'), () => go({ mode: 'tags' })))
  const choose = (value: Shown) => (): void => {
    changeView({ shown: value })
    drawModes()
    drawSide()
    drawDetail()
  }
  shown.hidden = view.mode === 'tags'
  render(
    shown,
    segment(t('To be looked at'), view.shown === 'open', t('unsure, or taggers disagree'), choose('open')),
    segment(t('Added'), view.shown === 'added', t('everything that would be added'), choose('added')),
    segment(t('All'), view.shown === 'all', t('also what is in the caption, and what lies below the threshold'), choose('all')),
  )
}

function sideItems(mode: Mode): readonly SideItem[] {
  if (!review) return []
  const key = tagKey(view.filter)
  const plain = view.filter.trim().toLowerCase()
  if (mode === 'tags') {
    return review.tags
      .filter((tag) => key === '' || tag.key.includes(key))
      .map(({ key: id, name, category, added, written }) => ({ id, label: name, kind: chipKind(category), letter: LETTERS[chipKind(category)], count: added > 0 ? `+${added}` : '', about: t('{0} added, {1} in captions', added, written) }))
  }
  const rows = review.images.filter(({ unsure, disputed, added }) => (view.shown === 'open' ? unsure + disputed > 0 : view.shown === 'added' ? added > 0 : true))
  return rows
    .map(({ uri, added, unsure, disputed }) => ({ id: uri, label: nameOf(uri), kind: 'unknown', letter: '', count: view.shown === 'open' ? `${unsure + disputed}` : added > 0 ? `+${added}` : '', about: t('{0} added, {1} unsure, {2} disputed', added, unsure, disputed) }))
    .filter(({ label }) => plain === '' || label.toLowerCase().includes(plain))
}

function nameOf(uri: string): string {
  return decodeURIComponent(uri.split('/').at(-1) ?? uri)
}

function drawSide(): void {
  const empty = view.mode === 'images' && view.shown === 'open' ? t('Nothing is unsure here: all that is added is sure.') : t('Nothing is like this.')
  side.show(sideItems(view.mode), view.mode === 'images' ? { name: t('Images'), empty } : { name: t('Tags'), empty }, view.mode === 'images' ? view.image : view.tag)
}

function drawDetail(): void {
  if (view.mode === 'images') drawImage()
  else drawTag()
}

function drawImage(): void {
  const row = review?.images.find(({ uri }) => uri === view.image)
  if (!row) return render(detail)
  const all = tags?.uri === view.image ? tags.tags : []
  const questions = all.filter((tag) => (view.shown === 'open' ? isOpen(tag) : view.shown === 'added' ? (tag.taken && !tag.written) || setup?.decisions[row.uri]?.[tag.key] !== undefined : true)).map((tag) => questionOf(row.uri, tag))
  const step = (by: 1 | -1, label: string, key: string): HTMLElement => h('button', { class: 'icon-button', type: 'button', title: `${label} (${key})`, 'aria-label': label, 'data-key': label, onclick: () => move(by) }, icon(by === 1 ? 'chevron-right' : 'chevron-left'))
  render(
    detail,
    h('div', { class: 'subject' }, h('h2', {}, nameOf(row.uri)), step(-1, t('Previous'), 'P'), step(1, t('Next'), 'N'), h('button', { class: 'text-button', type: 'button', 'data-key': 'open', onclick: () => send({ kind: 'open', uri: row.caption ?? row.uri }) }, t('Open caption'))),
    h('div', { class: 'large' }, thumbnails.of(row.uri, LARGE)),
    questions.length === 0 ? h('p', { class: 'quiet empty' }, tags?.uri === view.image ? t('Nothing of this image is to be shown here.') : '') : tagRows.element,
  )
  tagRows.show(questions)
}

function questionOf(image: string, tag: ReviewTag): Question {
  const kind = chipKind(tag.category)
  const scores = Object.entries(tag.scores).map(([tagger, score]) => (setup && setup.taggers.length > 1 ? `${tagger} ${score.toFixed(2)}` : score.toFixed(2)))
  const standing = tag.written ? t('in the caption') : tag.standing === 'sure' ? t('sure') : tag.standing === 'unsure' ? t('unsure') : t('below the threshold')
  return { image, key: tag.key, label: tag.name, title: t('{0}: {1}', tag.name, [kindName(kind), t('threshold {0}', tag.threshold.toFixed(2))].join(t(', '))), kind, letter: LETTERS[kind], written: tag.written, taken: tag.taken, pale: !tag.written && tag.standing === 'unsure', about: [standing, ...(tag.disputed ? [t('disputed')] : []), ...scores] }
}

function drawTag(): void {
  const tag = review?.tags.find(({ key }) => key === view.tag)
  if (!tag || !setup) return render(detail)
  const kind = chipKind(tag.category)
  const result = found?.key === tag.key ? found.result : { lacking: [], doubted: [] }
  const question = (uri: string, score: number, written: boolean, taken: boolean): Question => ({ image: uri, key: tag.key, label: nameOf(uri), title: nameOf(uri), kind, letter: '', written, taken, pale: false, about: [written ? t('in the caption, seen with {0}', score.toFixed(2)) : t('seen with {0}', score.toFixed(2))], picture: () => thumbnails.of(uri, SMALL) })
  const questions = [...result.lacking.map(({ uri, score, taken }) => question(uri, score, false, taken)), ...result.doubted.map(({ uri, score, taken }) => question(uri, score, true, taken))]
  const all = (decision: 'accept' | 'reject', label: string): HTMLElement => h('button', { class: 'text-button', type: 'button', 'data-key': label, onclick: () => decideAll(questions.filter(({ written }) => !written), decision) }, label)
  const from = h('input', { type: 'range', min: 0.05, max: 1, step: 0.01, value: view.from, 'aria-label': t('Score from which on it is seen'), 'data-key': 'from' })
  from.addEventListener('input', () => go({ from: Number(from.value) }))
  const taggers = setup.taggers.length < 2 ? [] : ['', ...setup.taggers]
  render(
    detail,
    h('div', { class: 'subject' }, h('h2', {}, tag.name), h('span', { class: 'quiet' }, categoryName(tag.category)), result.lacking.length > 0 && all('accept', t('Accept all')), result.lacking.length > 0 && all('reject', t('Reject all'))),
    h('div', { class: 'looking' }, h('label', { class: 'slider' }, h('span', {}, t('seen from')), from, h('output', { class: 'number' }, view.from.toFixed(2))), taggers.length > 0 && h('div', { class: 'segments', role: 'group', 'aria-label': t('Seen by') }, ...taggers.map((name) => h('button', { class: 'choice', type: 'button', 'aria-pressed': String(name === view.tagger), 'data-key': `tagger ${name}`, onclick: () => go({ tagger: name }) }, name === '' ? t('all together') : name)))),
    h('p', { class: 'quiet', role: 'status' }, t('seen in {0} images whose captions lack it; {1} captions have it and it is not seen', result.lacking.length.toLocaleString(), result.doubted.length.toLocaleString())),
    imageRows.element,
  )
  imageRows.show(questions)
}

function decideAll(questions: readonly Question[], decision: 'accept' | 'reject'): void {
  if (!setup) return
  let { decisions } = setup
  for (const { image, key } of questions) decisions = decide(decisions, image, key, decision)
  setup = { ...setup, decisions }
  send({ kind: 'decide', decisions })
  drawDetail()
  drawSummary()
}

/** To the next or previous one of the list. */
function move(by: 1 | -1): void {
  const items = sideItems(view.mode)
  const at = items.findIndex(({ id }) => id === (view.mode === 'images' ? view.image : view.tag))
  const next = items[Math.max(0, Math.min(at + by, items.length - 1))]
  if (next) go(view.mode === 'images' ? { image: next.id } : { tag: next.id })
}

function onKey(event: KeyboardEvent): void {
  const { target, key } = event
  if (event.ctrlKey || event.metaKey || event.altKey || (target instanceof HTMLElement && target.closest('input, vscode-textfield'))) return
  if (!['n', 'N', 'p', 'P'].includes(key)) return
  event.preventDefault()
  move(key.toLowerCase() === 'n' ? 1 : -1)
}

function drawSummary(): void {
  if (!counts || !setup) return
  const { added, images, unsure, removed, disputed } = counts
  const parts = [
    t('{0} tags are added', added.toLocaleString()),
    ...(removed > 0 ? [t('{0} are removed', removed.toLocaleString())] : []),
    images === 1 ? t('1 image changes') : t('{0} images change', images.toLocaleString()),
    t('{0} unsure', unsure.toLocaleString()),
    t('{0} disputed', disputed.toLocaleString()),
  ]
  const decided = countDecisions(setup.decisions)
  if (decided > 0) parts.push(decided === 1 ? t('1 decision') : t('{0} decisions', decided.toLocaleString()))
  summary.textContent = parts.join(' · ')
  const reset = (): void => {
    if (!setup) return
    setup = { ...setup, decisions: {} }
    send({ kind: 'decide', decisions: {} })
    drawDetail()
    drawSummary()
  }
  const none = added + removed === 0
  render(footer, summary, h('div', { class: 'buttons' }, h('vscode-button', { 'data-key': 'preview', disabled: none, onclick: () => !none && send({ kind: 'preview' }) }, t('Preview…')), h('vscode-button', { secondary: true, 'data-key': 'reset', disabled: decided === 0, onclick: () => decided > 0 && reset() }, t('Reset'))))
}
