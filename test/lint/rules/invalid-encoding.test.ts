import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'
import { CAPTION_SIZE_LIMIT } from '../../../server/src/dataset/sample'
import type { Content } from '../../support/memory-files'

const rule = 'invalid-encoding'

async function messageFor(content: Content): Promise<string | undefined> {
  const { problems } = await checkDataset('//- 1_a/a.png\n//- 1_a/a.txt\n! 1_a/a.txt invalid-encoding', { rule, prepare: (files) => void files.put('/set/1_a/a.txt', content) })
  return messagesOf(problems)[0]
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const utf16 = (text: string): number[] => [...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8])
const comma = [0x2c, 0x20]

describe('invalid-encoding', () => {
  it('names UTF-16 with and without its mark', async () => {
    assert.match((await messageFor(bytes(0xff, 0xfe, ...utf16('1girl, 笑')))) ?? '', /^The caption is UTF-16 LE, not UTF-8/)
    assert.match((await messageFor(bytes(...utf16('1girl, smile')))) ?? '', /^The caption is UTF-16 LE, not UTF-8/)
  })

  it('names GB18030', async () => {
    // 一个女孩, 长发, 微笑
    const text = bytes(0xd2, 0xbb, 0xb8, 0xf6, 0xc5, 0xae, 0xba, 0xa2, ...comma, 0xb3, 0xa4, 0xb7, 0xa2, ...comma, 0xce, 0xa2, 0xd0, 0xa6)
    assert.match((await messageFor(text)) ?? '', /^The caption is GB18030, not UTF-8/)
  })

  it('names Shift_JIS', async () => {
    // 女の子, ロングヘア
    const text = bytes(0x8f, 0x97, 0x82, 0xcc, 0x8e, 0x71, ...comma, 0x83, 0x8d, 0x83, 0x93, 0x83, 0x4f, 0x83, 0x77, 0x83, 0x41)
    assert.match((await messageFor(text)) ?? '', /^The caption is Shift_JIS, not UTF-8/)
  })

  it('names Windows-1252', async () => {
    // pokémon, café
    assert.match((await messageFor(bytes(...[...'pok'].map((c) => c.charCodeAt(0)), 0xe9, ...[...'mon, caf'].map((c) => c.charCodeAt(0)), 0xe9))) ?? '', /^The caption is Windows-1252/)
  })

  it('names nothing where it is not certain', async () => {
    assert.match((await messageFor(bytes(0x81, 0xff, 0xfe, 0x80, 0x20, 0xc3))) ?? '', /^The caption is not UTF-8/)
  })

  it('tells of NUL bytes and of files too large to be captions', async () => {
    assert.match((await messageFor('1girl\0, solo')) ?? '', /NUL bytes/)
    assert.match((await messageFor(new Uint8Array(CAPTION_SIZE_LIMIT + 1).fill(97))) ?? '', /larger than 1 MB/)
  })

  it('tells of a file that may not be read', async () => {
    const { problems } = await checkDataset('//- 1_a/a.png\n//- 1_a/a.txt\nx\n! 1_a/a.txt invalid-encoding', { rule, prepare: (files) => void files.fail('/set/1_a/a.txt', 'no-permission') })
    assert.match(messagesOf(problems)[0] ?? '', /check its permissions/)
  })

  it('says nothing of UTF-8 in any language', async () => {
    await checkDataset('//- 1_a/a.png\n//- 1_a/a.txt\n女の子, 长发, pokémon, 😀', { rule })
  })
})
