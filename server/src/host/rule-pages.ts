import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PRODUCT, readProduct } from './product-files'

const known = new Map<string, string | undefined>()

/** The address of a rule's packaged page; undefined where the pages are not beside the server. */
export function rulePageUri(rule: string): string | undefined {
  if (!known.has(rule)) {
    const path = join(PRODUCT, 'docs', 'rules', `${rule}.md`)
    known.set(rule, existsSync(path) ? pathToFileURL(path).href : undefined)
  }
  return known.get(rule)
}

/** The packaged page of a rule, in Chinese where that is wanted and there; undefined where it is not packaged. */
export function readRulePage(rule: string, chinese: boolean): string | undefined {
  return (chinese ? readProduct('docs', 'rules', 'zh-cn', `${rule}.md`) : undefined) ?? readProduct('docs', 'rules', `${rule}.md`)
}
