import type { ConceptCommand, ConceptSheet } from '../../server/src/protocol/concept'
import { h, type Child } from '../dom'
import { t } from '../page'

/** What the concept is, what baking means for it, and the commands that look at all of its captions. */
export function headerOf(sheet: ConceptSheet, run: (command: ConceptCommand, folder: string | null) => void): readonly Child[] {
  const button = (command: ConceptCommand, title: string): HTMLElement => h('button', { class: 'text-button', type: 'button', 'data-key': command, onclick: () => run(command, null) }, title)
  // of several folders, each has a trigger of its own: it is set there
  const single = sheet.folders.length === 1
  return [
    h('h1', {}, sheet.title),
    h('p', { class: 'facts' }, ...factsOf(sheet).map((fact) => h('span', {}, fact)), single && button('setTrigger', t('Set Trigger…'))),
    h('p', { class: 'advice quiet' }, adviceOf(sheet)),
    h('div', { class: 'commands' }, button('removeTagsByCategory', t('Remove Tags by Category…')), button('pruneImpliedTags', t('Prune Implied Tags')), button('unifySpelling', t('Unify Spelling'))),
  ]
}

function factsOf({ triggers, images, repeats, effective, captions, goal }: ConceptSheet): readonly string[] {
  const names = triggers.map(({ text }) => text).join(', ')
  const inferred = triggers.every(({ declared }) => !declared)
  return [
    triggers.length === 0 ? t('no trigger') : inferred ? t('trigger {0} (inferred)', names) : t('trigger {0}', names),
    repeats === null ? t('{0} images, {1} with repeats', images.toLocaleString(), effective.toLocaleString()) : t('{0} images × {1} repeats', images.toLocaleString(), repeats.toLocaleString()),
    ...(captions < images ? [t('{0} with tags', captions.toLocaleString())] : []),
    goalName(goal),
  ]
}

function goalName(goal: string): string {
  switch (goal) {
    case 'character':
      return t('goal: character')
    case 'style':
      return t('goal: style')
    default:
      return t('goal: concept')
  }
}

function adviceOf({ strategy, goal }: ConceptSheet): string {
  if (strategy === 'keep') return t('This concept keeps its tags, as taglore.json says: traits can be changed in the prompt and combined, and nothing is proposed for baking in.')
  if (goal === 'style') return t('A tag that is baked in leaves the captions: the style takes it in. Bake in words for the style itself; keep what the pictures show, so that it stays free.')
  return t('A tag that is baked in leaves the captions: it is learnt with the trigger and always comes with it, stable and simple. Keep what is to change in the prompt, such as outfits.')
}
