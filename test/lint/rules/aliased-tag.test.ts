import { realKnowledge } from '../../support/vocabulary'
import { checkDataset, checkFix, checkLint } from '../check'

const rule = 'aliased-tag'

describe('aliased-tag', () => {
  it('sees an old name of a tag', () => {
    checkLint(
      `
1girl, wink, Gray_Hair
       ^^^^ aliased-tag
             ^^^^^^^^^ aliased-tag
`,
      { rule },
    )
  })

  it('replaces it by the tag', () => checkFix('1girl, wink, solo', '1girl, one eye closed, solo', rule))
  it('keeps the weight', () => checkFix('(gray hair:1.2)', '(grey hair:1.2)', rule))
  it('removes it where the tag is there already', () => checkFix('wink, one eye closed', 'one eye closed', rule))
  it('says nothing of a wider word that the tag begins with', () => checkLint('blonde, sample', { rule, knowledge: realKnowledge() }))
  it('says nothing of a live tag', () => checkLint('one eye closed, grey hair, bangs', { rule }))
  it('says nothing on models that know the old names', () => checkLint('wink', { rule, settings: { model: 'sd15' } }))
  it('says nothing of accepted words', () => checkLint('wink', { rule, settings: { words: ['Wink'] } }))
  it('says nothing within sentences', () => checkLint('A girl sits by the window and smiles, wink', { rule }))

  it('says nothing of triggers, and spells like the dataset', async () => {
    await checkDataset(
      `
//- taglore.json
{ "concepts": [{ "name": "a", "folders": ["1_a"], "triggers": ["miku"] }] }
//- 1_a/a.png
//- 1_a/a.txt
miku, wink
      ^^^^ aliased-tag
`,
      { rule },
    )
  })
})
