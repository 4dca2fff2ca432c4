import assert from 'node:assert/strict'
import { pngBytes, type Content, type MemoryFiles } from '../../support/memory-files'
import { picture } from '../../support/pictures'
import { checkDataset, messagesOf } from '../check'

const rule = 'unreadable-image'

async function messageFor(content: Content): Promise<string | undefined> {
  const { problems } = await checkDataset('//- 1_a/a.png\n//- 1_a/a.txt\nx\n! 1_a/a.png unreadable-image', { rule, prepare: (files) => void files.put('/set/1_a/a.png', content) })
  return messagesOf(problems)[0]
}

describe('unreadable-image', () => {
  it('tells what is wrong with the file', async () => {
    assert.match((await messageFor('')) ?? '', /is empty/)
    assert.match((await messageFor('hello, this is text')) ?? '', /is no image/)
    assert.match((await messageFor('version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n')) ?? '', /git lfs pull/)
    assert.match((await messageFor(pngBytes().slice(0, 33))) ?? '', /is cut off/)
  })

  it('tells of a file that may not be read', async () => {
    const { problems } = await checkDataset('//- 1_a/a.png\n//- 1_a/a.txt\nx\n! 1_a/a.png unreadable-image', { rule, prepare: (files) => void files.fail('/set/1_a/a.png', 'no-permission') })
    assert.match(messagesOf(problems)[0] ?? '', /check its permissions/)
  })

  it('says nothing of a good image', async () => {
    await checkDataset('//- 1_a/a.png\n//- 1_a/a.txt\nx', { rule })
  })

  it('tells of an image whose pixels are damaged, once they are looked at', async () => {
    const whole = await picture({ noise: true }).png().toBuffer()
    const damaged = Buffer.from(whole)
    damaged.fill(0, whole.length >> 2, whole.length >> 1)
    const prepare = (files: MemoryFiles): void => void files.put('/set/1_a/a.png', damaged).put('/set/1_a/b.png', whole)
    const text = '//- 1_a/a.png\n//- 1_a/a.txt\nx\n//- 1_a/b.png\n//- 1_a/b.txt\nx\n'
    const { problems } = await checkDataset(`${text}! 1_a/a.png unreadable-image`, { rule, prepare, inspect: true })
    assert.match(messagesOf(problems)[0] ?? '', /'a\.png' is damaged/)
    await checkDataset(text, { rule, prepare })
  })
})
