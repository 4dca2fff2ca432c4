import assert from 'node:assert/strict'
import { join } from 'node:path'
import { ImageProcess } from '../../server/src/host/image-process'
import { SHOW_TAG_COMMAND } from '../../server/src/protocol/initialize'
import { toUri } from '../../server/src/lsp/uris'
import { FULL, type ClientOptions } from '../support/client'
import { A, LUMI, serve, SET, stopAll } from './set'

const entry = join(__dirname, '../host/fixtures/image-process.cjs')

/** The Markdown of a hover over `solo` once the dataset is there. */
async function hover(options: Partial<ClientOptions>, folder = '10_lumi'): Promise<string> {
  const path = A.replace('10_lumi', folder)
  const { client } = await serve(LUMI.replaceAll('10_lumi', folder), { server: { images: new ImageProcess({ entry }) }, ...options })
  await client.open(path, 'lumi, 1girl, solo')
  return client.eventually('the dataset', async () => {
    const { contents } = (await client.hover(path, 14)) ?? {}
    const value = contents && typeof contents === 'object' && 'value' in contents ? contents.value : ''
    return value.includes('captions') && value
  })
}

const BARE = { ...FULL, textDocument: { ...FULL.textDocument, hover: {} } }

describe('hovers over a stream', () => {
  afterEach(stopAll)

  it('show small pictures of images that carry the tag to a client that can', async () => {
    const value = await hover({ initializationOptions: { hoverImages: true } })
    assert.equal(value.match(/!\[\]\(data:image\/webp;base64,[^)]+\)/g)?.length, 3)
  })

  it('show none to a client that did not ask, nor in plain text', async () => {
    assert.doesNotMatch(await hover({}), /data:/)
    assert.doesNotMatch(await hover({ capabilities: BARE, initializationOptions: { hoverImages: true, commands: [SHOW_TAG_COMMAND] } }), /data:|command:/)
  })

  it('come without pictures that take too long or cannot be made', async () => {
    for (const folder of ['10_hang', '10_broken', '10_crash']) {
      const value = await hover({ initializationOptions: { hoverImages: true } }, folder)
      assert.match(value, /\*\*solo\*\*/)
      assert.doesNotMatch(value, /data:/)
    }
  })

  it('lead to the wiki, and to the uses of the tag where the client names its command', async () => {
    const plain = await hover({})
    assert.match(plain, /\[Danbooru wiki\]\(https:\/\/danbooru\.donmai\.us\/wiki_pages\/solo\)$/)
    const [, link = ''] = /\[Show in dataset\]\(command:taglore\.showTagInDataset\?([^)]+)\)$/.exec(await hover({ initializationOptions: { commands: [SHOW_TAG_COMMAND] } })) ?? []
    assert.deepEqual(JSON.parse(decodeURIComponent(link)), [toUri(SET), 'solo'])
  })
})
