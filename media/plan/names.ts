import type { TrainingPlanData } from '../../server/src/protocol/plan'
import { t } from '../page'

type NetworkKind = TrainingPlanData['network']['kind']['value']
type Mode = keyof TrainingPlanData['mode']['images']

export function goalTitle(goal: string): string {
  switch (goal) {
    case 'character':
      return t('Character')
    case 'style':
      return t('Style')
    default:
      return t('Concept')
  }
}

const NETWORKS: Readonly<Record<NetworkKind, string>> = { lora: 'LoRA', locon: 'LoCon', loha: 'LoHa', lokr: 'LoKr' }

export function networkName(kind: NetworkKind): string {
  return NETWORKS[kind]
}

/** What a number of images is trained with. */
export function modeCount(mode: Mode, count: number): string {
  const number = count.toLocaleString()
  switch (mode) {
    case 'class':
      return t("{0} by the folder's text", number)
    case 'captions':
      return t('{0} by captions', number)
    case 'metadata':
      return t('{0} by a metadata file', number)
    case 'empty':
      return t('{0} by an empty text', number)
    case 'skipped':
      return t('{0} not trained', number)
  }
}

export function modeName(mode: Mode): string {
  switch (mode) {
    case 'class':
      return t("the folder's text")
    case 'captions':
      return t('its caption')
    case 'metadata':
      return t('an entry of the metadata file')
    case 'empty':
      return t('an empty text')
    case 'skipped':
      return t('not trained')
  }
}

export const MODES: readonly Mode[] = ['class', 'captions', 'metadata', 'empty', 'skipped']
