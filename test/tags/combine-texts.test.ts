import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { combineTexts, type GivenText, type GivenTexts } from '../../server/src/tags/combine-texts'
import type { TagRecord } from '../../server/src/tags/record'
import { tag } from './records'

const vocabulary = [tag('long hair', 4_400_000, { translations: ['长发'] }), tag('very long hair', 950_000, { implies: ['long hair'] }), tag('two-tone hair', 5), tag('smile', 3)]

function combine(given: Partial<GivenTexts>): { readonly find: (name: string) => TagRecord | undefined; readonly sources: readonly string[]; readonly messages: readonly string[] } {
  const { records, sources, messages } = combineTexts({ lists: [], relations: [], translations: [], ...given }, vocabulary)
  return {
    find: name => records.find(record => record.name === name),
    sources: sources.map(({ id, kind, tags, added, problems }) => `${id} ${kind} ${tags} ${added} ${problems}`),
    messages: messages.map(message => formatMessage(message)),
  }
}

const file = (path: string, text: string, kind?: GivenText['kind']): GivenText => ({ path, text, ...(kind ? { kind } : {}) })
const aliases = file('/x/aliases.csv', 'antecedent,consequent\nlonghair,long_hair\ntails,long_hair\ntails,smile\nnothing,unknown_tag\n')

describe('tag knowledge from several files', () => {
  it('names its sources in the order in which they count', () => {
    const { sources, messages } = combine({
      lists: [file('/x/a.csv', 'long_hair,0,9\nmine,0,8\n'), file('/x/b.csv', 'mine,0,7\nyours,0,6\n')],
      relations: [file('/x/implications.csv', 'mine,yours\n'), aliases],
      translations: [file('/x/zh.csv', 'mine,我的\nnobody,无人\n')],
    })
    assert.deepEqual(messages, [])
    assert.deepEqual(sources, ['/x/a.csv danbooru-csv 2 2 0', '/x/b.csv danbooru-csv 2 1 0', 'vocabulary vocabulary 4 3 0', '/x/aliases.csv aliases 4 3 0', '/x/implications.csv implications 1 1 0', '/x/zh.csv translation-csv 2 1 0'])
  })

  it('lets an alias of a relations file lead to several tags', () => {
    const { find } = combine({ relations: [aliases] })
    assert.deepEqual(find('long hair')?.aliases, ['longhair', 'tails'])
    assert.deepEqual(find('smile')?.aliases, ['tails'])
  })

  it('finds tags of relations and translations by their aliases', () => {
    const { find } = combine({ relations: [file('implications.csv', 'smile,longhair\nlonghair,hair\n'), aliases], translations: [file('zh.csv', 'Long_Hair,长长的头发\nlonghair,长毛\ntails,尾巴\n')] })
    assert.deepEqual(find('long hair')?.implies, ['hair'])
    assert.deepEqual(find('smile')?.implies, ['longhair'])
    assert.deepEqual(find('long hair')?.translations, ['长长的头发', '长毛', '长发'])
    assert.deepEqual(find('smile')?.translations, [], 'an alias of several tags names none of them')
  })

  it('puts the translations of the first file first', () => {
    const { find } = combine({ translations: [file('a.csv', 'long_hair,甲\n'), file('b.txt', 'long hair=乙\nlong hair=长发\n')] })
    assert.deepEqual(find('long hair')?.translations, ['甲', '乙', '长发'])
  })

  it('tells which kind of relations it understood where only the rows tell', () => {
    const rows = 'long_tresses,long_hair\nlengthy_hair,long_hair\ngrin_like,smile\n'
    const { find, messages } = combine({ relations: [file('relations.csv', rows)] })
    assert.deepEqual(find('smile')?.aliases, ['grin_like'])
    assert.equal(messages.length, 1)
    assert.match(messages[0] ?? '', /^'relations\.csv' is read as aliases, /)
    assert.deepEqual(combine({ relations: [file('relations.csv', rows, 'implications')] }).messages, [])
  })

  it('leaves relations out where nothing tells their kind', () => {
    const { sources, messages } = combine({ relations: [file('relations.csv', 'a,b\nc,d\n')] })
    assert.match(messages[0] ?? '', /^'relations\.csv' is left out: neither its name nor its rows tell/)
    assert.equal(sources.at(-1), 'relations.csv unreadable 0 0 1')
  })

  it('takes no list of tags for relations', () => {
    assert.match(combine({ relations: [file('aliases.csv', '1girl,0,6008644,x\nsolo,0,5,\n')] }).messages[0] ?? '', /^'aliases\.csv' is no list of aliases or implications/)
  })

  it('tells of bad rows once a file, with the first line', () => {
    const { messages, sources } = combine({ lists: [file('/x/one.csv', 'a,0,1\n,0,2\n'), file('/x/two.csv', 'a,0,1\n,0,2\n"b,0,3\n,0,3\n')] })
    assert.deepEqual(messages, ["'one.csv', line 2: The tag has no name; the row is left out", "'two.csv', line 2: The tag has no name; this row and 2 more are left out"])
    assert.equal(sources[1], '/x/two.csv danbooru-csv 1 0 3')
  })

  it('tells of a file that is none of its kind', () => {
    const { messages, sources } = combine({ lists: [file('a.bin', '\0\0')], translations: [file('b.txt', '\n')] })
    assert.deepEqual(messages.length, 2)
    assert.deepEqual(sources.filter(source => source.includes('unreadable')).length, 2)
  })

  describe('spelt with hyphens', () => {
    const names = ['blue-eyes', 'two-tone-hair', 'long-hair', ...Array.from({ length: 20 }, (_, place) => `tag-${place}`), 'solo']
    const list = file('hyphens.txt', names.join('\n'))

    it('is one with what other lists spell with blanks, and says so', () => {
      const { find, messages, sources } = combine({ lists: [list] })
      assert.equal(find('blue eyes')?.name, 'blue eyes')
      assert.equal(find('two-tone hair')?.count, 5)
      assert.equal(find('two tone hair'), undefined)
      assert.deepEqual(messages, ["'hyphens.txt' spells every tag with hyphens, such as 'blue-eyes'; they are read as blanks"])
      assert.equal(sources[1], 'vocabulary vocabulary 4 2 0')
    })

    it('is left as it is where one name has a blank or an underscore', () => {
      const { find, messages } = combine({ lists: [file('mixed.txt', `${list.text}\nred_eyes`)] })
      assert.equal(find('blue-eyes')?.name, 'blue-eyes')
      assert.deepEqual(messages, [])
    })
  })
})
