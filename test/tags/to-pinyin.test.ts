import assert from 'node:assert/strict'
import { toPinyin } from '../../server/src/tags/to-pinyin'

describe('the pinyin of a name', () => {
  const cases: readonly (readonly [name: string, texts: readonly string[]])[] = [
    ['长发', ['changfa', 'cf']],
    ['绿色', ['lvse', 'ls']],
    ['1个女孩', ['1genvhai', '1gnh']],
    ['T恤', ['txu', 'tx']],
    ['69(体位)', ['69 tiwei', '69 tw']],
    ['胸 部', ['xiong bu', 'x b']],
    ['女', ['nv']],
    ['smile', []],
    ['音楽の', []],
    ['', []],
  ]
  for (const [name, texts] of cases) it(`is ${texts.join(' and ') || 'none'} for ${name || 'nothing'}`, () => assert.deepEqual(toPinyin(name), texts))
})
