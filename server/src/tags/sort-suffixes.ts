/**
 * Sorts `starts`, offsets into `bytes`, by the zero-terminated text that begins at each: multikey quicksort on four
 * bytes at a time. Equal suffixes keep no order of their own: `orderEqual` puts a run of them in order.
 */
export function sortSuffixes(bytes: Uint8Array, starts: Uint32Array, orderEqual: (run: Uint32Array) => void): void {
  const words = new Uint32Array(starts.length)
  sortRange({ bytes, starts, words, orderEqual }, 0, starts.length, 0)
}

interface Sorting {
  readonly bytes: Uint8Array
  readonly starts: Uint32Array
  /** The four bytes at the depth in hand, beside `starts`. */
  readonly words: Uint32Array
  readonly orderEqual: (run: Uint32Array) => void
}

/** All suffixes in [from, to) agree in their first `depth` bytes. */
function sortRange(sorting: Sorting, from: number, to: number, depth: number): void {
  if (to - from < 2) return
  readWords(sorting, from, to, depth)
  sortWords(sorting, from, to)
  const { words, starts, orderEqual } = sorting
  let runStart = from
  for (let at = from + 1; at <= to; at++) {
    if (at < to && words[at] === words[runStart]) continue
    if (at - runStart > 1) {
      const word = words[runStart] ?? 0
      if (hasEnd(word)) orderEqual(starts.subarray(runStart, at))
      else sortRange(sorting, runStart, at, depth + 4)
    }
    runStart = at
  }
}

function readWords({ bytes, starts, words }: Sorting, from: number, to: number, depth: number): void {
  for (let at = from; at < to; at++) words[at] = wordAt(bytes, (starts[at] ?? 0) + depth)
}

/** Four bytes as one number, filled with zeros after the text's end. */
function wordAt(bytes: Uint8Array, at: number): number {
  const a = bytes[at] ?? 0
  if (a === 0) return 0
  const b = bytes[at + 1] ?? 0
  if (b === 0) return a * 0x1000000
  const c = bytes[at + 2] ?? 0
  if (c === 0) return a * 0x1000000 + b * 0x10000
  return a * 0x1000000 + b * 0x10000 + c * 0x100 + (bytes[at + 3] ?? 0)
}

function hasEnd(word: number): boolean {
  return (word & 0xff) === 0
}

/** Quicksort of words with their starts; insertion sort below 16. */
function sortWords(sorting: Sorting, from: number, to: number): void {
  const { words, starts } = sorting
  let low = from
  let high = to
  while (high - low > 16) {
    const pivot = medianOf(words[low] ?? 0, words[(low + high) >> 1] ?? 0, words[high - 1] ?? 0)
    let less = low
    let more = high - 1
    while (less <= more) {
      while ((words[less] ?? 0) < pivot) less++
      while ((words[more] ?? 0) > pivot) more--
      if (less <= more) swap(words, starts, less++, more--)
    }
    if (more + 1 - low < high - less) {
      sortWords(sorting, low, more + 1)
      low = less
    } else {
      sortWords(sorting, less, high)
      high = more + 1
    }
  }
  insertionSort(words, starts, low, high)
}

function insertionSort(words: Uint32Array, starts: Uint32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const word = words[at] ?? 0
    const start = starts[at] ?? 0
    let place = at
    for (; place > from && (words[place - 1] ?? 0) > word; place--) {
      words[place] = words[place - 1] ?? 0
      starts[place] = starts[place - 1] ?? 0
    }
    words[place] = word
    starts[place] = start
  }
}

function swap(words: Uint32Array, starts: Uint32Array, a: number, b: number): void {
  const word = words[a] ?? 0
  words[a] = words[b] ?? 0
  words[b] = word
  const start = starts[a] ?? 0
  starts[a] = starts[b] ?? 0
  starts[b] = start
}

function medianOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
