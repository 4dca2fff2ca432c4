import { checkDataset, checkFix, checkLint } from '../check'

const rule = 'duplicate-tag'

describe('duplicate-tag', () => {
  it('sees a second spelling of the same tag', () => {
    checkLint(
      `
1girl, long hair, Long_Hair
                  ^^^^^^^^^ duplicate-tag
`,
      { rule },
    )
  })

  it('folds escapes', () => checkFix(String.raw`saber (fate), saber \(fate\)`, 'saber (fate)', rule))

  it('folds case, underscores and weights', () => {
    checkLint(
      `
saber (fate), Saber_(fate) , (smile:1.2), smile
              ^^^^^^^^^^^^ duplicate-tag
                                          ^^^^^ duplicate-tag
`,
      { rule },
    )
  })

  it('takes the comma with the tag', () => checkFix('1girl, solo, 1girl', '1girl, solo', rule))
  it('keeps the first of three', () => checkFix('smile, 1girl,smile ,  smile\n', 'smile, 1girl\n', rule))
  it('leaves different tags alone', () => checkLint('hair, hair ribbon, ribbon, :d, ;d', { rule }))
  it('leaves lines alone that are not trained', () => checkLint('1girl, solo\n1girl', { rule }))
  it('leaves the lines of wildcards alone, which are captions of their own', () => checkLint('1girl, solo\n1girl', { rule, settings: { captions: { wildcards: true } } }))
  it('can be switched off', () => checkLint('1girl, 1girl', { rule, settings: { rules: { 'duplicate-tag': 'off' } } }))
  it('is ignored where the settings say so', async () => {
    await checkDataset(
      `
//- taglore.json
{ "ignore": [{ "rule": "duplicate-tag", "files": "1_a/*" }] }
//- 1_a/a.png
//- 1_a/a.txt
1girl, 1girl
//- 2_b/b.png
//- 2_b/b.txt
1girl, 1girl
       ^^^^^ duplicate-tag
`,
      { rule },
    )
  })
})
