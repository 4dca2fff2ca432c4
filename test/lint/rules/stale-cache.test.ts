import assert from 'node:assert/strict'
import type { FileStat } from '../../../server/src/base/file-system'
import type { MemoryFiles } from '../../support/memory-files'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'stale-cache'

/** Files that were written minutes after the others. */
function later(...names: readonly string[]): (files: MemoryFiles) => void {
  return (files) => {
    const stat = files.stat.bind(files)
    files.stat = async (path): Promise<FileStat> => {
      const found = await stat(path)
      return names.some((name) => path.endsWith(name)) ? { ...found, modified: found.modified + 60_000 } : found
    }
  }
}

const set = '//- 5_a/1.png\n//- 5_a/1.txt\nx\n//- 5_a/1_1024x1024_sdxl.npz\nx\n//- 5_a/1_te_outputs.npz\nx\n'

describe('stale-cache', () => {
  it('sees latents older than their image, and deletes them', async () => {
    const { problems, root } = await checkDataset(`${set}! 5_a/1.png stale-cache`, { rule, prepare: later('1.png') })
    assert.deepEqual(messagesOf(problems), ["'1.png' has changed since '1_1024x1024_sdxl.npz' was made of it: the trainer uses the old one"])
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['delete 5_a/1_1024x1024_sdxl.npz'])
  })

  it('sees outputs of a text encoder older than their caption', async () => {
    const { problems, root } = await checkDataset(`${set}! 5_a/1.txt stale-cache`, { rule, prepare: later('1.txt') })
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['delete 5_a/1_te_outputs.npz'])
  })

  it('sees a metadata cache older than any file of its folder', async () => {
    const { problems, root } = await checkDataset('//- 5_a/{1..3}.png\n//- 5_a/1.txt\nx\n//- 5_a/metadata_cache.json\n{}\n! 5_a/1.txt stale-cache', { rule, prepare: later('1.txt') })
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['delete 5_a/metadata_cache.json'])
  })

  it('tells several once', async () => {
    const { problems } = await checkDataset(`${set}! 5_a stale-cache`, { rule, prepare: later('1.png', '1.txt') })
    assert.deepEqual(messagesOf(problems), ["2 caches of 'a' are older than what they were made of, such as '1_1024x1024_sdxl.npz': the trainer uses them as they are"])
    assert.equal(changeOf(problems[0]).files.length, 2)
  })

  it('says nothing of fresh caches, or of those that belong to no image', async () => {
    await checkDataset(set, { rule })
    await checkDataset(`${set}//- 5_a/other_1024x1024_sdxl.npz\nx`, { rule, prepare: later('1_te_outputs.npz', '1_1024x1024_sdxl.npz') })
  })
})
