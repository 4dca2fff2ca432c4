import assert from 'node:assert/strict'
import { realKnowledge } from '../../support/vocabulary'
import { changeOf, checkDataset, describeChange } from '../check'

const rule = 'split-tag'
const two = (a: string, b: string): string => `//- 5_x/{1..8}.png\n//- 5_x/{1..5}.txt\n1girl, ${a}\n//- 5_x/{6..8}.txt\n1girl, ${b}\n`

describe('split-tag', () => {
  const check = (text: string, settings?: object) => checkDataset(text, { rule, settings, knowledge: realKnowledge() })

  it('sees a word with and without a hyphen, and unifies to the usual one', async () => {
    const { problems, root } = await check(`${two('star brooch', 'star-brooch')}! . split-tag`)
    assert.deepEqual(describeChange(changeOf(problems[0]), root), [6, 7, 8].map((at) => `edit 5_x/${at}.txt: 1girl, star brooch`))
  })
  it('sees a plural that is no tag', () => check(`${two('star brooch', 'star brooches')}`.replace('brooches', 'broochs') + '! . split-tag'))
  it('sees an old name where no other rule does', () => check(`${two('one eye closed', 'wink')}! . split-tag`, { model: 'sd15' }))
  it('leaves old names to another rule otherwise', () => check(two('one eye closed', 'wink')))
  it('says nothing of two live tags', () => check(two('hand up', 'hands up')))
  it('says nothing of blanks and underscores', () => check(two('long hair', 'long_hair')))
  it('says nothing of accepted words', () => check(two('star brooch', 'star-brooch'), { words: ['star-brooch'] }))
  it('leaves slips in one or two captions to another rule', () => check('//- 5_x/{1..8}.png\n//- 5_x/{1..6}.txt\n1girl, star brooch\n//- 5_x/{7..8}.txt\n1girl, star-brooch'))
})
