import assert from 'node:assert/strict'
import { recogniseSource } from '../../../server/src/tags/recognise-source'
import { tag } from '../records'
import { checkSource } from './check-source'

describe("cl_tagger's tag_mapping.json", () => {
  it('has tags and the names of categories', () => {
    const mapping = { 0: { tag: 'general', category: 'Rating' }, 1: { tag: '1girl', category: 'General' }, 2: { tag: 'hatsune_miku', category: 'Character' }, 3: { tag: 'x', category: 'Other' } }
    checkSource('tag-mapping-json', JSON.stringify(mapping), [
      tag('general', 0, { category: 'meta' }),
      tag('1girl'),
      tag('hatsune_miku', 0, { category: 'character' }),
      tag('x', 0, { uncategorised: true }),
    ])
  })

  it('may keep names and categories apart', () => {
    const mapping = { idx_to_tag: { 0: '1girl', 1: 'best_quality' }, tag_to_category: { '1girl': 'General', best_quality: 'Quality' } }
    checkSource('tag-mapping-json', JSON.stringify(mapping), [tag('1girl'), tag('best_quality', 0, { category: 'meta' })])
  })

  it('loses a bad entry and no other', () => {
    const text = '{\n"0": {"tag": "", "category": "General"},\n"1": {"tag": "a", "category": "General"},\n"2": 5\n}'
    checkSource('tag-mapping-json', text, [tag('a')], ['2: The tag has no name', '4: The tag has no name'], 'tag_mapping.json')
  })

  it('is told of when it is cut off', () => {
    checkSource('tag-mapping-json', '{"0": {"tag": "a", "category": "General"}, "1": {', [], ['1: The file is no valid JSON'])
  })

  it('is not any JSON', () => assert.equal(recogniseSource('{"name": "x"}', 'a.json'), undefined))
})
