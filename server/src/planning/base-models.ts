import { say, type Message } from '../base/message'
import type { BaseModelSetting, Goal } from '../settings'
import type { ModelFamily } from '../trainer/models'

/** What is advised about a base model; advice, never a rule. */
export interface BaseModelAdvice {
  readonly name: string
  readonly family: ModelFamily | null
  /** Goals it is advised for; empty where it is only told of. */
  readonly goals: readonly Goal[]
  /** Not advised as a base to train on. */
  readonly discouraged: boolean
  readonly note: Message
  readonly source: Message
}

const NOTES = say`training notes`

/** The advice of the notes, which speak of SD 1.x. */
export const BASE_MODELS: readonly BaseModelAdvice[] = [
  { name: 'NAI', family: 'sd15', goals: ['character'], discouraged: false, note: say`Most anime models descend from it, so what is trained on it works on most of them.`, source: NOTES },
  { name: 'ACertainty', family: 'sd15', goals: ['character'], discouraged: false, note: say`Made to be trained on; many anime models descend from it, so what is trained on it works on most of them.`, source: NOTES },
  { name: 'AnyLoRA', family: 'sd15', goals: ['style'], discouraged: false, note: say`A style trained on it stays the same on different models.`, source: NOTES },
  { name: 'Anything v3', family: 'sd15', goals: [], discouraged: false, note: say`Close to NAI, and convenient with diffusers.`, source: NOTES },
  { name: 'PastelMix', family: 'sd15', goals: [], discouraged: true, note: say`What is trained on it works only on very close models.`, source: NOTES },
  { name: 'AOM', family: 'sd15', goals: [], discouraged: true, note: say`What is trained on it works only on very close models.`, source: NOTES },
]

/** The advice that fits goal and family, best first; what users added comes before the notes'. */
export function adviseBaseModels(goal: Goal, family: ModelFamily, own: readonly BaseModelSetting[]): readonly BaseModelAdvice[] {
  const added = own.map(({ name, family: of, goals, discouraged, note }): BaseModelAdvice => ({ name, family: of ?? null, goals: goals ?? [], discouraged: discouraged ?? false, note: { text: '{0}', args: [note ?? ''] }, source: say`setting baseModels` }))
  const names = new Set(added.map(({ name }) => name.toLowerCase()))
  const fitting = [...added, ...BASE_MODELS.filter(({ name }) => !names.has(name.toLowerCase()))].filter((advice) => advice.family === null || advice.family === family)
  const rank = (advice: BaseModelAdvice): number => (advice.discouraged ? 2 : advice.goals.includes(goal) ? 0 : 1)
  return fitting.sort((a, b) => rank(a) - rank(b))
}
