/** A tag that was turned off: gone from the text, pale in the page, back by one click. */
export interface OffTag {
  readonly text: string
  /** Place among the tags that are on in front of which it stood. */
  readonly before: number
}

/** The tags that are off, as long as the caption is otherwise as it was. */
export interface OffTags {
  readonly list: readonly OffTag[]
  /** Those to show: none while the text still has what was just turned off. */
  readonly shown: readonly OffTag[]
  /** Remembers tags that are about to be removed, by their places. */
  turnOff(texts: readonly string[], places: readonly number[]): void
  /** One comes back: where to. */
  turnOn(index: number, texts: readonly string[]): OffTag | undefined
  /** What the caption has now; anything but what was asked for forgets all. */
  follow(caption: string, texts: readonly string[]): void
}

export function createOffTags(): OffTags {
  let list: OffTag[] = []
  let subject = ''
  let expected: readonly string[] = []
  /** What was there before the last wish: what is shown until it is carried out. */
  let before: readonly string[] = []
  let isWaiting = false

  return {
    get list() {
      return list
    },
    get shown() {
      return isWaiting ? [] : list
    },
    turnOff(texts, places) {
      const sorted = [...places].sort((a, b) => a - b)
      const gone = new Set(sorted)
      const left = (place: number): number => sorted.filter((each) => each < place).length
      // one that was off already stands in front of the tag that goes now
      const all = [...list.map((tag) => ({ ...tag, rank: 0 })), ...sorted.flatMap((place) => (texts[place] === undefined ? [] : [{ text: texts[place], before: place, rank: 1 }]))]
      list = all.sort((a, b) => a.before - b.before || a.rank - b.rank).map(({ text, before: place }) => ({ text, before: place - left(place) }))
      before = texts
      expected = texts.filter((_, index) => !gone.has(index))
    },
    turnOn(index, texts) {
      const tag = list[index]
      if (!tag) return undefined
      list = list.filter((each) => each !== tag).map((each) => (each.before > tag.before || (each.before === tag.before && list.indexOf(each) > index) ? { ...each, before: each.before + 1 } : each))
      before = texts
      expected = [...texts.slice(0, tag.before), tag.text, ...texts.slice(tag.before)]
      return tag
    },
    follow(caption, texts) {
      const isOurs = caption === subject && [expected, before].some((known) => isSame(known, texts))
      if (!isOurs) list = []
      subject = caption
      isWaiting = list.length > 0 && !isSame(expected, texts)
    },
  }
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index])
}
