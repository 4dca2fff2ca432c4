const COUNT = /^(\d+)(\+?)(girl|boy|other)s?$/
const CROWDS: ReadonlySet<string> = new Set(['crowd', 'everyone', 'absolutely everyone', 'people'])

/** How many persons the tags tell of, at least: the largest number of each kind. */
export function countPersons(keys: Iterable<string>): number {
  const numbers = { girl: 0, boy: 0, other: 0 }
  const count = (kind: keyof typeof numbers, number: number): void => void (numbers[kind] = Math.max(numbers[kind], number))
  for (const key of keys) {
    if (CROWDS.has(key)) return Infinity
    const match = COUNT.exec(key)
    const [, number, , kind] = match ?? []
    if (kind === 'girl' || kind === 'boy' || kind === 'other') count(kind, Number(number))
    if (key === 'multiple girls') count('girl', 2)
    if (key === 'multiple boys') count('boy', 2)
    if (key === 'multiple others') count('other', 2)
  }
  return numbers.girl + numbers.boy + numbers.other
}
