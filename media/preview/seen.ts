import { tagKey } from '../../server/src/caption/tag-key'
import type { PreviewScore } from '../../server/src/protocol/preview'
import { t } from '../page'
import type { Chip } from './typed-chips'

let scores: ReadonlyMap<string, PreviewScore> | undefined

/** What taggers have said of the image that is shown; nothing where none has seen it. */
export function setScores(said: readonly PreviewScore[]): void {
  scores = said.length === 0 ? undefined : new Map(said.map((score) => [tagKey(score.name), score]))
}

/** Tells on each chip whether taggers see it: pale where they are unsure, and a mark where nobody but the user has said it. */
export function markSeen(list: HTMLElement, chips: readonly Chip[]): void {
  for (const element of list.querySelectorAll<HTMLElement>('.chip')) {
    const chip = chips[Number(element.dataset['index'])]
    const score = chip && scores?.get(tagKey(chip.text))
    element.classList.toggle('seen-unsure', score !== undefined && !score.sure)
    element.classList.toggle('by-hand', scores !== undefined && chip !== undefined && !score && !chip.trigger && !chip.prose)
    const words = !scores || !chip || chip.trigger || chip.prose ? undefined : score ? (score.sure ? t('taggers see it: {0}', score.score.toFixed(2)) : t('taggers are unsure: {0}', score.score.toFixed(2))) : t('by hand: no tagger sees it')
    element.title = [element.title.split(MARK)[0] ?? '', ...(words === undefined ? [] : [words])].join(words === undefined ? '' : MARK)
    const label = (element.getAttribute('aria-label') ?? '').split(MARK)[0] ?? ''
    element.setAttribute('aria-label', words === undefined ? label : `${label}${MARK}${words}`)
  }
}

const MARK = '\n· '
