import '@vscode-elements/elements/dist/vscode-option/index.js'
import '@vscode-elements/elements/dist/vscode-single-select/index.js'
import '@vscode-elements/elements/dist/vscode-textfield/index.js'
import { formatCount } from '../../server/src/base/number-format'
import { readsAsProse } from '../../server/src/caption/prose'
import { tagKey } from '../../server/src/caption/tag-key'
import type { AuditAction, AuditTagsParams, AuditTagsResult, Report, ReportTag } from '../../server/src/protocol/audit'
import { kindName, kindOf, LETTERS, type ChipKind } from '../categories'
import { h } from '../dom'
import { t } from '../page'
import { shareText } from '../share'
import { barOf } from './chart'
import { createPagedList } from './paged-list'
import { section } from './section'

export interface TagListActions {
  send(action: AuditAction): void
  readonly filter: string
  readonly category: string
  setFilter(filter: string, category: string): void
}

export interface TagSection {
  readonly element: HTMLElement
  fill(answer: Pick<AuditTagsParams, 'search' | 'category' | 'from'> & AuditTagsResult): void
}

/** Categories that can be chosen, with how they are called elsewhere in the product. */
const CATEGORIES: readonly (readonly [string, ChipKind])[] = [['general', 'general'], ['character', 'character'], ['copyright', 'copyright'], ['artist', 'artist'], ['meta', 'meta'], ['unknown', 'unknown']]

/** How often each tag is used: bars and table in one; a row leads to the captions that have it, its buttons change it everywhere. */
export function tagSection({ summary, concepts }: Report, { send, filter, category, setFilter }: TagListActions): TagSection | undefined {
  if (summary.distinctTags === 0) return undefined
  const triggers = new Set(concepts.flatMap((concept) => concept.triggers.map(tagKey)))
  let asked = { search: filter, category: category === '' ? null : category }
  const total = summary.distinctTags
  let shown = -1
  const list = createPagedList<ReportTag>({
    rowHeight: () => 24,
    visibleRows: 20,
    rowOf: (tag) => tagRow(tag, { captions: summary.captions, trigger: triggers.has(tagKey(tag.tag)), send }),
    ask: (from, count) => send({ kind: 'tags', ...asked, from, count }),
    label: t('Tags by use'),
  })
  const found = h('span', { class: 'quiet number', role: 'status' })
  const search = h('vscode-textfield', { type: 'search', placeholder: t('Filter tags'), label: t('Filter tags'), value: filter })
  const select = h(
    'vscode-single-select',
    { label: t('Category'), class: 'category' },
    h('vscode-option', { value: '', selected: category === '' }, t('all categories')),
    ...CATEGORIES.map(([value, kind]) => h('vscode-option', { value, selected: category === value }, kindName(kind))),
  )
  const start = (): void => {
    shown = -1
    send({ kind: 'tags', ...asked, from: 0, count: 100 })
  }
  const change = (): void => {
    // the components have the value of their own input fields
    const next = { search: valueOf(search), category: valueOf(select) }
    setFilter(next.search, next.category)
    asked = { search: next.search, category: next.category === '' ? null : next.category }
    start()
  }
  search.addEventListener('input', change)
  select.addEventListener('change', change)
  start()
  const head = h(
    'div',
    { class: 'tag-row tag-head quiet', 'aria-hidden': 'true' },
    h('span', { class: 'name' }, t('Tag')),
    h('span', { class: 'graph' }, t('share of the captions')),
    h('span', { class: 'number' }, t('Captions')),
    h('span', { class: 'number share' }, t('Share')),
    h('span', { class: 'number posts' }, t('Posts')),
  )
  return {
    element: section('tags', total === 1 ? t('1 tag') : t('{0} tags', total.toLocaleString()), h('div', { class: 'filter' }, search, select, found), head, list.element),
    fill(answer) {
      if (answer.search !== asked.search || answer.category !== asked.category) return
      if (shown !== answer.total) {
        shown = answer.total
        list.show(answer.total)
        found.textContent = answer.total === total ? '' : t('{0} of {1}', answer.total.toLocaleString(), total.toLocaleString())
      }
      list.fill(answer.from, answer.rows)
    },
  }
}

function valueOf(element: HTMLElement): string {
  return (element as HTMLElement & { readonly value: string }).value
}

interface RowContext {
  readonly captions: number
  readonly trigger: boolean
  readonly send: (action: AuditAction) => void
}

function tagRow(row: ReportTag, { captions, trigger, send }: RowContext): HTMLElement {
  const { tag } = row
  const prose = row.category === null && readsAsProse(tag)
  const kind = kindOf({ category: row.category, trigger, prose })
  const share = shareText(row.captions, captions)
  const posts = row.postCount === null ? '' : formatCount(row.postCount)
  const label = [tag, kindName(kind), t('in {0} captions', row.captions), share, ...(posts === '' ? [] : [t('{0} posts', posts)])].join(t(', '))
  const change = (how: 'rename' | 'remove', text: string, name: string): HTMLElement => h('button', { class: 'text-button', type: 'button', title: name, 'aria-label': name, onclick: () => send({ kind: 'change-tag', how, tag }) }, text)
  return h(
    'div',
    { class: 'tag-line' },
    h(
      'button',
      { class: `tag-row kind-${kind}`, type: 'button', title: `${label}\n${t('Find it in the captions')}`, onclick: () => send({ kind: 'show-tag', tag }) },
      h('span', { class: 'name' }, LETTERS[kind] !== '' && h('span', { class: 'letter' }, LETTERS[kind]), tag),
      barOf(row.captions / Math.max(1, captions), 'kind'),
      h('span', { class: 'number' }, row.captions.toLocaleString()),
      h('span', { class: 'number share quiet' }, share),
      h('span', { class: 'number posts quiet' }, posts),
    ),
    h('span', { class: 'row-actions' }, !prose && change('rename', t('Rename'), t("Rename '{0}' everywhere", tag)), !prose && change('remove', t('Remove'), t("Remove '{0}' everywhere", tag))),
  )
}
