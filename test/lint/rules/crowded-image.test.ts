import assert from 'node:assert/strict'
import { changeOf, checkDataset, checkLint, describeChange, messagesOf } from '../check'

const rule = 'crowded-image'

describe('crowded-image', () => {
  it('sees many of one kind', () => checkLint('5girls, multiple girls\n^^^^^^ crowded-image', { rule }))
  it('adds the kinds up', () => checkLint('2girls, 2boys, smile\n^^^^^^ crowded-image', { rule }))
  it('sees a crowd', () => checkLint('1girl, crowd\n       ^^^^^ crowded-image', { rule }))
  it('says what the goal is and where it comes from', () => assert.match(messagesOf(checkLint('4girls\n^^^^^^ crowded-image', { rule }))[0] ?? '', /goal character, assumed\)$/))
  it('says nothing of three', () => checkLint('1girl, 2boys, multiple boys', { rule }))
  it('says nothing of multiple girls alone', () => checkLint('multiple girls, multiple views', { rule }))
  it('says nothing of other goals', () => {
    for (const goal of ['style', 'concept']) checkLint('6+girls', { rule, settings: { goal } })
  })
  it('takes another limit', () => checkLint('4girls', { rule, settings: { rules: { [rule]: ['info', { persons: 5 }] } } }))
  it('says nothing of regularisation images', () => checkDataset('//- taglore.json\n{"concepts":[{"name":"a","folders":["5_a"],"regularization":true}]}\n//- 5_a/1.png\n//- 5_a/1.txt\n5girls', { rule }))
  it('offers to exclude the image', async () => {
    const { problems, root } = await checkDataset('//- 5_a/1.png\n//- 5_a/1.txt\n5girls\n^^^^^^ crowded-image', { rule })
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['rename 5_a/1.png → _excluded/5_a/1.png', 'rename 5_a/1.txt → _excluded/5_a/1.txt'])
  })
})
