import assert from 'node:assert/strict'
import { parseCaption } from '../../../server/src/caption/parse'
import { safeEdits } from '../../../server/src/lint/fix'
import { lintCaption } from '../../../server/src/lint/lint'
import { checkDataset, checkFix, checkLint, worldOf } from '../check'

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
  it('keeps the brackets of a group', () => checkFix('hat, (hat, cat:1.2), (smile, hat:0.9)', 'hat, (cat:1.2), (smile:0.9)', rule))
  it('does not remove unasked where a bracket would go over into the name of another tag', () => {
    const safe = (text: string): readonly boolean[] => lintCaption(parseCaption(text), '/alone.txt', worldOf({ rule })).map((problem) => safeEdits(problem) !== undefined)
    assert.deepEqual(safe('hat, (hat, cat:1.2), smile'), [true])
    assert.deepEqual(safe('hat, (hat, cat)\u30001girl'), [false])
    assert.deepEqual(safe('hat, solo, (hat, solo, cat) hood, solo'), [false, true, true])
    assert.deepEqual(safe('cat, red (hat, cat)'), [false])
    assert.deepEqual(safe('hat, (16:9, hat)'), [false])
    assert.deepEqual(safe('hat, (solo ||| hat)'), [false])
    assert.deepEqual(safe('b}, {a, b}, c|}'), [false])
    // asked for, it does
    checkFix('hat, (hat, cat)\u30001girl', 'hat, (cat)\u30001girl', rule)
  })
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
