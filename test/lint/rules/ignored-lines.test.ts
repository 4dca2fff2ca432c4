import { checkFix, checkLint } from '../check'

const rule = 'ignored-lines'

describe('ignored-lines', () => {
  it('marks the text below the first line', () => {
    checkLint(
      `
1girl, solo
bed, pillow
^^^^^^^^^^^ ignored-lines
`,
      { rule },
    )
  })

  it('joins the lines with commas', () => checkFix('1girl, solo\r\n\r\nbed, pillow,\r\nindoors\r\n', '1girl, solo, bed, pillow, indoors\r\n', rule))
  it('joins sentences with a blank', () => checkFix('A girl sits on a bed.\nShe smiles.', 'A girl sits on a bed. She smiles.', rule))
  it('leaves a line break at the end alone', () => checkLint('1girl, solo\n\n', { rule }))
  it('leaves lines alone that wildcards make captions', () => checkLint('1girl\n2girls', { rule, settings: { captions: { wildcards: true } } }))
  it('leaves a blank first line to its own rule', () => checkLint('\n1girl', { rule }))
})
