import { checkFix, checkLint } from '../check'

const rule = 'fullwidth-separator'

describe('fullwidth-separator', () => {
  it('marks the whole run that the trainer reads as one tag', () => {
    checkLint(
      `
1girl，long hair、smile, solo
^^^^^^^^^^^^^^^^^^^^^ fullwidth-separator
`,
      { rule },
    )
  })

  it('sees a list of many tags, long as a sentence', () => {
    checkLint(
      `
1girl，long hair，blue eyes，looking at viewer，white shirt，black skirt，simple background
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ fullwidth-separator
`,
      { rule },
    )
  })

  it('sees Chinese tags', () => {
    checkLint(
      `
一个女孩，长发，蓝眼睛
^^^^^^^^^^^ fullwidth-separator
`,
      { rule },
    )
  })

  it('puts a comma and a blank', () => checkFix('1girl，long hair； smile, solo', '1girl, long hair, smile, solo', rule))
  it('leaves no empty tag at the ends', () => checkFix('，1girl，，solo，, smile', '1girl, solo, smile', rule))
  it('leaves a Chinese sentence its punctuation', () => checkLint('一个金发的女孩坐在海边的岩石上，看着远方的夕阳，微笑着挥手', { rule }))
  it('leaves a sentence with a full stop alone', () => checkLint('她笑了，很开心。', { rule }))
  it('leaves tags alone that have none', () => checkLint('1girl, solo', { rule }))
})
