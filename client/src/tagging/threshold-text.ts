import { SCORE_CATEGORIES, type ScoreCategory, type Thresholds } from '../../../server/src/protocol/tagging'

/** `general=0.35, character=0.85, hat=0.6` as the command line writes it: categories by their names, anything else is a tag. Undefined for another text. */
export function parseThresholds(text: string): Thresholds | undefined {
  const categories: Partial<Record<ScoreCategory, number>> = {}
  const tags: Record<string, number> = {}
  for (const part of text.split(',').filter((each) => each.trim() !== '')) {
    const cut = part.lastIndexOf('=')
    const name = part.slice(0, Math.max(cut, 0)).trim()
    const value = Number(part.slice(cut + 1))
    if (name === '' || part.slice(cut + 1).trim() === '' || !(value > 0 && value <= 2)) return undefined
    const category = SCORE_CATEGORIES.find((known) => known === name)
    if (category) categories[category] = value
    else tags[name.toLowerCase().replaceAll('_', ' ')] = value
  }
  return Object.keys(categories).length + Object.keys(tags).length === 0 ? undefined : { categories, ...(Object.keys(tags).length > 0 && { tags }) }
}

/** As `parseThresholds` reads it. */
export function formatThresholds({ categories, tags = {} }: Thresholds): string {
  return [...Object.entries(categories), ...Object.entries(tags)].map(([name, value]) => `${name}=${value}`).join(', ')
}
