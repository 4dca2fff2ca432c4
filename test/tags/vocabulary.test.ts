import assert from 'node:assert/strict'
import { checkVocabulary, joinVocabulary } from '../../server/src/tags/check-vocabulary'
import { packVocabulary, unpackVocabulary } from '../../server/src/tags/pack-vocabulary'
import { parseVocabulary } from '../../server/src/tags/vocabulary'
import { tag } from './records'

const sample = `# Hair
# A comment.

[hair-length]  Hair length  发长  use I
long hair       4.4M  长发    = /lh, longhair
very long hair  950K  超长发  > long hair
>_<             730   眯眼  = > <, >.<
bangs           -     刘海  !deprecated

[meta]  Quality words  质量词  use M
masterpiece     0     杰作  !meta
`

function problemsOf(text: string): readonly string[] {
  return parseVocabulary(text).problems.map(({ line, text }) => `${line + 1}: ${text}`)
}

function checkFiles(files: Readonly<Record<string, string>>): readonly string[] {
  return checkVocabulary(Object.entries(files).map(([file, text]) => ({ file, parsed: parseVocabulary(text) })))
}

describe('the vocabulary text', () => {
  it('is read as groups and tags', () => {
    const { groups, records, problems, lines } = parseVocabulary(sample)
    assert.deepEqual(problems, [])
    assert.deepEqual(groups, [
      { id: 'hair-length', title: 'Hair length', zh: '发长', use: 'I' },
      { id: 'meta', title: 'Quality words', zh: '质量词', use: 'M' },
    ])
    const hair = { group: 'hair-length', use: 'I' as const }
    assert.deepEqual(records, [
      tag('long hair', 4_400_000, { aliases: ['/lh', 'longhair'], translations: ['长发'], ...hair }),
      tag('very long hair', 950_000, { implies: ['long hair'], translations: ['超长发'], ...hair }),
      tag('>_<', 730, { aliases: ['> <', '>.<'], translations: ['眯眼'], ...hair }),
      tag('bangs', 0, { translations: ['刘海'], deprecated: true, ...hair }),
      tag('masterpiece', 0, { category: 'meta', translations: ['杰作'], group: 'meta', use: 'M' }),
    ])
    assert.deepEqual(lines, [4, 5, 6, 7, 10])
  })

  it('may have line ends of Windows and a byte order mark', () => {
    assert.deepEqual(parseVocabulary('\uFEFF' + sample.replaceAll('\n', '\r\n')), parseVocabulary(sample))
  })

  it('tells of lines that it does not understand', () => {
    assert.deepEqual(problemsOf('long hair  4M  长发\n[a]  A  甲  use I\nx  乙\ny  3\nz  3  丙  !new  more\n[b]  B\n'), [
      '1: a tag before the first section',
      '3: a count such as 4.4M, 950K, 730 or - is missing',
      "4: 'y' has no Chinese name",
      "5: 'z' has a column that is not understood: more",
      '5: unknown mark !new',
      '6: a section is written [group-id]  English title  中文标题  use X',
    ])
  })

  it('is checked across files', () => {
    const head = (id: string) => `[${id}]  Title  标题  use I\n`
    assert.deepEqual(
      checkFiles({
        'a.txt': `${head('a')}x  5  甲  = y, w, w  > nothing\nz  4  乙  = Z\n`,
        'b.txt': `${head('a')}y  3  丙\nX  2  丁\np  1  戊  > q\nq  1  己  > p\n`,
      }),
      [
        "a.txt:2: the alias 'y' is a tag of its own",
        "a.txt:2: the alias 'w' is written twice",
        "a.txt:2: implies 'nothing', which is not in the vocabulary",
        "a.txt:3: the alias 'Z' is the tag itself",
        "b.txt:3: 'X' is already at a.txt:2",
        "b.txt:4: 'p' implies itself",
        "b.txt:5: 'q' implies itself",
        "b.txt: the group 'a' is already in a.txt",
      ],
    )
  })

  it('is sorted by count when joined, a tag written twice once', () => {
    const file = (text: string) => ({ file: 'f', parsed: parseVocabulary(`[a]  A  甲  use I\n${text}`) })
    const { records } = joinVocabulary([file('b  3  乙\na  3  甲\n'), file('B  9  丙\nc  5  丁\n')])
    assert.deepEqual(records.map(({ name, count }) => [name, count]), [['c', 5], ['a', 3], ['b', 3]])
  })

  it('is the same after packing and unpacking', () => {
    const vocabulary = joinVocabulary([{ file: 'f', parsed: parseVocabulary(sample) }])
    assert.deepEqual(unpackVocabulary(JSON.parse(JSON.stringify(packVocabulary(vocabulary)))), vocabulary)
  })
})
