import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { describeList } from '../../server/src/tags/describe-list'

/** What a file is told to be: `kind: format, rows`, relations with their kind; undefined for none of ours. */
function checkDescribed(name: string, lines: readonly string[], expected: string | undefined): void {
  const list = describeList(lines.join('\n'), name, (tag) => (/^(?:long hair|solo|smile|1girl|very long hair)$/.test(tag.replaceAll('_', ' ')) ? 'tag' : 'unknown'))
  const relation = list?.relation ? ` of ${list.relation}` : ''
  assert.equal(list && `${list.kind}${relation}: ${formatMessage(list.format)}, ${list.rows}`, expected)
}

describe('a file that may be a list', () => {
  it('of tagcomplete', () => checkDescribed('danbooru.csv', ['1girl,0,600,"a,b"', 'solo,0,500,'], 'tags: tagcomplete list, 2'))
  it('of tagcomplete with translations in the fifth column', () => checkDescribed('danbooru.csv', ['1girl,0,600,,1个女孩', 'solo,0,500,,单人'], 'tags: tagcomplete list, 2'))
  it('of extra words with texts in place of counts', () => checkDescribed('extra.csv', ['masterpiece,5,Quality tag,,', 'best_quality,5,Quality tag,,'], 'tags: tagcomplete list, 2'))
  it('of a tagger', () => checkDescribed('selected_tags.csv', ['tag_id,name,category,count', '1,1girl,0,600'], "tags: tagger's list (selected_tags.csv), 1"))
  it('of mere words', () => checkDescribed('words.txt', ['lumi', 'red scarf', 'koro cat'], 'tags: one tag a line, 3'))
  it('of translations in two columns', () => checkDescribed('zh.csv', ['1girl,1个女孩', 'solo,单人', 'smile,微笑'], 'translations: one translation a row, 3'))
  it('of translations in three columns', () => checkDescribed('zh.csv', ['1girl,0,1个女孩', 'solo,0,单人', 'smile,0,微笑'], 'translations: one translation a row, 3'))
  it('of translations as BooruDatasetTagManager has them', () => checkDescribed('zh-CN.txt', ['1girl=1个女孩', '*solo=单人'], 'translations: tag=translation a line, 2'))
  it('of implications, by their header and name', () => checkDescribed('danbooru_implications.csv', ['antecedent,consequent', 'very_long_hair,long_hair'], 'relations of implications: pairs of tags, 1'))
  it('of implications, by the tags that are known', () => checkDescribed('pairs.csv', ['very_long_hair,long_hair', 'smile,solo', 'solo,1girl'], 'relations of implications: pairs of tags, 3'))
  it('of aliases, by the tags that are not known', () => checkDescribed('pairs.csv', ['longhair,long_hair', 'alone,solo', 'smiling,smile'], 'relations of aliases: pairs of tags, 3'))
  it('of pairs that tell nothing', () => checkDescribed('pairs.csv', ['foo,bar', 'foz,baz'], 'relations: pairs of tags, 2'))
  it('of which tags go together is none of ours', () => checkDescribed('cooccurrence.csv', ['1girl,solo,400', 'solo,smile,30', 'smile,1girl,20'], undefined))
  it('that is a web page or prose is none', () => {
    checkDescribed('page.csv', ['<!doctype html>', '<p>gone'], undefined)
    checkDescribed('readme.txt', ['These lists were made by hand for one project.', 'They may be used freely.'], undefined)
  })
  it('that is empty is none', () => checkDescribed('empty.csv', [''], undefined))
})
