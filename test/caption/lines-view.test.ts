import assert from 'node:assert/strict'
import fc from 'fast-check'
import { fromLines, toLines } from '../../server/src/caption/lines-view'
import { parseCaption } from '../../server/src/caption/parse'
import { anyText, someCaption } from '../support/caption-arbitrary'

const linesOf = (text: string): string => toLines(parseCaption(text))

/** `text` with its lines changed by `edit` comes back as `expected`. */
function checkLines(text: string, edit: (lines: string[]) => readonly string[], expected: string): void {
  assert.equal(fromLines(parseCaption(text), edit(linesOf(text).split('\n')).join('\n')), expected)
}

describe('a caption as one tag a line', () => {
  it('shows each tag with its markup, and marks and line breaks on lines of their own', () => {
    assert.equal(linesOf('lumi ||| 1girl, (smile:1.2),, a;;;b\r\nsecond\n'), 'lumi\n|||\n1girl\n(smile:1.2)\na\n;;;\nb\n⏎\nsecond')
    assert.equal(linesOf(''), '')
    assert.equal(linesOf(' ,\n'), '')
  })

  it('gives back every byte where nothing changed', () => {
    fc.assert(fc.property(anyText, (text) => assert.equal(fromLines(parseCaption(text), linesOf(text)), text)), { numRuns: 2000 })
    fc.assert(fc.property(anyText, (text) => assert.equal(fromLines(parseCaption(text), linesOf(text).replaceAll('\n', '\r\n')), text)), { numRuns: 500 })
    fc.assert(fc.property(someCaption, (text) => assert.equal(fromLines(parseCaption(text), `\n${linesOf(text)}\n\n`), text)), { numRuns: 500 })
  })

  it('changes only the bytes of the tag whose line was edited', () => {
    fc.assert(
      fc.property(fc.oneof(someCaption, anyText), fc.nat(), (text, at) => {
        const caption = parseCaption(text)
        const tag = caption.tags[at % Math.max(1, caption.tags.length)]
        if (!tag || text.includes('⏎')) return
        const lines = linesOf(text).split('\n')
        const place = lines.findIndex((line, index) => line === tag.text && lines.slice(0, index).filter((other) => other === tag.text).length === caption.tags.slice(0, tag.index).filter((other) => other.text === tag.text).length)
        lines[place] = 'zzz'
        assert.equal(fromLines(caption, lines.join('\n')), text.slice(0, tag.span.start) + 'zzz' + text.slice(tag.span.end))
      }),
      { numRuns: 2000 },
    )
  })

  it('removes and adds lines with commas as the caption writes them', () => {
    checkLines('a, b, c\n', (lines) => lines.toSpliced(1, 1), 'a, c\n')
    checkLines(' a ,b,  c', (lines) => lines.toSpliced(0, 1), ' b,  c')
    checkLines('a,b,c', (lines) => lines.toSpliced(1, 0, 'x'), 'a,x,b,c')
    checkLines('a, b, ', (lines) => [...lines, 'x'], 'a, b, x, ')
    checkLines('a, b\r\n', (lines) => lines.map((line) => (line === 'b' ? 'x, y' : line)), 'a, x, y\r\n')
    checkLines('a', () => [], '')
    checkLines('a\n', () => [''], '\n')
    checkLines('\n', () => ['x', 'y'], 'x, y\n')
    checkLines('', () => ['x', '', 'y'], 'x, y')
  })

  it('keeps marks and line breaks, and takes new ones', () => {
    checkLines('lumi ||| a, b', (lines) => lines.toSpliced(2, 1), 'lumi ||| b')
    checkLines('lumi|||a, b', (lines) => lines.toSpliced(3, 1, 'c'), 'lumi|||a, c')
    checkLines('lumi, a, b', (lines) => lines.toSpliced(1, 0, '|||'), 'lumi ||| a, b')
    checkLines('a, b, c', (lines) => lines.toSpliced(1, 0, ';;;'), 'a;;;b, c')
    checkLines('a, b\r\nc', (lines) => lines.toSpliced(1, 1), 'a\r\nc')
    checkLines('a, b', (lines) => lines.toSpliced(1, 0, '⏎'), 'a\nb')
    checkLines('a\r\nb', (lines) => lines.filter((line) => line !== '⏎'), 'a, b')
  })

  it('moves a line without touching the others', () => checkLines('a,  b, (c:1.2), d', ([a = '', b = '', c = '', d = '']) => [c, a, b, d], '(c:1.2), a,  b, d'))

  it('shows again what was edited', () => {
    fc.assert(
      fc.property(someCaption, fc.array(fc.constantFrom('a', 'b', '(c:1.2)', '|||', 'long hair', ';;;'), { maxLength: 6 }), fc.nat(), fc.nat(4), (text, added, at, gone) => {
        if (/[{}()[\]]|⏎/.test(text)) return
        const lines = linesOf(text).split('\n').filter((line) => line !== '')
        const edited = lines.toSpliced(at % (lines.length + 1), gone, ...added).join('\n').replace(/^(?:⏎\n?)+|(?:\n?⏎)+$/g, '')
        assert.equal(linesOf(fromLines(parseCaption(text), edited)), edited)
      }),
      { numRuns: 1000 },
    )
  })
})
