import assert from 'node:assert/strict'
import fc from 'fast-check'
import { firstLineEnd, tagAt, type Caption } from '../../server/src/caption/caption'
import { parseCaption } from '../../server/src/caption/parse'
import { tagKey } from '../../server/src/caption/tag-key'
import { anyText } from '../support/caption-arbitrary'

/** Tags as `name` or `text=name*weight` where markup stands around the name. */
function checkParse(text: string, ...expected: string[]): Caption {
  const caption = parseCaption(text)
  const found = caption.tags.map((tag) => (tag.text === tag.name && tag.weight === 1 ? tag.name : `${tag.text}=${tag.name}*${tag.weight}`))
  assert.deepEqual(found, expected)
  return caption
}

function checkSeparators(text: string, ...expected: string[]): void {
  assert.deepEqual(parseCaption(text).separators.map((separator) => separator.kind), expected)
}

describe('parsing a caption', () => {
  it('takes tags between commas, without blanks', () => void checkParse(' 1girl ,solo,  long hair\t', '1girl', 'solo', 'long hair'))
  it('takes nothing where there is nothing', () => {
    checkParse('')
    checkParse(' , ,, \n ')
  })

  it('parts at lines, sections and groups', () => {
    checkSeparators('a, b\nc\r\nd\re ||| f;;;g', 'comma', 'line', 'line', 'line', 'section', 'group')
    checkParse('a, b\nc\r\nd\re ||| f;;;g', 'a', 'b', 'c', 'd', 'e', 'f', 'g')
    assert.deepEqual(parseCaption('a\r\nb\nc').tags.map((tag) => tag.line), [0, 1, 2])
  })

  it('leaves one or two bars and semicolons within the tag', () => {
    checkParse('a|b, c||d, e;f, g;;h', 'a|b', 'c||d', 'e;f', 'g;;h')
    checkParse('|_|, ||_||', '|_|', '||_||')
  })

  it('takes weights off the name', () => {
    checkParse('(long hair:1.2), ((smile)), [frown], (solo)', '(long hair:1.2)=long hair*1.2', '((smile))=smile*1.21', '[frown]=frown*0.909091', '(solo)=solo*1.1')
  })

  it('knows weights that reach over several tags', () => {
    checkParse('(long hair, smile:1.2), solo', '(long hair=long hair*1.2', 'smile:1.2)=smile*1.2', 'solo')
  })

  it('leaves the brackets of the name', () => {
    checkParse('saber (fate), saber \\(fate\\), (saber (fate):1.1)', 'saber (fate)', 'saber \\(fate\\)', '(saber (fate):1.1)=saber (fate)*1.1')
    assert.equal(parseCaption('saber \\(fate\\)').tags[0]?.key, 'saber (fate)')
  })

  it('leaves faces as they are', () => {
    const faces = [':d', ';d', ':<', '>_<', '^_^', '<|>_<|>', ':3', '@_@', 'o_o', '=_=', '+_+', ';)', ':(', ':)']
    checkParse(faces.join(', '), ...faces)
    checkParse(faces.join('|||'), ...faces)
    checkParse('(a|||>:);;;;(|||b)', '(a=a*1.1', '>:)=>:)*1.1', ';(=;(*1.1', 'b)=b*1.1')
    checkParse('a;;;(, b)', 'a', '(', 'b)=b*1.1')
  })

  it('keeps choices together, their commas too', () => {
    const [tag] = checkParse('{red, dark|blue} hair', '{red, dark|blue} hair').tags
    assert.deepEqual(tag?.choices.map((choice) => choice.name), ['red, dark', 'blue'])
    checkParse('{a, b}, {c', '{a', 'b}', '{c')
  })

  it('never fails on unbalanced brackets', () => {
    checkParse('(a, b], c, d]', '(a', 'b]', 'c', 'd]')
    checkParse('a), (b', 'a)', '(b')
    checkParse('(a\\\nb)', '(a\\', 'b)')
  })

  it('tells sentences from tags', () => {
    assert.equal(parseCaption('A girl stands in a field of flowers. She smiles.').prose, true)
    assert.equal(parseCaption('1girl, looking at viewer, simple background').prose, false)
    assert.equal(parseCaption('一个金发的女孩坐在海边的岩石上看着远方。').prose, true)
  })

  it('finds the tag at an offset', () => {
    const caption = parseCaption('1girl,  solo')
    assert.deepEqual([0, 5, 6, 7, 8, 12].map((offset) => tagAt(caption, offset)?.name), ['1girl', '1girl', undefined, undefined, 'solo', 'solo'])
  })

  it('knows where the trained line ends', () => {
    assert.deepEqual(['a, b', 'a\nb', '\r\nb'].map((text) => firstLineEnd(parseCaption(text))), [4, 1, 0])
  })

  it('loses nothing: pieces and separators cover the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { pieces, separators, tags } = parseCaption(text)
        assert.equal(pieces.length, separators.length + 1)
        let offset = 0
        pieces.forEach((piece, at) => {
          assert.equal(piece.span.start, offset)
          const separator = separators[at]
          assert.equal(separator?.span.start ?? text.length, piece.span.end)
          offset = separator?.span.end ?? text.length
        })
        for (const tag of tags) {
          assert.equal(text.slice(tag.span.start, tag.span.end), tag.text)
          assert.equal(text.slice(tag.nameSpan.start, tag.nameSpan.end), tag.name)
          assert.ok(tag.span.start <= tag.nameSpan.start && tag.nameSpan.start < tag.nameSpan.end && tag.nameSpan.end <= tag.span.end)
          assert.equal(tag.text, tag.text.trim())
          assert.equal(tag.key, tagKey(tag.name))
          assert.equal(tagKey(tag.key), tag.key)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('reads 100,000 commas and 10 MB in linear time', function () {
    this.timeout(30_000)
    const time = (text: string): number => {
      const start = performance.now()
      parseCaption(text)
      return performance.now() - start
    }
    time(','.repeat(1000))
    assert.ok(time(','.repeat(100_000)) < 4000)
    assert.ok(time('a'.repeat(10_000_000)) < 8000)
    assert.ok(time('('.repeat(200_000)) < 4000)
    assert.ok(time('{'.repeat(200_000)) < 4000)
    assert.ok(time('{a|'.repeat(100_000)) < 4000)
    assert.ok(time('(a:'.repeat(100_000) + ')'.repeat(100_000)) < 8000)
    assert.ok(time(' '.repeat(1_000_000)) < 4000)
  })
})
