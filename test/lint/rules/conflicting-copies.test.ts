import assert from 'node:assert/strict'
import type { MemoryFiles } from '../../support/memory-files'
import { picture } from '../../support/pictures'
import { changeOf, checkDataset, describeChange, messagesOf, titleOf } from '../check'

const rule = 'conflicting-copies'
const SETTINGS = '//- taglore.json\n{"concepts":[{"name":"lumi","folders":["5_lumi"],"triggers":["lumi"]},{"name":"koro","folders":["5_koro"],"triggers":["koro"]}]}\n'
const TEXT = `${SETTINGS}//- 5_lumi/1.png\n//- 5_lumi/1.txt\nlumi, 1girl\n//- 5_koro/1.png\n//- 5_koro/1.txt\nkoro, cat\n`
const FOUND = `${TEXT}! 5_koro/1.png conflicting-copies`

async function both(lumi: Promise<Uint8Array>, koro: Promise<Uint8Array>): Promise<(files: MemoryFiles) => void> {
  const [first, second] = [await lumi, await koro]
  return (files) => void files.put('/set/5_lumi/1.png', first).put('/set/5_koro/1.png', second)
}

describe('conflicting-copies', () => {
  const png = (seed: number): Promise<Uint8Array> => picture({ seed }).png().toBuffer()

  it('tells of one image under two triggers, and keeps it in either', async () => {
    const { problems, root } = await checkDataset(FOUND, { rule, inspect: true, prepare: await both(png(1), png(1)) })
    assert.deepEqual(messagesOf(problems), ["'5_koro/1.png' is taught as 'koro' and as 'lumi': each blurs the other"])
    assert.deepEqual(problems[0]?.fixes.map(titleOf), ["Keep it in 'koro' and exclude it elsewhere", "Keep it in 'lumi' and exclude it elsewhere"])
    assert.deepEqual(describeChange(changeOf(problems[0], "'koro'"), root), ['rename 5_lumi/1.png → _excluded/5_lumi/1.png', 'rename 5_lumi/1.txt → _excluded/5_lumi/1.txt'])
  })

  it('sees through compression', async () => {
    await checkDataset(FOUND, { rule, inspect: true, prepare: await both(png(1), picture({ seed: 1 }).webp({ quality: 60 }).toBuffer()) })
  })

  it('says nothing of different images', async () => void (await checkDataset(TEXT, { rule, inspect: true, prepare: await both(png(1), png(4)) })))
  it('says nothing where both folders have the same trigger', async () => {
    const text = TEXT.replace('["koro"]', '["lumi"]')
    await checkDataset(text, { rule, inspect: true, prepare: await both(png(1), png(1)) })
  })
})
