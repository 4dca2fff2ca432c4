const MANY = /^(?:[2-9]|6\+|1\d+)(?:girls|boys|others)$/
const GROUPS = new Set(['multiple girls', 'multiple boys', 'multiple others', 'everyone', 'absolutely everyone', 'crowd', 'couple', 'no humans'])
const SINGLE = ['1girl', '1boy', '1other']

/** Whether a caption tells of exactly one person: one of `1girl`, `1boy`, `1other` or else `solo`, and of nobody more. */
export function tellsOnePerson(keys: ReadonlySet<string>): boolean {
  for (const key of keys) if (GROUPS.has(key) || MANY.test(key)) return false
  const singles = SINGLE.filter((key) => keys.has(key)).length
  return singles === 1 || (singles === 0 && keys.has('solo'))
}
