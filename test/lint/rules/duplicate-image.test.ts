import assert from 'node:assert/strict'
import type { MemoryFiles } from '../../support/memory-files'
import { picture } from '../../support/pictures'
import { changeOf, checkDataset, describeChange, messagesOf, problemsOf, titleOf } from '../check'

const rule = 'duplicate-image'

/** Images by name. */
function images(found: Readonly<Record<string, Uint8Array>>): (files: MemoryFiles) => void {
  return (files) => {
    for (const [name, bytes] of Object.entries(found)) files.put(`/set/5_a/${name}`, bytes)
  }
}

const captions = (...names: readonly string[]): string => names.map((name) => `//- 5_a/${name}.png\n//- 5_a/${name}.txt\nlumi, 1girl\n`).join('')

describe('duplicate-image', () => {
  const png = (seed: number, width = 120): Promise<Buffer> => picture({ seed, width, height: width * 0.75 }).png().toBuffer()

  it('tells of equal bytes as a warning, and keeps one', async () => {
    const same = await png(1)
    const prepare = images({ '1.png': same, '2.png': await png(2), '3.png': same })
    const { problems, root } = await checkDataset(`${captions('1', '2', '3')}! 5_a/1.png duplicate-image`, { rule, inspect: true, prepare })
    assert.deepEqual(messagesOf(problems), ["'5_a/1.png' and '5_a/3.png' are the same image"])
    assert.equal(problems[0]?.level, 'warning')
    assert.deepEqual(describeChange(changeOf(problems[0], "Keep '1.png'"), root), ['rename 5_a/3.png → _excluded/5_a/3.png', 'rename 5_a/3.txt → _excluded/5_a/3.txt'])
  })

  it('tells of scaled and compressed ones as an info, and keeps the largest', async () => {
    const prepare = images({ '1.png': await png(1), '2.png': await png(1, 400), '3.png': await picture({ seed: 1, width: 400, height: 300 }).jpeg({ quality: 50 }).toBuffer(), '4.png': await png(5) })
    const { problems, root } = await checkDataset(`${captions('1', '2', '3', '4')}! 5_a/1.png duplicate-image`, { rule, inspect: true, prepare })
    assert.deepEqual(messagesOf(problems), ["A variant set: 3 images show nearly the same as '5_a/1.png'"])
    assert.deepEqual([problems[0]?.level, problems[0]?.related.length], ['info', 3])
    const moved = describeChange(changeOf(problems[0], "Keep '2.png'"), root)
    assert.deepEqual(moved.filter((line) => line.includes('.png')), ['rename 5_a/1.png → _excluded/5_a/1.png', 'rename 5_a/3.png → _excluded/5_a/3.png'])
  })

  it('offers to keep a few of many', async () => {
    const names = ['1', '2', '3', '4', '5', '6']
    const found = Object.fromEntries(await Promise.all(names.map(async (name, at) => [`${name}.png`, await png(1, 120 + at * 40)] as const)))
    const { problems } = await checkDataset(`${captions(...names)}! 5_a/1.png duplicate-image`, { rule, inspect: true, prepare: images(found) })
    assert.deepEqual(problems[0]?.fixes.map(titleOf), ["Keep '6.png' and exclude the others (5)", 'Keep the 3 largest and exclude the others (3)'])
  })

  it('keeps the copy that has a caption', async () => {
    const same = await png(1)
    const prepare = images({ '1.png': same, '2.png': same })
    const { problems } = await checkDataset(`//- 5_a/1.png\n${captions('2')}! 5_a/1.png duplicate-image`, { rule, inspect: true, prepare })
    assert.deepEqual(problems[0]?.fixes.map(titleOf), ["Keep '2.png' and exclude the others (1)"])
  })

  it('says nothing of different images, and nothing before they were looked at', async () => {
    const different = images({ '1.png': await png(1), '2.png': await png(2), '3.png': await png(3) })
    await checkDataset(captions('1', '2', '3'), { rule, inspect: true, prepare: different })
    const same = await png(1)
    await checkDataset(captions('1', '2'), { rule, prepare: images({ '1.png': same, '2.png': same }) })
  })

  it('says nothing of regularisation images', async () => {
    const same = await png(1)
    const settings = '//- taglore.json\n{"concepts":[{"name":"a","folders":["5_a"],"regularization":true}]}\n'
    await checkDataset(`${settings}${captions('1', '2')}`, { rule, inspect: true, prepare: images({ '1.png': same, '2.png': same }) })
  })

  it('forgets a copy that has another content since', async () => {
    const same = await png(1)
    const opened = await checkDataset(`${captions('1', '2')}! 5_a/1.png duplicate-image`, { rule, inspect: true, prepare: images({ '1.png': same, '2.png': same }) })
    const { dataset, workspace, root } = opened
    const sample = dataset.sampleAt(`${root}/5_a/2.png`)
    assert.ok(sample)
    workspace.apply({ kind: 'sample', root, sample: { ...sample, images: sample.images.map((image) => ({ ...image, size: 7 })) } })
    assert.deepEqual(problemsOf(opened, { rule }), [])
  })
})
