import { loadTokenizer } from '../../tokens/load-tokenizer'
import { smallKnowledge } from '../../support/vocabulary'
import { checkDataset, checkFix, checkLint } from '../check'

const rule = 'mergeable-tags'

describe('mergeable-tags', () => {
  it('sees tags that read as one phrase', () => {
    checkLint(
      `
1girl, long hair, smile, blonde hair
       ^^^^^^^^^ mergeable-tags
`,
      { rule },
    )
  })

  it('builds the phrase in the order of English, where the first part stood', () => {
    checkFix('1girl, blonde hair, smile, wavy hair, long hair', '1girl, long wavy blonde hair, smile', rule)
    checkFix('1girl, glowing eyes, red eyes', '1girl, glowing red eyes', rule)
    checkFix('1girl, white shirt, collared shirt, sleeveless shirt', '1girl, sleeveless white collared shirt', rule)
    checkFix('1girl, white gloves, elbow gloves', '1girl, white elbow gloves', rule)
    checkFix('1girl, short shorts, black shorts', '1girl, short black shorts', rule)
  })

  it('lets a noun of its own take over', () => {
    checkFix('1girl, black skirt, pleated skirt, miniskirt', '1girl, black pleated miniskirt', rule)
    checkFix('1girl, black footwear, knee boots', '1girl, black knee boots', rule)
    checkFix('1girl, black-framed eyewear, round eyewear, glasses', '1girl, round black-framed glasses', rule)
    checkFix('1girl, red ribbon, hair ribbon', '1girl, red hair ribbon', rule)
  })

  it('says which two colours two-tone hair has', () => checkFix('1girl, white hair, two-tone hair, blue hair', '1girl, white and blue two-tone hair', rule))
  it('spells like the caption’s dataset', () => checkFix('1girl, long_hair, blonde_hair', '1girl, long_blonde_hair', rule, { settings: { captions: { spelling: 'underscore' } } }))
  it('ties tags instead where the trainer does', () => {
    checkFix('1girl, long hair, smile, blonde hair', '1girl, long hair;;;blonde hair, smile', rule, { title: 'Tie', settings: { captions: { secondarySeparator: ';;;' } } })
  })

  it('says nothing of one tag alone', () => checkLint('1girl, long hair, blue eyes, hair ribbon', { rule }))
  it('says nothing of two values in one slot', () => checkLint('1girl, blonde hair, black hair', { rule }))
  it('says nothing of more than four attributes', () => checkLint('1girl, open shirt, sleeveless shirt, oversized shirt, white shirt, striped shirt', { rule }))
  it('says nothing of several persons', () => checkLint('2girls, long hair, blonde hair', { rule }))
  it('says nothing of kinds of hair that are units', () => checkLint('1girl, long hair, multicolored hair, blonde hair', { rule }))
  it('says nothing of weighted tags, tied tags, or tags behind |||', () => checkLint('1girl, (long hair:1.2), blonde hair;;;smile ||| wavy hair, red eyes', { rule }))
  it('says nothing of backgrounds', () => checkLint('1girl, simple background, white background', { rule }))
  it('says nothing on models trained on whole tags', () => {
    for (const model of ['illustrious', 'noobai', 'pony']) checkLint('1girl, long hair, blonde hair', { rule, settings: { model } })
  })
  it('says nothing of two heads', () => checkLint('1girl, black footwear, knee boots, boots', { rule }))
  it('says nothing of triggers and kept tags', () => checkLint('1girl, long hair, blonde hair', { rule, settings: { words: ['blonde hair'] } }))

  it('says nothing of a phrase of more than eight tokens', async () => {
    const tokenizer = await loadTokenizer()
    const knowledge = { ...smallKnowledge, tokenizer: { ...tokenizer, count: (text: string) => (text === 'long blonde hair' ? 9 : tokenizer.count(text)) } }
    checkLint('1girl, long hair, blonde hair', { rule, knowledge })
    checkLint('1girl, long hair, black hair\n       ^^^^^^^^^ mergeable-tags', { rule, knowledge })
  })

  it('never glues what is constant to what varies', async () => {
    await checkDataset(
      `
//- 5_a/{1..5}.png
//- 5_a/{1..4}.txt
1girl, blonde hair
//- 5_a/5.txt
1girl, blonde hair, long hair
`,
      { rule },
    )
  })

  it('stands once in each caption of the concept otherwise', async () => {
    await checkDataset(
      `
//- 5_a/{1..4}.png
//- 5_a/{1..4}.txt
1girl, blonde hair, long hair
       ^^^^^^^^^^^ mergeable-tags
`,
      { rule },
    )
  })
})
