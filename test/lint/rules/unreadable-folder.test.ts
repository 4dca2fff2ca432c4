import assert from 'node:assert/strict'
import { checkDataset, messagesOf } from '../check'

const rule = 'unreadable-folder'

describe('unreadable-folder', () => {
  it('tells of the folder and goes on with the others', async () => {
    const { problems, dataset } = await checkDataset('//- 1_a/a.png\n//- 1_a/a.txt\nx\n//- 1_b/b.png\n! 1_b unreadable-folder', { rule, prepare: (files) => void files.fail('/set/1_b', 'no-permission') })
    assert.deepEqual(messagesOf(problems), ["The folder '1_b' cannot be read: check its permissions"])
    assert.equal(dataset.captions, 1)
  })

  it('is not stopped by a link that leads back up', async () => {
    await checkDataset('//- 1_a/a.png\n//- 1_a/a.txt\nx', { rule, prepare: (files) => void files.link('/set/1_a/up', '/set') })
  })
})
