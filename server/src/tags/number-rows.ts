/** Rows of numbers, one after the other: row r is `numbers[starts[r] … starts[r + 1]]`. */
export interface NumberRows {
  readonly starts: Uint32Array
  readonly numbers: Uint32Array
}

/** Sorts pairs of row and number into rows; numbers keep the order of the pairs. */
export function countRows(count: number, pairs: readonly (readonly [row: number, number: number])[]): NumberRows {
  const starts = new Uint32Array(count + 1)
  for (const [row] of pairs) starts[row + 1] = (starts[row + 1] ?? 0) + 1
  for (let row = 0; row < count; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0)
  const numbers = new Uint32Array(pairs.length)
  const next = starts.slice()
  for (const [row, number] of pairs) {
    const place = next[row] ?? 0
    numbers[place] = number
    next[row] = place + 1
  }
  return { starts, numbers }
}

/** The numbers of a row; none for a row that is not there. */
export function rowOf({ starts, numbers }: NumberRows, row: number): Uint32Array {
  return numbers.subarray(starts[row] ?? 0, starts[row + 1] ?? 0)
}
