import assert from 'node:assert/strict'
import { checkFix, checkLint } from '../check'

const rule = 'empty-tag'

describe('empty-tag', () => {
  it('sees two commas in a row', () => {
    checkLint(
      `
1girl,, solo
     ^^ empty-tag
`,
      { rule },
    )
  })

  it('sees a comma at the start and at the end of the line', () => {
    checkLint(
      `
, 1girl, solo,
^ empty-tag
             ^ empty-tag
`,
      { rule },
    )
  })

  it('tells a run of commas once', () => {
    checkLint(
      `
1girl, , ,, solo
     ^^^^^^ empty-tag
`,
      { rule },
    )
  })

  it('is a warning where tags are shuffled', () => {
    const levels = [false, true].map((shuffle) => checkLint('1girl,, solo\n     ^^ empty-tag', { rule, settings: { captions: { shuffle } } })[0]?.level)
    assert.deepEqual(levels, ['info', 'warning'])
  })

  it('removes what is empty and nothing else', () => checkFix(',1girl,,  long_hair , ,solo,\n', '1girl,  long_hair ,solo\n', rule))
  it('removes a trailing comma', () => checkFix('1girl, solo, ', '1girl, solo', rule))
  it('leaves a good caption alone', () => checkLint('1girl, solo\n', { rule }))
  it('leaves lines alone that are not trained', () => checkLint('1girl\n,,\n', { rule }))
  it('leaves a caption of nothing but commas to be filled by hand', () => checkLint(',,', { rule }))
  it('leaves separators of the trainer alone', () => checkLint('lumi ||| 1girl, solo;;;smile', { rule }))
})
