/** Spellings that are remembered at once. */
const MOST_SPELLINGS = 50_000

/** How the tags of a dataset write the blanks between their words, kept current one tag of a caption at a time. */
export class BlankCounts {
  private underscores = 0
  private blanks = 0
  private readonly known = new Map<string, Blank>()

  /** `by`: 1 for a tag that came, -1 for one that went. */
  count(name: string, by: 1 | -1): void {
    let blank = this.known.get(name)
    if (blank === undefined) {
      if (this.known.size >= MOST_SPELLINGS) this.known.clear()
      this.known.set(name, (blank = readBlank(name)))
    }
    if (blank === '_') this.underscores += by
    else if (blank === ' ') this.blanks += by
  }

  get moreUnderscores(): boolean {
    return this.underscores > this.blanks
  }
}

/** How a name writes the blanks between its words; '' where that cannot be told. */
type Blank = '_' | ' ' | ''

function readBlank(name: string): Blank {
  // words of a model family are written so everywhere
  if (/^(?:score|source|rating)_/.test(name)) return ''
  if (/[A-Za-z0-9]_[A-Za-z0-9(]/.test(name)) return '_'
  return /\S \S/.test(name) ? ' ' : ''
}
