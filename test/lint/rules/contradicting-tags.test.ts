import assert from 'node:assert/strict'
import { checkDataset, checkFix, checkLint, titleOf } from '../check'

const rule = 'contradicting-tags'

describe('contradicting-tags', () => {
  it('sees two tags of one set', () => {
    checkLint(
      `
1girl, solo, short hair, long hair, open mouth, closed mouth
                         ^^^^^^^^^ contradicting-tags
                                                ^^^^^^^^^^^^ contradicting-tags
`,
      { rule },
    )
  })

  it('sees counts that cannot both be right', () => {
    checkLint(
      `
1girl, multiple girls
       ^^^^^^^^^^^^^^ contradicting-tags
`,
      { rule },
    )
    checkLint('solo, 1girl, 1boy\n      ^^^^^ contradicting-tags', { rule })
  })

  it('is information where taggers waver', () => {
    const [near] = checkLint('1girl, black hair, grey hair\n                   ^^^^^^^^^ contradicting-tags', { rule })
    const [far] = checkLint('1girl, black hair, blonde hair\n                   ^^^^^^^^^^^ contradicting-tags', { rule })
    assert.deepEqual([near?.level, far?.level], ['info', 'warning'])
  })

  it('says nothing where one tag implies the other', () => checkLint('1girl, long hair, very long hair', { rule }))
  it('says nothing of several persons', () => checkLint('2girls, multiple girls, short hair, long hair', { rule }))
  it('says nothing where nobody is told of', () => checkLint('short hair, long hair', { rule }))
  it('says nothing where the guards stand', () => checkLint('1girl, multiple views, short hair, long hair, full body, portrait', { rule }))
  it('says nothing where a tag of the set itself lifts it', () => checkLint('1girl, black hair, blonde hair, two-tone hair, blue eyes, red eyes, heterochromia', { rule }))
  it('says nothing of what only looks exclusive', () => checkLint('1girl, white shirt, simple background, white background, smile, open mouth, sitting', { rule }))
  it('says nothing of inside and outside unless asked', () => {
    checkLint('1girl, indoors, outdoors', { rule })
    checkLint('1girl, indoors, outdoors\n                ^^^^^^^^ contradicting-tags', { rule, settings: { rules: { 'contradicting-tags': ['warning', { sets: ['indoors-or-outdoors'] }] } } })
  })

  it('removes one or the other', () => {
    checkFix('1girl, day, night', '1girl, day', rule)
    checkFix('1girl, day, night', '1girl, night', rule, { title: "Remove 'day'" })
  })

  it('knows what to write instead', () => checkFix('1girl, closed eyes, looking at viewer', '1girl, closed eyes, facing viewer', rule))

  it('leaves what holds for the whole concept to one row', async () => {
    const wavering = `
//- 5_a/{1..4}.png
//- 5_a/{1..4}.txt
1girl, solo, black hair, grey hair
`
    await checkDataset(wavering, { rule })
    const { problems } = await checkDataset(`${wavering}! 5_a wavering-tag`, { rule: 'wavering-tag' })
    assert.deepEqual(problems[0]?.fixes.map(titleOf), [
      "Replace 'grey hair' with 'black hair' in all captions of 'a'",
      "Replace 'black hair' with 'grey hair' in all captions of 'a'",
      "Remove 'black hair' and 'grey hair' from all captions of 'a'",
    ])
  })

  it('offers to unify the concept', async () => {
    const { problems } = await checkDataset(
      `
//- 5_a/a.png
//- 5_a/a.txt
1girl, black hair, grey hair
                   ^^^^^^^^^ contradicting-tags
`,
      { rule },
    )
    assert.ok(problems[0]?.fixes.some((fix) => titleOf(fix) === "Replace 'black hair' with 'grey hair' in all captions of 'a'"))
  })
})
