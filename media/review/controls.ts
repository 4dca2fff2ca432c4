import type { ReviewSetup } from '../../server/src/protocol/review-page'
import type { MergeChoice, ReviewResult, ScoreCategory, Thresholds } from '../../server/src/protocol/tagging'
import { h, render, type Child } from '../dom'
import { t } from '../page'
import { categoryName } from './decisions'

export interface ControlActions {
  /** While a slider moves. */
  count(thresholds: Thresholds, sureFrom: number): void
  merge(merge: MergeChoice, sureFrom: number): void
  order(order: ReviewSetup['order']): void
}

export interface Controls {
  readonly element: HTMLElement
  show(setup: ReviewSetup, review: ReviewResult): void
}

const SHOWN: readonly ScoreCategory[] = ['general', 'character', 'copyright', 'artist', 'meta', 'species', 'quality', 'model']

/** Thresholds by category, from where on a tag is sure, and how several voices become one. */
export function createControls(actions: ControlActions, isOpen: boolean, toggled: (open: boolean) => void): Controls {
  const sliders = h('div', { class: 'sliders' })
  const choices = h('div', { class: 'merging' })
  const more = h('details', { ...(isOpen && { open: true }) }, h('summary', {}, t('Merging and output')), choices)
  more.addEventListener('toggle', () => toggled(more.open))
  let merge: MergeChoice | undefined
  let sureFrom = 0.5
  let held = false

  function slide(label: string, about: string, value: number, take: (value: number) => void): HTMLElement {
    const output = h('output', { class: 'number' }, value.toFixed(2))
    const input = h('input', { type: 'range', min: 0.05, max: 1, step: 0.01, value, 'aria-label': about, title: about, 'data-key': `slider ${label}` })
    input.addEventListener('input', () => {
      held = true
      output.textContent = Number(input.value).toFixed(2)
      take(Number(input.value))
      if (merge) actions.count(merge.thresholds, sureFrom)
    })
    input.addEventListener('change', () => {
      held = false
      take(Number(input.value))
      if (merge) actions.merge(merge, sureFrom)
    })
    return h('label', { class: 'slider' }, h('span', {}, label), input, output)
  }

  function segments<Value extends string>(label: string, options: readonly (readonly [Value, string, string])[], value: Value, take: (value: Value) => void): HTMLElement {
    return h(
      'div',
      { class: 'segmented' },
      h('span', {}, label),
      h('div', { class: 'segments', role: 'group', 'aria-label': label }, ...options.map(([each, text, title]) => h('button', { class: 'choice', type: 'button', title, 'aria-pressed': String(each === value), 'data-key': `${label} ${each}`, onclick: () => take(each) }, text))),
    )
  }

  /** Tags between commas, taken over when the field is left or by Enter. */
  function list(label: string, about: string, tags: readonly string[], take: (tags: readonly string[]) => void): HTMLElement {
    const input = h('input', { type: 'text', class: 'tags', value: tags.join(', '), 'aria-label': label, title: about, placeholder: t('tags, parted by commas'), 'data-key': `list ${label}` })
    // what is half typed is not drawn anew
    input.addEventListener('focus', () => (held = true))
    input.addEventListener('blur', () => (held = false))
    input.addEventListener('change', () => {
      held = false
      take([...new Set(input.value.split(/[,，]/).map((tag) => tag.trim()).filter((tag) => tag !== ''))])
    })
    return h('label', { class: 'list' }, h('span', {}, label), input)
  }

  const remerge = (change: Partial<MergeChoice>): void => {
    if (merge) actions.merge({ ...merge, ...change }, sureFrom)
  }

  return {
    element: h('section', { class: 'controls', 'aria-label': t('Thresholds') }, sliders, more),
    show(setup, review) {
      if (held) return
      merge = setup.merge
      sureFrom = setup.sureFrom
      const there = new Set(review.tags.map(({ category }) => category))
      const { method, thresholds, caption, ratings, characters } = setup.merge
      const thresholdOf = (category: ScoreCategory): number => thresholds.categories[category] ?? thresholds.categories.general ?? 0.35
      render(
        sliders,
        ...SHOWN.filter((category) => there.has(category)).map((category) =>
          slide(categoryName(category), t('Threshold of {0}', categoryName(category)), Math.min(1, thresholdOf(category)), (value) => {
            if (merge) merge = { ...merge, thresholds: { ...merge.thresholds, categories: { ...merge.thresholds.categories, [category]: value } } }
          }),
        ),
        slide(t('sure from'), t('How far above its threshold a tag is sure; those below are to be looked at'), sureFrom, (value) => (sureFrom = value)),
      )
      const several = setup.taggers.length > 1 || caption === 'voice'
      const parts: readonly Child[] = [
        several && segments(t('Taggers'), [['union', t('Union'), t('what any of them sees: misses least')], ['vote', t('Vote'), t('what more than half of them see')], ['weighted', t('Mean'), t('the mean of their scores decides')], ['intersection', t('Intersection'), t('what all of them see: errs least')]], method, (value) => remerge({ method: value })),
        segments(t('Tags of the caption'), [['keep', t('Stay'), t('whatever the taggers say')], ['voice', t('Are a voice'), t('the caption counts as one more tagger')], ['replace', t('Are replaced'), t('what no tagger sees goes; triggers and kept tags stay')]], caption, (value) => remerge({ caption: value })),
        segments(t('Characters'), [['tag', t('As tags'), t('as they are')], ['expand', t('Name and series'), t('name (series) becomes two tags')], ['leave-out', t('Leave out'), t('no character is added')]], characters, (value) => remerge({ characters: value })),
        segments(t('Ratings'), [['leave-out', t('Leave out'), t('no rating is added')], ['tag', t('Likeliest'), t('the likeliest rating is a tag')]], ratings, (value) => remerge({ ratings: value })),
        segments(t('New tags'), [['append', t('Behind the others'), t('what is written keeps its order')], ['category', t('By category'), t('the whole caption is put in order')]], setup.order, (value) => actions.order(value)),
        list(t('Always'), t('Tags that every image gets, whatever the taggers say'), setup.merge.always ?? [], (tags) => remerge({ always: tags })),
        list(t('Never'), t('Tags that are never added'), setup.merge.forbidden ?? [], (tags) => remerge({ forbidden: tags })),
      ]
      render(choices, ...parts)
    },
  }
}
