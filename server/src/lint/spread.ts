/** At most `most` of the items, evenly spread, the first one among them. */
export function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items
  return Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)]).filter((item) => item !== undefined)
}
