import type { ConceptPicture, ConceptRow, ConceptSection } from '../../server/src/protocol/concept'
import { kindName, kindOf, LETTERS } from '../categories'
import { h, type Child } from '../dom'
import { icon } from '../icons'
import { t } from '../page'
import { shareText } from '../share'
import { choicesOf, usualName, type Decision, type DecisionKind } from './decisions'
import type { Thumbnails } from './thumbnails'

/** A row as it stands: what is known of the tag, and what is decided. */
export interface RowState {
  readonly id: string
  readonly section: ConceptSection
  readonly row: ConceptRow
  readonly whole: number
  readonly decision: Decision | undefined
  readonly expanded: boolean
  /** What the tag would be baked into. */
  readonly trigger: string | null
  readonly pictures: readonly ConceptPicture[]
}

export interface RowActions {
  /** Undefined takes a decision back. */
  decide(id: string, decision: Decision | undefined): void
  toggle(id: string): void
  /** Opens the row and puts the keyboard into its field for the new name. */
  rename(id: string): void
  /** Puts the keyboard onto the row itself. */
  leave(id: string): void
  /** Whether rows are being drawn anew. */
  isDrawing(): boolean
  readonly thumbnails: Thumbnails
}

export function rowOf(state: RowState, actions: RowActions): HTMLElement {
  const { id, row, whole, decision, expanded } = state
  const kind = kindOf({ category: row.category, trigger: row.trigger })
  return h(
    'div',
    { class: `tag kind-${kind}${decision ? ` decided decided-${decision.kind}` : ''}`, 'data-row': id },
    h('div', { class: 'line' }, nameOf(state, actions), barOf(row.captions / whole), countOf(state), choiceButtons(state, actions)),
    expanded && detailOf(state, actions),
  )
}

function nameOf({ id, row, decision, expanded, trigger }: RowState, actions: RowActions): HTMLElement {
  const kind = kindOf({ category: row.category, trigger: row.trigger })
  const outcome = decision && outcomeOf(decision, trigger)
  return h(
    'button',
    { class: 'name', type: 'button', 'aria-expanded': String(expanded), 'data-key': `name ${id}`, 'data-stop': true, title: kindName(kind), onclick: () => actions.toggle(id) },
    h('span', { class: 'chevron' }, icon('chevron-right')),
    LETTERS[kind] !== '' && h('span', { class: 'letter', role: 'img', 'aria-label': kindName(kind) }, LETTERS[kind]),
    h('span', { class: 'text' }, row.text),
    row.translation !== null && h('span', { class: 'quiet translation' }, row.translation),
    outcome !== undefined && h('span', { class: 'outcome' }, outcome),
    row.kept && h('span', { class: 'badge' }, t('kept')),
  )
}

function outcomeOf(decision: Decision, trigger: string | null): string | undefined {
  switch (decision.kind) {
    case 'bake':
      return trigger === null ? undefined : `→ ${trigger}`
    case 'rename':
    case 'unify':
      return `→ ${decision.to}`
    case 'keep':
    case 'add':
      return undefined
  }
}

function barOf(share: number): HTMLElement {
  const fill = h('span', { class: 'fill' })
  fill.style.width = `${Math.min(1, share) * 100}%`
  return h('span', { class: 'bar', 'aria-hidden': 'true' }, fill)
}

function countOf({ row, whole }: RowState): HTMLElement {
  const elsewhere = row.elsewhere === null ? undefined : t('at most {0} in its siblings', shareText(Math.round(row.elsewhere * 100), 100))
  return h('span', { class: 'count number', title: elsewhere }, h('span', {}, t('{0} of {1}', row.captions.toLocaleString(), whole.toLocaleString())), h('span', { class: 'quiet share' }, shareText(row.captions, whole)))
}

function choiceButtons(state: RowState, actions: RowActions): HTMLElement {
  const { row, whole } = state
  return h('div', { class: 'choices', role: 'group', 'aria-label': t("What happens to '{0}'", row.text) }, ...choicesOf(row, whole).map((kind) => choiceButton(kind, state, actions)))
}

function choiceButton(kind: DecisionKind, state: RowState, actions: RowActions): HTMLElement {
  const { id, row, decision } = state
  const isOn = decision?.kind === kind
  const proposed = row.proposal?.kind === kind ? row.proposal : null
  const explanation = proposed ? t('Proposed: {0}', proposed.reason) : explain(kind, state)
  return h(
    'button',
    {
      class: proposed ? 'choice proposed' : 'choice',
      type: 'button',
      'aria-pressed': String(isOn),
      'aria-label': proposed ? t('{0} (proposed)', labelOf(kind)) : labelOf(kind),
      'data-key': `${kind} ${id}`,
      'data-stop': true,
      title: `${explanation}\n${t('Key: {0}', KEYS[kind])}`,
      onclick: () => choose(kind, state, actions),
    },
    proposed && icon('lightbulb'),
    labelOf(kind),
  )
}

