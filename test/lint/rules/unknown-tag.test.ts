import assert from 'node:assert/strict'
import { checkDataset, checkFix, checkLint, titleOf } from '../check'
import { smallKnowledge } from '../../support/vocabulary'

const rule = 'unknown-tag'

describe('unknown-tag', () => {
  it('sees slips for known tags', () => {
    checkLint(
      `
1gril, long hiar, lookng at viewer, blu eyes, smlie
^^^^^ unknown-tag
       ^^^^^^^^^ unknown-tag
                  ^^^^^^^^^^^^^^^^ unknown-tag
                                    ^^^^^^^^ unknown-tag
                                              ^^^^^ unknown-tag
`,
      { rule },
    )
  })

  it('sees a missing plural and a missing hyphen', () => {
    checkLint(
      `
blue eye, two tone hair
^^^^^^^^ unknown-tag
          ^^^^^^^^^^^^^ unknown-tag
`,
      { rule },
    )
  })

  it('marks the tag inside its weight', () => {
    checkLint(
      `
(long hiar:1.2)
 ^^^^^^^^^ unknown-tag
`,
      { rule },
    )
  })

  it('replaces it, nearest first', () => checkFix('1girl, (blone hair:1.1)', '1girl, (blonde hair:1.1)', rule))
  it('removes it where the tag is there already', () => checkFix('smlie, smile', 'smile', rule))

  it('offers to accept the word', () => {
    const [problem] = checkLint('smlie\n^^^^^ unknown-tag', { rule })
    assert.deepEqual(problem?.fixes.map(titleOf), ["Replace 'smlie' with 'smile'", "Accept 'smlie' in all datasets"])
  })

  it('says nothing of words that are near to nothing', () => checkLint('lumi, green dinosaur, pug life, zombie hand, ohwx', { rule }))
  it('says nothing of old words, aliases and model words', () => checkLint('bangs, wink, score_9, score_8, year 2024, @smlie, artist:smlie', { rule }))
  it('says nothing of sentences, nor of their parts', () => checkLint('A girl with long hiar is sitting on a bench, smlie', { rule }))
  it('says nothing of names with a series', () => checkLint('smlie (series)', { rule }))
  it('says nothing of accepted words', () => checkLint('smlie', { rule, settings: { words: ['smlie'] } }))
  it('says nothing while lists are still loading', () => checkLint('smlie', { rule, knowledge: { ...smallKnowledge, ready: false } }))
  it('says nothing of sexual tags', () => checkLint('nipples, white panties', { rule }))
  it('says nothing of a merged phrase', () => checkLint('long blonde hair, black pleated miniskirt, white and blue two-tone hair', { rule }))

  it('says nothing of the dataset’s own words, and proposes them', async () => {
    await checkDataset(
      `
//- 1_a/{1..4}.png
//- 1_a/{1..3}.txt
1girl, frobnicator, smlie
//- 1_a/4.txt
1girl, frobnicater
       ^^^^^^^^^^^ unknown-tag
`,
      { rule },
    )
  })
})
