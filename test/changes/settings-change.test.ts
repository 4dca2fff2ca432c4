import assert from 'node:assert/strict'
import { say } from '../../server/src/base/message'
import { applySpanEdits } from '../../server/src/base/span'
import { planSettingsAddition, type ListAddition } from '../../server/src/changes/settings-change'

/** Adds to a `taglore.json`; `undefined` stands for one that is not there, or is left alone. */
function checkAddition(text: string | undefined, addition: ListAddition, after: string | undefined): void {
  const change = planSettingsAddition(say`Add`, '/set/taglore.json', text, addition)
  const [file] = change?.files ?? []
  if (file?.kind === 'edit') assert.equal(applySpanEdits(file.text, file.edits), after)
  else if (file?.kind === 'create') assert.equal(file.text, after)
  else assert.equal(change ? text : undefined, after)
}

describe('an addition to taglore.json', () => {
  const word: ListAddition = { key: 'words', value: 'lumi' }

  it('makes the file where there is none', () => checkAddition(undefined, word, '{\n  "words": [\n    "lumi"\n  ]\n}\n'))
  it('keeps comments, layout and line ends', () => checkAddition('{\r\n\t// mine\r\n\t"goal": "style"\r\n}\r\n', { key: 'maxTokenLength', value: 225 }, '{\r\n\t// mine\r\n\t"goal": "style",\r\n\t"maxTokenLength": 225\r\n}\r\n'))
  it('goes behind the entries that are there', () => checkAddition('{\n  "words": [\n    "koro"\n  ]\n}', word, '{\n  "words": [\n    "koro",\n    "lumi"\n  ]\n}'))
  it('is none where the entry is there', () => checkAddition('{"words":["lumi"]}', word, '{"words":["lumi"]}'))
  it('of kept tags joins the entry of the same concept', () =>
    checkAddition('{"keep":[{"concept":"Lumi","tags":["hat"]}]}', { key: 'keep', value: { concept: 'lumi', tags: ['Hat', 'bow'] } }, '{"keep":[{"concept":"Lumi","tags":[\n        "hat",\n        "bow"\n      ]}]}'))
  it('of a concept stands in place of the one of the same name', () => {
    const change = planSettingsAddition(say`Add`, '/t', '{"concepts":[{"name":"a"},{"name":"Lumi","triggers":["x"]}]}', { key: 'concepts', value: { name: 'lumi', triggers: ['y'] } })
    const [file] = change?.files ?? []
    assert.deepEqual(file?.kind === 'edit' && JSON.parse(applySpanEdits(file.text, file.edits)), { concepts: [{ name: 'a' }, { name: 'lumi', triggers: ['y'] }] })
  })
  it('is refused by a file that is no valid object', () => {
    for (const text of ['', '[', '[]', '17', '{ "words": [', '{ "words": ["a"] } }']) checkAddition(text, word, undefined)
  })
})
