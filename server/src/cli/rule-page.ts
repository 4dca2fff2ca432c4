import { readProduct } from '../host/product-files'
import type { Call } from './command'

/** The packaged page of a rule in the terminal's language; undefined where it is not packaged. */
export function rulePage({ translations }: Pick<Call, 'translations'>, id: string): string | undefined {
  const translated = translations ? readProduct('docs', 'rules', 'zh-cn', `${id}.md`) : undefined
  return translated ?? readProduct('docs', 'rules', `${id}.md`)
}
