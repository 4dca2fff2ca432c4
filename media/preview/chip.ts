import { formatCount } from '../../server/src/base/number-format'
import { kindName, kindOf, LETTERS } from '../categories'
import { h } from '../dom'
import { levelName } from '../levels'
import { isChinese, shortcut, t } from '../page'
import type { Chip } from './typed-chips'

/** A tag of the text as a button. */
export function chipOf(chip: Chip, index: number): HTMLElement {
  const kind = kindOf(chip)
  const letter = LETTERS[kind]
  const classes = ['chip', `kind-${kind}`, chip.problem && `problem-${chip.problem}`, chip.ignored && 'ignored'].filter(Boolean).join(' ')
  const { text, translation } = chip
  const about = describe(chip)
  // what is heard begins with what is seen
  const label = [translation === null ? text : `${text} ${translation}`, ...about].join(t(', '))
  return h(
    'button',
    { class: classes, type: 'button', draggable: 'true', 'data-index': index, 'data-key': `chip-${index}`, title: [text, ...(translation === null ? [] : [translation]), ...about, help()].join('\n'), 'aria-label': label },
    letter !== '' && h('span', { class: 'letter', 'aria-hidden': 'true' }, letter),
    h('span', { class: 'name' }, text),
    translation !== null && isChinese && h('span', { class: 'translation' }, ` ${translation}`),
  )
}

/** A tag that was turned off. */
export function offChipOf(text: string, at: number): HTMLElement {
  const label = t('{0}: turned off, not in the text; Space or a click turns it on', text)
  return h('button', { class: 'chip off', type: 'button', 'data-off': at, 'data-key': `off-${at}`, title: label, 'aria-label': label }, h('span', { class: 'name' }, text))
}

function describe({ captions, postCount, problem, ignored, ...chip }: Chip): string[] {
  return [
    kindName(kindOf(chip)),
    captions === 1 ? t('only in this caption') : t('in {0} captions of the dataset', captions),
    ...(postCount === null ? [] : [t('{0} posts', formatCount(postCount))]),
    ...(problem === null ? [] : [t('has a problem: {0}', levelName(problem))]),
    ...(ignored ? [t('is not trained')] : []),
  ]
}

function help(): string {
  return t('Enter selects it in the text, F2 edits it, Delete removes it, Space or {0} turns it off, {1} moves it; Ctrl and Shift select several', shortcut(t('Alt+click'), t('⌥click')), shortcut('Alt+←/→', '⌥←/→'))
}
