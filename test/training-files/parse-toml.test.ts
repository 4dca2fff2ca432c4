import assert from 'node:assert/strict'
import { plainValue } from '../../server/src/training-files/config-tree'
import { levelAt, placeAt } from '../../server/src/training-files/config-place'
import { parseConfig } from '../../server/src/training-files/parse-config'
import { parseToml } from '../../server/src/training-files/parse-toml'

/** `text` has a `|` where the cursor is. */
function checkPlace(marked: string, expected: string, name = 'a.toml'): void {
  const offset = marked.indexOf('|')
  const text = marked.replace('|', '')
  const { path, on, key, word } = placeAt(parseConfig(text, name), text, offset)
  assert.equal(`${path.join('.')} ${on} ${key} '${text.slice(word.start, word.end)}'`, expected)
}

describe('TOML', () => {
  it('is read with tables, lists of tables, dotted keys and inline tables', () => {
    const { root, faults } = parseToml('a.b = 1\n[c]\nd = [1, 2]\n[[e]]\nf = { g = "h" }\n[[e.i]]\n[[e]]\nj = 1.0\n[c.k]\nl = true\n')
    assert.deepEqual(faults, [])
    assert.deepEqual(plainValue(root), { a: { b: 1 }, c: { d: [1, 2], k: { l: true } }, e: [{ f: { g: 'h' }, i: [{}] }, { j: 1 }] })
  })

  it('knows a float by how it is written', () => {
    const kinds = parseToml('a = 1\nb = 1.0\nc = 1e3\nd = inf\ne = 0x10\nf = 1979-05-27\n').root.entries.map((entry) => entry.value.kind)
    assert.deepEqual(kinds, ['integer', 'float', 'float', 'float', 'integer', 'date'])
  })

  const checkFault = (text: string, at: string): void => {
    const { faults } = parseToml(text)
    assert.equal(faults.map(({ span }) => `${text.slice(0, span.start).split('\n').length}: ${text.slice(span.start, span.end)}`).join('; '), at)
  }

  it('points at the line that lacks its value, not at the next one', () => {
    checkFault('a = 1\nbatch_size = \nb = 2\n', '2: =')
    checkFault('a = 1\r\n\r\nbatch_size =\r\n\r\nb = 2\r\n', '3: =')
    checkFault('batch_size =', '1: =')
    checkFault('a = 1\nflip\nb = 2\n', '2: p')
  })

  it('points at what is wrong elsewhere', () => {
    checkFault('a = yes\n', '1: yes')
    checkFault('a = 512,512\n', '1: ,')
    checkFault('a = 1\na = 2\n', '2: a')
    checkFault('a = "C:\\hoge"\n', '1: hoge"')
    checkFault('a = "open\nb = 1\n', '1: n')
  })

  it('leaves out only lines that cannot be read', () => {
    const { root, faults } = parseToml('a = 1\nb = yes\nc = 3\nd\ne = 5\n')
    assert.equal(faults.length, 2)
    assert.deepEqual(plainValue(root), { a: 1, c: 3, e: 5 })
  })

  it('never fails, and ends soon on a file of something else', () => {
    const text = 'not a toml file, really\n'.repeat(500)
    assert.ok(parseToml(text).faults.length <= 20)
    assert.deepEqual(parseToml('').faults, [])
  })
})

describe('the place of an offset', () => {
  it('is the table whose header stands above', () => {
    checkPlace('[general]\nflip|\n[[datasets]]\n', "general key  'flip'")
    checkPlace('[[datasets]]\nresolution = 5|12\n', "datasets.0 value resolution '512'")
    checkPlace('[[datasets]]\n[[datasets.subsets]]\na = 1\n[[datasets.subsets]]\nke|y = 1\n', "datasets.0.subsets.1 key key 'key'")
    checkPlace('[[datasets]]\n[[datasets.subsets]]\nimage_dir = |\n', "datasets.0.subsets.0 value image_dir ''")
    checkPlace('se|', " key  'se'")
  })

  it('is found in JSON too', () => {
    checkPlace('{ "datasets": [ { "resolution": 5|12 } ] }', "datasets.0 value resolution '512'", 'a.json')
    checkPlace('{ "datasets": [ { "subsets": [ { "ima|" } ] } ] }', "datasets.0.subsets.0 key  'ima'", 'a.json')
  })

  it('tells the level', () => {
    assert.deepEqual([['general'], ['datasets', 0], ['datasets', 0, 'subsets', 1], [], ['x']].map(levelAt), ['general', 'dataset', 'subset', undefined, undefined])
  })
})
