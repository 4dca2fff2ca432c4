import { readRulePage } from '../host/rule-pages'
import type { Call } from './command'

/** The packaged page of a rule in the terminal's language; undefined where it is not packaged. */
export function rulePage({ translations }: Pick<Call, 'translations'>, id: string): string | undefined {
  return readRulePage(id, translations !== undefined)
}
