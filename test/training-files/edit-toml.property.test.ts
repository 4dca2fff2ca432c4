import assert from 'node:assert/strict'
import fc from 'fast-check'
import { plainValue } from '../../server/src/training-files/config-tree'
import { appendToml, setToml, tomlText, type TomlPath, type TomlValue } from '../../server/src/training-files/edit-toml'
import { parseToml } from '../../server/src/training-files/parse-toml'

const KEYS = ['resolution', 'batch_size', 'keep_tokens', 'caption_extension', 'class_tokens', 'is_reg'] as const
const value: fc.Arbitrary<TomlValue> = fc.oneof(fc.integer(), fc.boolean(), fc.string({ unit: 'binary', maxLength: 12 }), fc.double({ noNaN: true, noDefaultInfinity: true }).map((float) => ({ float: float + 0 })), fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }))
const comment = fc.constantFrom('', '  # why', '# [[datasets]] = "no"', "# it's \"quoted\"")
const keyLine = fc.tuple(fc.constantFrom(...KEYS), fc.oneof(fc.integer({ min: 0, max: 99 }), fc.constantFrom('a', 'b = c # d')), comment, fc.constantFrom('', '  ', '\t'))

/** Lines of one table, each key once, comments and blank lines between. */
const body = fc.uniqueArray(keyLine, { selector: ([key]) => key, maxLength: 4 }).map((lines) => lines.flatMap(([key, held, note, indent]) => [...(note.startsWith('#') ? [note] : []), `${indent}${key}=${tomlText(held)}${note.startsWith('#') ? '' : note}`]))
const file = fc
  .tuple(body, fc.array(fc.tuple(body, fc.array(body, { maxLength: 2 })), { minLength: 1, maxLength: 3 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([general, datasets, eol, mark]) => {
    const lines = ['# top', '[general]  # header', ...general, '']
    for (const [own, subsets] of datasets) {
      lines.push('[[datasets]]', ...own)
      for (const subset of subsets) lines.push('  [[datasets.subsets]] # one', ...subset, '')
    }
    const paths: TomlPath[] = [[], ['general'], ...datasets.flatMap(([, subsets], index): TomlPath[] => [['datasets', index], ...subsets.map((_, at): TomlPath => ['datasets', index, 'subsets', at])])]
    return { text: (mark ? '\ufeff' : '') + lines.join(eol) + eol, paths, eol }
  })
const cases = file.chain(({ text, paths, eol }) => fc.record({ text: fc.constant(text), eol: fc.constant(eol), path: fc.constantFrom(...paths), key: fc.constantFrom(...KEYS), value }))

function plain(text: string): Record<string, unknown> {
  const { root, faults } = parseToml(text.replace(/^\ufeff/, ' '))
  assert.deepEqual(faults, [], text)
  return plainValue(root) as Record<string, unknown>
}

function plainOf(given: TomlValue): unknown {
  return typeof given === 'object' && 'float' in given ? given.float : given
}

/** The value set in plain data, the slow way. */
function expected(data: Record<string, unknown>, path: TomlPath, key: string, given: unknown): Record<string, unknown> {
  const copy = structuredClone(data)
  let at: unknown = copy
  for (const part of path) at = (at as Record<string | number, unknown>)[part]
  ;(at as Record<string, unknown>)[key] = given
  return copy
}

describe('setToml', () => {
  it('sets the one value and nothing else', () => {
    fc.assert(
      fc.property(cases, ({ text, path, key, value: given }) => {
        const now = setToml(text, path, key, given)
        assert.ok(now !== undefined)
        assert.deepEqual(plain(now), expected(plain(text), path, key, plainOf(given)))
      }),
      { numRuns: 400 },
    )
  })

  it('leaves every other line as it is, byte for byte, and all comments', () => {
    fc.assert(
      fc.property(cases, ({ text, eol, path, key, value: given }) => {
        const now = setToml(text, path, key, given) ?? ''
        const [before, after] = [text, now].map((one) => one.replace(/^\ufeff/, '').split(eol)) as [string[], string[]]
        assert.equal(now.startsWith('\ufeff'), text.startsWith('\ufeff'))
        let head = 0
        while (head < before.length && before[head] === after[head]) head++
        let tail = 0
        while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
        assert.ok(before.length - head - tail <= 1 && after.length - head - tail <= 1, `${text}\n---\n${now}`)
        const [old = '', fresh = ''] = [before[head], after[head]]
        // the comment behind a value that changes
        if (before.length === after.length && old !== fresh && old.endsWith('  # why')) assert.ok(fresh.endsWith('  # why'), fresh)
      }),
      { numRuns: 400 },
    )
  })

  it('done twice is done once, and can be taken away again', () => {
    fc.assert(
      fc.property(cases, ({ text, path, key, value: given }) => {
        const once = setToml(text, path, key, given) ?? ''
        assert.equal(setToml(once, path, key, given), once)
        const removed = setToml(once, path, key, undefined) ?? ''
        const data = expected(plain(text), path, key, undefined)
        assert.deepEqual(plain(removed), JSON.parse(JSON.stringify(data)))
      }),
      { numRuns: 200 },
    )
  })

  it('writes into braces and behind dotted keys', () => {
    assert.equal(setToml('general = { a = 1 }\n', ['general'], 'b', true), 'general = { a = 1, b = true }\n')
    assert.equal(setToml('general = {}\n', ['general'], 'b', 2), 'general = { b = 2 }\n')
    assert.equal(setToml('a.b = 1\n[c]\nd = 2', ['c'], 'e', 'f'), 'a.b = 1\n[c]\nd = 2\ne = "f"')
    assert.equal(setToml('a.b = 1\n[c]\n', [], 'e', 3), 'a.b = 1\ne = 3\n[c]\n')
  })

  it('leaves alone what is no TOML, no such table, and what is a table itself', () => {
    assert.equal(setToml('a = \n', [], 'a', 1), undefined)
    assert.equal(setToml('[a]\n', ['b'], 'c', 1), undefined)
    assert.equal(setToml('[[datasets]]\n', [], 'datasets', 1), undefined)
  })
})

describe('tomlText', () => {
  it('is read back as it was', () => {
    fc.assert(fc.property(value, (given) => assert.deepEqual(plain(`x = ${tomlText(given)}`), { x: plainOf(given) })), { numRuns: 300 })
  })
  it('keeps backslashes readable and decimals decimal', () => {
    assert.deepEqual([tomlText('D:\\set'), tomlText({ float: 2 }), tomlText(1e-4)], ["'D:\\set'", '2.0', '0.0001'])
  })
})

describe('appendToml', () => {
  it('adds lines behind a blank one, with the line ends of the file', () => {
    assert.equal(appendToml('a = 1', ['[b]', 'c = 2']), 'a = 1\n\n[b]\nc = 2\n')
    assert.equal(appendToml('a = 1\r\n', ['[b]']), 'a = 1\r\n\r\n[b]\r\n')
    assert.equal(appendToml('', ['[b]']), '[b]\n')
  })
})
