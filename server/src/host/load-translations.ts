import type { Translations } from '../base/message'
import { readProduct } from './product-files'

/** The bundle of a locale: `zh-CN`, `zh_CN.UTF-8`, `zh-hans` and `zh` are one; English and all others have none. */
export function loadTranslations(locale: string | undefined): Translations {
  if (locale === undefined || !/^zh/i.test(locale)) return undefined
  const text = readProduct('l10n', 'bundle.l10n.zh-cn.json')
  return text === undefined ? undefined : readTranslations(JSON.parse(text))
}

/** The pairs of texts in a JSON value; anything else is left out. */
export function readTranslations(given: unknown): Translations {
  if (typeof given !== 'object' || given === null) return undefined
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
