import { checkDataset, checkFix, checkLint } from '../check'

const rule = 'mixed-spelling'
const BLANKS = '//- 5_a/{1..4}.png\n//- 5_a/{1..3}.txt\nlumi, long hair, closed mouth, open mouth\n'

describe('mixed-spelling', () => {
  it('sees an underscore in a dataset of blanks', () => checkDataset(`${BLANKS}//- 5_a/4.txt\nlumi, long_hair, smile\n      ^^^^^^^^^ mixed-spelling`, { rule }))
  it('sees a blank in a dataset of underscores', () =>
    checkDataset('//- 5_a/{1..4}.png\n//- 5_a/{1..3}.txt\nlumi, long_hair, open_mouth\n//- 5_a/4.txt\nlumi, long hair, smile\n      ^^^^^^^^^ mixed-spelling', { rule }))
  it('tells many in one caption once', () => checkDataset(`${BLANKS}//- 5_a/4.txt\nlumi, long_hair, closed_mouth, blonde_hair\n      ^^^^^^^^^ mixed-spelling`, { rule }))
  it('goes by the setting where there is one', () => checkLint('1girl, long_hair\n       ^^^^^^^^^ mixed-spelling', { rule, settings: { captions: { spelling: 'blank' } } }))
  it('respells', () => checkFix('1girl, long_hair, (closed_mouth:1.2)', '1girl, long hair, (closed mouth:1.2)', rule, { settings: { captions: { spelling: 'blank' } } }))
  it('says nothing of faces, model words, own words and sentences', () =>
    checkLint('>_<, score_9, my_own_word, A girl_x stands in a very large field.', { rule, settings: { captions: { spelling: 'blank' } } }))
  it('says nothing of triggers', () => checkDataset('//- 5_a/{1..4}.png\n//- 5_a/{1..4}.txt\nlumi_v2, long hair, open mouth', { rule }))
  it('says nothing of accepted words', () => checkLint('long_hair', { rule, settings: { words: ['long hair'], captions: { spelling: 'blank' } } }))
  it('says nothing where both are right, or nothing is known', () => {
    checkLint('long_hair, open mouth', { rule, settings: { captions: { spelling: 'as-is' } } })
    checkLint('long_hair, open mouth', { rule })
  })
})
