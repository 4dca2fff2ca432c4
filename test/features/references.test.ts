import assert from 'node:assert/strict'
import fc from 'fast-check'
import { parseCaption } from '../../server/src/caption/parse'
import { highlightTag } from '../../server/src/features/document-highlight'
import { mayHold, namedTagAt, occurrencesOf } from '../../server/src/features/occurrences'
import { findReferences, referencedKey } from '../../server/src/features/references'
import { anyText, someCaption } from '../support/caption-arbitrary'
import { captionAt, underline } from './caption-at'

/** Every place that names the tag at `‸` is underlined. */
async function checkHighlight(marked: string, expected: string): Promise<void> {
  const { workspace, path, offset, text } = await captionAt(marked)
  assert.equal(underline(text, highlightTag(workspace, path, offset)), expected)
}

describe('document highlight', () => {
  it('finds all spellings, weights and alternatives', () =>
    checkHighlight('long ha‸ir, Long_Hair, (long  hair:1.2), {long hair|smile}, long hair ribbon', `
long hair, Long_Hair, (long  hair:1.2), {long hair|smile}, long hair ribbon
^^^^^^^^^  ^^^^^^^^^   ^^^^^^^^^^        ^^^^^^^^^
`))
  it('from an alternative', () => checkHighlight('smile, {a|smi‸le, b}', '\nsmile, {a|smile, b}\n^^^^^     ^^^^^\n'))
  it('between tags finds nothing', () => checkHighlight('smile, ‸, smile', '\nsmile, , smile\n\n'))
  it('of brackets that belong to the name', () => checkHighlight('watercolor \\(medi‸um\\), watercolor (medium), watercolor_(medium)', `
watercolor \\(medium\\), watercolor (medium), watercolor_(medium)
^^^^^^^^^^^^^^^^^^^^^  ^^^^^^^^^^^^^^^^^^^  ^^^^^^^^^^^^^^^^^^^
`))
})

describe('references', () => {
  it('are told caption by caption for the whole dataset, as the editor has them', async () => {
    const { workspace, path, offset, dataset } = await captionAt('smi‸le, 1girl', { others: '//- 10_lumi/b.png\n//- 10_lumi/b.txt\nSmile, solo\nsmile\n//- 20_x/c.png\n//- 20_x/c.txt\n1girl\n//- 20_x/d.png\n//- 20_x/d.txt\n(smile)' })
    assert.equal(referencedKey(workspace, path, offset), 'smile')
    const found = [...findReferences(dataset.samples.values(), 'smile')]
    assert.equal(found.length, dataset.samples.size, 'whoever asks can pause after each')
    assert.deepEqual(found.flatMap((each) => (each ? [[each.path.slice(-5), each.spans.map(({ start }) => start)]] : [])), [['a.txt', [0]], ['b.txt', [0, 12]], ['d.txt', [1]]])
  })

  it('never miss a tag for the quick look that comes first', () => {
    fc.assert(
      fc.property(fc.oneof(someCaption, anyText), (text) => {
        for (const tag of parseCaption(text).tags) assert.ok(mayHold(tag.key)(text), `'${tag.key}' in '${text}'`)
      }),
      { numRuns: 1000 },
    )
  })

  it('of a place hold that place', () => {
    fc.assert(
      fc.property(someCaption, fc.nat(), (text, at) => {
        const caption = parseCaption(text)
        const tag = namedTagAt(caption, at % (text.length + 1))
        if (!tag) return
        assert.equal(text.slice(tag.span.start, tag.span.end), tag.name)
        assert.ok(occurrencesOf(caption, tag.key).some(({ start }) => start === tag.span.start))
      }),
      { numRuns: 1000 },
    )
  })
})
