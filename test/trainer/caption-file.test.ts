import assert from 'node:assert/strict'
import { readCaptionFile } from '../../server/src/trainer/caption-file'

function checkRead(content: string | readonly number[], off: string, on = off): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : Uint8Array.from(content)
  for (const [wildcard, expected] of [[false, off], [true, on]] as const) {
    const read = readCaptionFile(bytes, wildcard)
    assert.equal(read.kind === 'text' ? read.text : `abort: ${read.why}`, expected)
  }
}

describe('readCaptionFile', () => {
  it('aborts on a file of no bytes', () => checkRead('', 'abort: empty'))
  it('aborts on bytes that are no UTF-8', () => {
    checkRead([0x83, 0x4a, 0x83], 'abort: not-utf8')
    checkRead([0xff, 0xfe, 0x61, 0x00], 'abort: not-utf8')
    checkRead([0x61, 0xed, 0xa0, 0x80], 'abort: not-utf8')
  })
  it('keeps a byte order mark on the first tag', () => checkRead([0xef, 0xbb, 0xbf, 0x20, 0x61, 0x20], '\ufeff a'))
  it('takes the first line only, or all that are not blank with wildcards', () => {
    checkRead(' one, two \nthree\n\n  four\n', 'one, two', 'one, two\nthree\nfour')
  })
  it('reads an empty caption where the first line is blank', () => checkRead('\n\nsecond', '', 'second'))
  it('reads an empty caption from blanks alone', () => checkRead(' \t\r\n', ''))
  it('takes CR and CR LF as line ends', () => {
    checkRead('a\rb\r\nc', 'a', 'a\nb\nc')
  })
  it('takes no other character as a line end', () => checkRead('a\u2028b\u000bc\fd\u0085e', 'a\u2028b\u000bc\fd\u0085e'))
  it('strips what Python strips', () => checkRead('\u001f\u3000a\u200b\u0085\u00a0', 'a\u200b'))
})
