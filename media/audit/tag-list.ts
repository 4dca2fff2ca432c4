import '@vscode-elements/elements/dist/vscode-textfield/index.js'
import { formatCount } from '../../server/src/base/number-format'
import { readsAsProse } from '../../server/src/caption/prose'
import { tagKey } from '../../server/src/caption/tag-key'
import type { Report, ReportTag } from '../../server/src/protocol/audit'
import { kindName, kindOf, LETTERS } from '../categories'
import { h } from '../dom'
import { t } from '../page'
import { shareText } from '../share'
import { createVirtualList } from '../virtual-list'
import { bar, section } from './sections'

export interface TagListActions {
  show(tag: string): void
  readonly filter: string
  setFilter(filter: string): void
}

/** How often each tag is used; a row leads to the captions that have it. */
export function tagsSection({ tags, summary, concepts }: Report, actions: TagListActions): HTMLElement | null {
  if (tags.length === 0) return null
  const most = Math.max(1, ...tags.map(({ captions }) => captions))
  const triggers = new Set(concepts.flatMap((concept) => concept.triggers.map(tagKey)))
  const list = createVirtualList<ReportTag>({
    rowHeight: () => 22,
    visibleRows: 20,
    rowOf: (tag) => tagRow(tag, { most, captions: summary.captions, trigger: triggers.has(tagKey(tag.tag)), show: actions.show }),
    attributes: { 'aria-label': t('Tags by use') },
  })
  const found = h('span', { class: 'quiet number', role: 'status' })
  const search = h('vscode-textfield', { type: 'search', placeholder: t('Filter tags'), label: t('Filter tags'), value: actions.filter })

  function apply(filter: string): void {
    const key = tagKey(filter)
    const matching = key === '' ? tags : tags.filter(({ tag }) => tagKey(tag).includes(key))
    found.textContent = key === '' ? '' : t('{0} of {1}', matching.length.toLocaleString(), tags.length.toLocaleString())
    list.show(matching)
  }
  search.addEventListener('input', () => {
    // the component has the value of its own input field
    const { value } = search as HTMLElement & { readonly value: string }
    actions.setFilter(value)
    apply(value)
  })
  apply(actions.filter)
  const head = h(
    'div',
    { class: 'tag-row tag-head quiet', 'aria-hidden': 'true' },
    h('span', { class: 'name' }, t('Tag')),
    h('span', { class: 'graph' }),
    h('span', { class: 'number' }, t('Captions')),
    h('span', { class: 'number share' }, t('Share')),
    h('span', { class: 'number posts' }, t('Posts')),
  )
  return section('tags', t('{0} tags', tags.length.toLocaleString()), h('div', { class: 'filter' }, search, found), head, list.element)
}

interface RowContext {
  readonly most: number
  readonly captions: number
  readonly trigger: boolean
  readonly show: (tag: string) => void
}

function tagRow(row: ReportTag, { most, captions, trigger, show }: RowContext): HTMLElement {
  const kind = kindOf({ category: row.category, trigger, prose: row.category === null && readsAsProse(row.tag) })
  const share = shareText(row.captions, captions)
  const posts = row.postCount === null ? '' : formatCount(row.postCount)
  const label = [row.tag, kindName(kind), t('in {0} captions', row.captions), share, ...(posts === '' ? [] : [t('{0} posts', posts)])].join(', ')
  return h(
    'div',
    {},
    h(
      'button',
      { class: `tag-row kind-${kind}`, type: 'button', title: `${label}\n${t('Find it in the captions')}`, onclick: () => show(row.tag) },
      h('span', { class: 'name' }, LETTERS[kind] !== '' && h('span', { class: 'letter' }, LETTERS[kind]), row.tag),
      bar(row.captions / most, 'kind'),
      h('span', { class: 'number' }, row.captions.toLocaleString()),
      h('span', { class: 'number share quiet' }, share),
      h('span', { class: 'number posts quiet' }, posts),
    ),
  )
}
