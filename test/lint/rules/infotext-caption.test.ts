import assert from 'node:assert/strict'
import { checkFix, checkLint, messagesOf } from '../check'

const rule = 'infotext-caption'
const DUMP = '1girl, (smile:1.2), <lora:lumi:0.8>\nNegative prompt: lowres, bad hands\nSteps: 28, Sampler: Euler a, CFG scale: 7, Seed: 12345, Size: 832x1216'

describe('infotext-caption', () => {
  it('sees parameters and negative prompt', () => {
    checkLint('1girl, solo\nNegative prompt: lowres\n^^^^^^^^^^^^^^^^^^^^^^^ infotext-caption\nSteps: 20, Sampler: Euler a, CFG scale: 7', { rule })
  })
  it('sees parameters without a negative prompt', () => checkLint('1girl, solo\nSteps: 20, Sampler: Euler a, CFG scale: 7\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ infotext-caption', { rule }))
  it('sees a dump that was joined into one line', () => checkLint('1girl, Negative prompt: lowres, Steps: 20, Sampler: Euler a, Seed: 5\n       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ infotext-caption', { rule }))
  it('keeps the tags of the prompt, without weights and networks', () => checkFix(DUMP, '1girl, smile', rule))
  it('keeps the line end', () => checkFix(`${DUMP}\n`, '1girl, smile\n', rule))
  it('takes prompt editing apart', () => checkFix('[cat:dog:0.5], [red|blue] BREAK saber \\(fate\\), cat\nSteps: 2, Sampler: a, Seed: 1', 'dog, red, blue, saber (fate), cat', rule))
  it('offers nothing where there is no prompt', () => assert.deepEqual(checkLint('Steps: 20, Sampler: Euler a, CFG scale: 7\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ infotext-caption', { rule })[0]?.fixes, []))
  it('says nothing of tags with a colon', () => checkLint('artist:name, rating:safe, year:2020, size: large, model: x', { rule }))
  it('says nothing of stairs', () => checkLint('1girl, Steps: many, stairs', { rule }))
  it('leaves the lines behind to this rule alone', () => {
    assert.deepEqual(checkLint(`1girl\nSteps: 20, Sampler: Euler a, CFG scale: 7\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ infotext-caption`).map((problem) => problem.rule.id), [rule])
  })
  it('says what it is', () => assert.match(messagesOf(checkLint('a\nSteps: 20, Sampler: b, Seed: 1\n^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ infotext-caption', { rule }))[0] ?? '', /parameters, not tags$/))
})
