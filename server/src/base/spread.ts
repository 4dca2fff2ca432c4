/** At most `most` of the items, evenly spread, the first one among them. */
export function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  return items.length <= most ? items : spreadOver([items], most)
}

/** The same of the items of all lists. Costs what it gives, and the lists. */
export function spreadOver<Item>(lists: readonly (readonly Item[])[], most: number): Item[] {
  const length = lists.reduce((sum, list) => sum + list.length, 0)
  if (length <= most) return lists.flat()
  const found: Item[] = []
  let passed = 0
  for (const list of lists) {
    // the places that fall into this list
    for (let at = found.length; at < most; at++) {
      const item = list[Math.floor((at * length) / most) - passed]
      if (item === undefined) break
      found.push(item)
    }
    passed += list.length
  }
  return found
}
