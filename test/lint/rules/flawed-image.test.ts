import assert from 'node:assert/strict'
import { relativePath } from '../../../server/src/base/path'
import { realKnowledge } from '../../support/vocabulary'
import { changeOf, checkDataset, describeChange, messagesOf, titleOf } from '../check'

const rule = 'flawed-image'
const SIGNED = '//- 5_a/{1..3}.png\n//- 5_a/1.txt\nlumi, smile\n//- 5_a/2.txt\nlumi, signature\n//- 5_a/3.txt\nlumi, watermark, signature\n'

describe('flawed-image', () => {
  const check = (text: string, settings?: object) => checkDataset(text, { rule, settings, knowledge: realKnowledge() })

  it('tells flaws once for a concept, with the images', async () => {
    const { problems, root } = await check(`${SIGNED}! 5_a flawed-image`)
    assert.deepEqual(messagesOf(problems), ["Captions of 'a' tell of what should not be learnt: 'signature' (2), 'watermark' (1)"])
    assert.deepEqual(problems[0]?.related.map((path) => relativePath(root, path)), ['5_a/2.png', '5_a/3.png'])
  })
  it('offers removal last, and says what it does', async () => {
    const { problems, root } = await check(`${SIGNED}! 5_a flawed-image`)
    assert.match(titleOf(problems[0]?.fixes.at(-1) ?? { title: { text: '', args: [] } }), /learnt silently$/)
    assert.deepEqual(describeChange(changeOf(problems[0], 'Remove'), root), ['edit 5_a/2.txt: lumi', 'edit 5_a/3.txt: lumi'])
  })
  it('offers to exclude the images, with their captions', async () => {
    const { problems, root } = await check(`${SIGNED}! 5_a flawed-image`)
    assert.deepEqual(describeChange(changeOf(problems[0], 'Exclude'), root).map((line) => line.split(' ')[1]), ['5_a/2.png', '5_a/2.txt', '5_a/3.png', '5_a/3.txt'])
  })
  it('is silent about what is kept', () => check(SIGNED, { keep: [{ concept: 'a', tags: ['signature', 'watermark'] }] }))
  it('says nothing of text and borders that belong to a picture', () => check('//- 5_a/1.png\n//- 5_a/1.txt\nlumi, speech bubble, border, english text, cover page, resized'))
  it('says nothing of regularisation images', () => check(`//- taglore.json\n{"concepts":[{"name":"a","folders":["5_a"],"regularization":true}]}\n${SIGNED}`))
})
