const MANY = /^(?:[2-9]|6\+|1\d+)(?:girls|boys|others)$/
const GROUPS = new Set(['multiple girls', 'multiple boys', 'multiple others', 'everyone', 'absolutely everyone', 'crowd', 'couple', 'no humans'])
const SINGLE = new Set(['1girl', '1boy', '1other'])

/** Whether a key counts for `tellsOnePerson`. */
export function tellsOfPersons(key: string): boolean {
  return GROUPS.has(key) || MANY.test(key) || SINGLE.has(key) || key === 'solo'
}

/** Whether a caption (its keys, each once) tells of exactly one person: one of `1girl`, `1boy`, `1other` or else `solo`, and of nobody more. */
export function tellsOnePerson(keys: Iterable<string>): boolean {
  let singles = 0
  let solo = false
  for (const key of keys) {
    if (GROUPS.has(key) || (startsWithDigit(key) && MANY.test(key))) return false
    if (SINGLE.has(key)) singles++
    else if (key === 'solo') solo = true
  }
  return singles === 1 || (singles === 0 && solo)
}

function startsWithDigit(key: string): boolean {
  const code = key.charCodeAt(0)
  return code >= 0x31 && code <= 0x39
}
