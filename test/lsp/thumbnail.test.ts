import assert from 'node:assert/strict'
import { join } from 'node:path'
import { ImageProcess } from '../../server/src/host/image-process'
import { toUri } from '../../server/src/lsp/uris'
import type { ThumbnailResult } from '../../server/src/protocol/status'
import { pngBytes } from '../support/memory-files'
import { serve, SET, stopAll } from './set'

const entry = join(__dirname, '../host/fixtures/image-process.cjs')

/** Asks for a thumbnail of a file with these bytes. */
async function ask(name: string, bytes: Uint8Array | string, size = 64): Promise<ThumbnailResult> {
  const { client } = await serve('//- notes.md\nhello', { prepare: (files) => files.put(`${SET}/${name}`, bytes), server: { images: new ImageProcess({ entry }) } })
  return client.request('taglore/thumbnail', { uri: toUri(`${SET}/${name}`), size })
}

describe('taglore/thumbnail', () => {
  afterEach(stopAll)

  it('gives a picture that any page can show', async () => assert.match((await ask('a.png', pngBytes())).data ?? '', /^data:image\/webp;base64,Q[A-P]/))
  it('keeps to sensible sizes', async () => assert.match((await ask('a.png', pngBytes(), -5)).data ?? '', /^data:image\/webp;base64,E[A-P]/))

  const faults: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
    ['a truncated image', pngBytes().slice(0, 30), /'a\.png' is cut off; copy or download the image again/],
    ['an empty file', '', /'a\.png' is empty \(0 bytes\)/],
    ['a text file', 'hello, world', /'a\.png' is not an image/],
    ['a Git LFS pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:1', /Git LFS pointer/],
  ]
  for (const [what, bytes, message] of faults) {
    it(`says what is wrong with ${what}`, async () => {
      const result = await ask('a.png', bytes)
      assert.equal(result.data, null)
      assert.match(result.message ?? '', message)
    })
  }

  it('says what to do about an image that cannot be decoded, in words without jargon', async () => {
    const { message } = await ask('broken.png', pngBytes())
    assert.equal(message, "'broken.png' cannot be decoded; open it in an image editor and save it again")
  })

  it('of a missing or a virtual file is a message', async () => {
    const { client } = await serve('//- notes.md\nhello')
    assert.match((await client.request<ThumbnailResult>('taglore/thumbnail', { uri: toUri(`${SET}/no.png`), size: 64 })).message ?? '', /cannot be read/)
    assert.match((await client.request<ThumbnailResult>('taglore/thumbnail', { uri: 'vscode-vfs://x/a.png', size: 64 })).message ?? '', /no disk/)
  })

  it('survives a crash of the image process', async () => {
    const { client } = await serve('//- notes.md\nhello', {
      prepare: (files) => files.put(`${SET}/crash.png`, pngBytes()).put(`${SET}/a.png`, pngBytes()),
      server: { images: new ImageProcess({ entry }) },
    })
    assert.match((await client.request<ThumbnailResult>('taglore/thumbnail', { uri: toUri(`${SET}/crash.png`), size: 64 })).message ?? '', /the image process stopped; try again/)
    assert.ok((await client.request<ThumbnailResult>('taglore/thumbnail', { uri: toUri(`${SET}/a.png`), size: 64 })).data)
  })
})
