import assert from 'node:assert/strict'
import { checkDataset, fixedBy, messagesOf } from '../check'

const rule = 'outfit-leak'
const lumi = (last: string): string => `//- 5_casual/{1..5}.png\n//- 5_casual/{1..4}.txt\nlumi, lumiqz, 1girl\n//- 5_casual/5.txt\n${last}\n//- 5_maid/{1..5}.png\n//- 5_maid/{1..5}.txt\nlumi, lumimd, 1girl`

describe('outfit-leak', () => {
  it('sees the trigger of a sibling in place of the own, and changes it', async () => {
    const { problems } = await checkDeclared('lumi, lumimd, 1girl\n      ^^^^^^ outfit-leak')
    assert.equal(fixedBy('lumi, lumimd, 1girl', problems[0], 'Replace'), 'lumi, lumiqz, 1girl')
  })
  it('sees two siblings in one caption', async () => {
    const { problems } = await checkDeclared('lumi, lumiqz, lumimd, 1girl\n              ^^^^^^ outfit-leak')
    assert.deepEqual(messagesOf(problems), ["'lumimd' is the trigger of 'maid' and stands beside 'lumiqz', that of 'casual'"])
    assert.equal(fixedBy('lumi, lumiqz, lumimd, 1girl', problems[0], 'Remove'), 'lumi, lumiqz, 1girl')
  })
  it('sees it among outfits that nobody declared', () =>
    checkDataset('//- 5_casual/{1..6}.png\n//- 5_casual/{1..6}.txt\nlumi, lumiqz, 1girl\n//- 5_maid/{1..6}.png\n//- 5_maid/{1..5}.txt\nlumi, lumimd, 1girl\n//- 5_maid/6.txt\nlumi, 1girl', { rule }))
  it('says nothing of the trigger that all share', () => checkDeclared('lumi, lumiqz, 1girl'))
  it('says nothing of several views', () => checkDeclared('lumi, lumiqz, lumimd, 1girl, multiple views'))
  it('says nothing of concepts that are no siblings', () => checkDataset('//- 5_lumi/{1..4}.png\n//- 5_lumi/{1..4}.txt\nlumi, koro, 1girl\n//- 5_koro/{1..4}.png\n//- 5_koro/{1..4}.txt\nkoro, cat', { rule }))
})

/** The same folders, declared. */
function checkDeclared(last: string): ReturnType<typeof checkDataset> {
  const concepts = [
    { name: 'casual', parent: 'lumi', folders: ['5_casual'], triggers: ['lumi', 'lumiqz'] },
    { name: 'maid', parent: 'lumi', folders: ['5_maid'], triggers: ['lumi', 'lumimd'] },
  ]
  return checkDataset(`//- taglore.json\n${JSON.stringify({ concepts })}\n${lumi(last)}`, { rule })
}