/** The same again takes it back. */
export function choose(kind: DecisionKind, { id, row, decision }: Pick<RowState, 'id' | 'row' | 'decision'>, actions: RowActions): void {
  if (decision?.kind === kind) return actions.decide(id, undefined)
  if (kind === 'rename') return actions.rename(id)
  actions.decide(id, kind === 'unify' ? { kind, to: usualName(row) } : { kind })
}

/** Pressed anywhere in a row. */
export const KEYS: Readonly<Record<DecisionKind, string>> = { bake: 'B', keep: 'K', add: 'A', rename: 'F2', unify: 'U' }

export function labelOf(kind: DecisionKind): string {
  switch (kind) {
    case 'bake':
      return t('Bake')
    case 'keep':
      return t('Keep')
    case 'add':
      return t('Add')
    case 'rename':
      return t('Rename')
    case 'unify':
      return t('Unify')
  }
}

function explain(kind: DecisionKind, { row, whole, trigger }: RowState): string {
  switch (kind) {
    case 'bake':
      return trigger === null ? t('Remove it from the captions: it is learnt with everything else') : t("Remove it from the captions: it is learnt with '{0}' and comes with it", trigger)
    case 'keep':
      return t('Leave it in on purpose: it can be changed in the prompt, and no rule asks again')
    case 'add':
      return t('Add it to the {0} captions without it', (whole - row.captions).toLocaleString())
    case 'rename':
      return t('Give it another name')
    case 'unify':
      return t("One name for {0}", [row.text, ...row.rivals.map(({ text }) => text)].join(', '))
  }
}

function detailOf(state: RowState, actions: RowActions): HTMLElement {
  const { row, whole } = state
  return h(
    'div',
    { class: 'detail' },
    row.proposal && h('p', { class: 'reason' }, icon('lightbulb'), h('span', {}, row.proposal.reason)),
    !row.trigger && namesOf(state, actions),
    h('div', { class: 'strips' }, strip(t('With it'), row.captions, row.with, state, actions), strip(t('Without it'), whole - row.captions, row.without, state, actions)),
  )
}

function namesOf({ id, row, decision }: RowState, actions: RowActions): HTMLElement {
  const field = h('input', { class: 'field', type: 'text', value: decision?.kind === 'rename' ? decision.to : row.text, 'data-key': `field ${id}`, spellcheck: 'false', 'aria-label': t("New name of '{0}'", row.text) })
  const commit = (): void => {
    if (actions.isDrawing()) return
    const to = field.value.trim()
    if (to !== '' && to !== row.text) actions.decide(id, { kind: 'rename', to })
    else if (decision?.kind === 'rename') actions.decide(id, undefined)
  }
  field.addEventListener('change', commit)
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') field.value = decision?.kind === 'rename' ? decision.to : row.text
    else if (event.key === 'Enter') commit()
    else return
    event.preventDefault()
    actions.leave(id)
  })
  return h(
    'div',
    { class: 'names' },
    h('span', { class: 'quiet' }, t('Name')),
    field,
    ...(row.rivals.length === 0 ? [] : [h('span', { class: 'quiet' }, t('One name for all:')), ...[{ text: row.text, captions: row.captions }, ...row.rivals].map((rival) => nameButton(rival, id, decision, actions))]),
  )
}

function nameButton({ text, captions }: { readonly text: string; readonly captions: number }, id: string, decision: Decision | undefined, actions: RowActions): HTMLElement {
  const isOn = decision?.kind === 'unify' && decision.to === text
  return h(
    'button',
    { class: 'choice', type: 'button', 'aria-pressed': String(isOn), 'data-key': `to ${text} ${id}`, onclick: () => actions.decide(id, isOn ? undefined : { kind: 'unify', to: text }) },
    text,
    h('span', { class: 'quiet' }, captions.toLocaleString()),
  )
}

function strip(title: string, count: number, shown: readonly number[], { id, pictures }: RowState, { thumbnails }: RowActions): Child {
  if (count === 0) return null
  const rest = count - shown.length
  return h(
    'section',
    { class: 'strip', 'aria-label': `${title} (${count})` },
    h('h3', {}, title, ' ', h('span', { class: 'quiet number' }, count.toLocaleString())),
    h(
      'div',
      { class: 'thumbnails' },
      ...shown.flatMap((index) => {
        const picture = pictures[index]
        return picture ? [thumbnails.of(picture, index, id)] : []
      }),
      rest > 0 && h('span', { class: 'quiet' }, t('and {0} more', rest.toLocaleString())),
    ),
  )
}
