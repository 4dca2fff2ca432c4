import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { ClipTokenizer } from '../../server/src/tokens/clip-tokenizer'
import { loadTokenizer } from './load-tokenizer'

let tokenizer: ClipTokenizer
before(async () => {
  tokenizer = await loadTokenizer()
})

function checkIds(text: string, ...ids: readonly number[]): void {
  assert.deepEqual(tokenizer.encode(text), ids)
  assert.equal(tokenizer.count(text), ids.length)
  assert.deepEqual(tokenizer.tokenSpans(text).map((token) => token.id), ids)
}

/** The pieces of `text` that its tokens stand for. */
function checkPieces(text: string, ...pieces: readonly string[]): void {
  assert.deepEqual(tokenizer.tokenSpans(text).map(({ start, end }) => text.slice(start, end)), pieces)
}

/** Both texts give the same tokens. */
function checkSame(a: string, b: string): void {
  assert.deepEqual(tokenizer.encode(a), tokenizer.encode(b))
}

describe('CLIP token ids', () => {
  it('of nothing are none', () => {
    checkIds('')
    checkIds(' \n\t')
  })
  it('heed neither case nor blanks', () => {
    checkIds('1girl, solo, long hair', 272, 1611, 267, 5797, 267, 1538, 2225)
    checkSame('1girl, solo,  Long\nhair ', '1girl,solo,long hair')
  })
  it('give one token for each comma, underscore and digit', () => {
    checkIds('looking at viewer', 1312, 536, 15061)
    checkIds('looking_at_viewer', 1312, 318, 536, 318, 15061)
    checkIds('2023-01-01', 273, 271, 273, 274, 268, 271, 272, 268, 271, 272)
  })
  it('of names, weights and markup', () => {
    checkIds('hatsune miku (vocaloid)', 3447, 41096, 37703, 263, 34037, 14758, 264)
    checkIds('(masterpiece:1.2)', 263, 12066, 281, 272, 269, 273, 264)
    checkIds('|||', 91, 7566)
    checkIds(';;;', 26, 24492)
    checkIds('^_^', 15995)
    checkIds('>_<', 44144, 283)
    checkIds('\\(artist\\)', 59, 263, 2456, 59, 264)
  })
  it('of other scripts go by bytes', () => {
    checkIds('初音ミク', 42748, 251, 165, 253, 111, 2429, 253, 3909, 363)
    checkIds('少女', 34720, 239, 29290, 367)
    checkIds('😀', 7334)
  })
  it('cut clitics off', () => checkIds("don't", 847, 713))
  it('know the two marks', () => {
    checkIds('<|startoftext|>', 49406)
    checkIds('a<|endoftext|>b', 320, 49407, 321)
    checkIds('!<|ENDOFTEXT|>', ...tokenizer.encode('!<|'), ...tokenizer.encode('endoftext'), ...tokenizer.encode('|>'))
  })
})

describe('text repair', () => {
  it('straightens curly quotes', () => checkSame('don’t “quote”', 'don\'t "quote"'))
  it('composes accents', () => checkSame('cafe\u0301', 'café'))
  it('narrows full-width forms and widens half-width kana', () => checkSame('ａ（１）　ｱ', 'a(1) ア'))
  it('parts ligatures', () => checkSame('ﬁﬂĳ', 'fiflij'))
  it('drops a byte order mark and control characters', () => checkSame('\ufeff1girl\u0007', '1girl'))
  it('reads character references again and again', () => checkSame('&amp;amp;lt; &#39;&#x27;&eacute;', "< ''é"))
  it('leaves character references after a "<"', () => {
    assert.notDeepEqual(tokenizer.encode('< &amp;'), tokenizer.encode('< &'))
    checkSame('&amp;\n< &amp;', '&\n< &amp;')
    checkSame('&foo; &amp', '& foo; & amp')
  })
  it('keeps a zero-width blank as a token', () => assert.equal(tokenizer.count('zero\u200bwidth'), 3))
})

describe('tokenSpans', () => {
  it('covers the words as they stand in the text', () => {
    checkPieces('1girl, Long_Hair', '1', 'girl', ',', 'Long', '_', 'Hair')
    checkPieces('  xyzzyqwrt ', 'xy', 'zzy', 'q', 'wr', 't')
  })
  it('gives every token of a split character the whole character', () => {
    checkPieces('ミク', 'ミ', 'ミ', 'ク', 'ク')
  })
  it('finds the way back through repairs', () => {
    checkPieces('“ａ”', '“', 'ａ', '”')
    checkPieces('&amp; cafe\u0301', '&amp;', 'cafe\u0301')
    checkPieces('\ufeff1girl', '1', 'girl')
    checkPieces('İa', 'İ', 'İ', 'a')
  })
  it('counts offsets across marks', () => checkPieces('ａ<|endoftext|>b c', 'ａ', '<|endoftext|>', 'b', 'c'))
  it('agrees with encode on any text, in order and within the text', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom('&amp;', '’s', '<|endoftext|>', '1girl, ', 'ﬁ', '\u0301', '\r\n', '&lt;', 'ｶﾞ', '\ud800'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const text = pieces.join('')
        const tokens = tokenizer.tokenSpans(text)
        assert.deepEqual(tokens.map((token) => token.id), tokenizer.encode(text))
        let start = 0
        for (const token of tokens) {
          assert.ok(token.start >= start && token.end > token.start && token.end <= text.length)
          start = token.start
        }
      }),
      { numRuns: 500 },
    )
  })
})
