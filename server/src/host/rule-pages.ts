import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PRODUCT } from './product-files'

const known = new Map<string, string | undefined>()

/** The address of a rule's packaged page; undefined where the pages are not beside the server. */
export function rulePageUri(rule: string): string | undefined {
  if (!known.has(rule)) {
    const path = join(PRODUCT, 'docs', 'rules', `${rule}.md`)
    known.set(rule, existsSync(path) ? pathToFileURL(path).href : undefined)
  }
  return known.get(rule)
}
