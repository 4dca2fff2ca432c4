import assert from 'node:assert/strict'
import { parseQuery } from '../../server/src/dataset/query/parse-query'
import { printQuery } from '../../server/src/dataset/query/print-query'
import { checkError, checkMatch, imageWith, parsed } from './check-query'

const image = imageWith('lumi, 1girl, Long_Hair, (blue eyes:1.2), saber \\(fate\\), \\m/')

describe('a query', () => {
  const matching = [
    '',
    'tag:lumi',
    'tag:long_hair',
    'tag:"long hair"',
    "tag:'LONG HAIR'",
    'TAG:lumi',
    'tag: lumi',
    'tag:long*',
    'tag:*hair',
    'tag:?girl',
    'tag:*',
    'tag:blue*',
    'tag:saber_(fate)',
    'tag:saber_\\(fate\\)',
    'tag:"saber (fate)"',
    '(tag:saber_(fate))',
    'tag:\\m/',
    'caption:girl,',
    'caption:"1girl, long*eyes"',
    'long_hair',
    'lum',
    '"LUMI, 1"',
    'name:lumi-0?.png',
    'name:01',
    'path:girl/lumi',
    'concept:lumi',
    'concept:"lumi girl"',
    'concept:10_lumi*',
    'bucket:832x1216',
    'bucket:832×*',
    'rule:duplicate-tag',
    'rule:duplicate*',
    'tags:=6',
    'tags:==6',
    'tags: >= 6',
    'tags:!=0',
    'tokens:<13',
    'tokens:>11',
    'width:=832',
    'height:<=1216 AND area:>1000000',
    'repeats:=10',
    'NOT tag:solo',
    'not not tag:lumi',
    'NOT(tag:solo)',
    'tag:solo OR tag:lumi',
    'tag:solo AND tag:solo OR tag:lumi',
    'NOT tag:solo AND tag:lumi',
    'tag:lumi AND (tag:solo OR tag:1girl)',
    'tag:lumi AND(tag:1girl)',
  ]
  for (const text of matching) it(`matches with ${text || 'nothing'}`, () => checkMatch(text, image))

  const missing = [
    'tag:hair',
    'tag:long',
    'tag:?lumi',
    'tag:""',
    'tag:saber',
    'tag:1girl\\*',
    'solo',
    'name:girl',
    'concept:lum',
    'bucket:832x',
    'rule:tag',
    'tags:=0',
    'tags:>6',
    'chars:<10',
    'tag:lumi AND tag:solo',
    'NOT tag:lumi',
    'NOT (tag:lumi OR tag:solo)',
    'tag:lumi AND NOT tag:1girl',
    'NOT tag:lumi OR tag:solo',
  ]
  for (const text of missing) it(`does not match with ${text}`, () => checkMatch(text, image, false))

  it('finds untagged images', () => {
    checkMatch('tags:=0', imageWith(''))
    checkMatch('tags:=0', imageWith(' \n'))
    checkMatch('tags:=0', imageWith('solo'), false)
  })

  it('counts characters as people do', () => checkMatch('chars:=3', imageWith('长😀b\n')))

  it('knows nothing of the size of a broken image', () => {
    const broken = imageWith('solo', { size: undefined, bucket: undefined, tokens: () => undefined })
    for (const query of ['width:>0', 'width:!=1', 'area:=0', 'bucket:*', 'tokens:>=0']) checkMatch(query, broken, false)
  })

  it('takes wildcard signs literally after a backslash', () => {
    for (const query of ['tag:what\\?', 'tag:"what\\?"', 'tag:what?']) checkMatch(query, imageWith('what?'))
    checkMatch('tag:what\\?', imageWith('whats'), false)
    checkMatch('tag:"a\\"b"', imageWith('a"b'))
    checkMatch('tag:"\\\\m/"', imageWith('\\m/'))
  })

  it('takes a single quote that is never closed for a sign', () => checkMatch("'til", imageWith("'til dawn")))

  it('searches for words with a colon that are no key', () => checkMatch('re:zero', imageWith('Re:Zero')))

  it('takes operators in quotes for words', () => checkMatch('"and"', imageWith('salt and pepper')))

  it('asks for tokens and rules only when the query needs them', () => {
    const costly = imageWith('solo', { tokens: () => assert.fail('asked'), rules: () => assert.fail('asked') })
    checkMatch('tag:solo OR tokens:>1 OR rule:x', costly)
  })

  it('binds NOT tighter than AND, and AND tighter than OR', () => {
    assert.equal(printQuery(parsed('a or not b and c or d')), 'caption:"a" OR (NOT caption:"b" AND caption:"c") OR caption:"d"')
  })

  it('is quick with many stars', () => checkMatch(`tag:${'*a'.repeat(50)}b`, imageWith('a'.repeat(20_000)), false))
})

describe('a query that cannot be read', () => {
  const wrong = [
    'cat dog\n    ^^^ AND or OR is expected before \'dog\'; put words that belong together in quotes',
    'tag:long hair\n         ^^^^ AND or OR is expected before \'hair\'; put words that belong together in quotes',
    'tag:\n    | Nothing stands after \'tag:\'',
    '(tag:)\n     | Nothing stands after \'tag:\'',
    'tag:a AND\n         | The query ends where a term is expected',
    'AND tag:a\n^^^ A term is expected before \'AND\'; put it in quotes to search for the word',
    'a AND OR b\n      ^^ A term is expected before \'OR\'; put it in quotes to search for the word',
    'NOT\n   | The query ends where a term is expected',
    '(tag:a OR tag:b\n^ This bracket is never closed',
    '(a b)\n   ^ AND or OR is expected before \'b\'; put words that belong together in quotes',
    'tag:a)\n     ^ This bracket closes nothing',
    '()\n ^ This bracket closes nothing',
    'tag:"long hair\n    ^ This quote is never closed',
    'tags:5\n     ^ \'tags:\' needs a comparison, such as tags:>=10',
    'tags:>many\n      ^^^^ A whole number is expected after \'tags:>\'',
    'tags:>5k\n      ^^ A whole number is expected after \'tags:>\'',
    'tags:=\n      | A whole number is expected after \'tags:=\'',
    'tga:solo\n^^^^ There is no key \'tga:\'; write \'tag:\', or put the whole word in quotes to search captions for it',
  ]
  for (const marked of wrong) it(`says where: ${marked.split('\n')[0]}`, () => checkError(marked))

  it('may be nested as deeply as it likes', () => {
    for (const text of ['('.repeat(100_000), 'NOT '.repeat(100_000), `${'('.repeat(100_000)}a${')'.repeat(100_000)}`]) assert.ok('error' in parseQuery(text))
  })
})
