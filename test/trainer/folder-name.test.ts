import assert from 'node:assert/strict'
import { parseFolderName } from '../../server/src/trainer/folder-name'

function checkFolder(name: string, expected: readonly [repeats: number, classTokens: string] | 'no-repeats' | 'zero-repeats'): void {
  assert.deepEqual(
    parseFolderName(name),
    typeof expected === 'string'
      ? { kind: 'ignored', why: expected }
      : { kind: 'subset', repeats: expected[0], classTokens: expected[1] },
  )
}

describe('parseFolderName', () => {
  it('reads repeats before the first underscore and class tokens after it', () => {
    checkFolder('10_miku girl', [10, 'miku girl'])
    checkFolder('10_a_b c', [10, 'a_b c'])
    checkFolder('1_000_x', [1, '000_x'])
  })
  it('gives empty class tokens where only a number stands', () => {
    checkFolder('10', [10, ''])
    checkFolder('10_', [10, ''])
  })
  it('takes whatever Python takes for an integer', () => {
    for (const name of ['05_a', '+5_a', ' 5_a', '5 _a', '\u001c5_a', '５_a', '٥_a', '𝟓_a', '０５_a']) checkFolder(name, [5, 'a'])
  })
  it('ignores a folder without repeats', () => {
    for (const name of ['miku', '10 miku', 'x_10_a', '_10_a', '10.5_a', '1e1_a', '+ 5_a', '−5_a', '\ufeff5_a', '²_a', '']) {
      checkFolder(name, 'no-repeats')
    }
  })
  it('ignores no repeats at all silently', () => {
    for (const name of ['0_a', '-3_a', '00', '-0_a']) checkFolder(name, 'zero-repeats')
  })
})
