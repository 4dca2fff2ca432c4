import assert from 'node:assert/strict'
import { linkTags, wikiPage } from '../../server/src/features/document-link'
import { smallKnowledge } from '../support/vocabulary'
import { captionAt, underline } from './caption-at'

async function checkLinks(text: string, expected: string, settings: object = { wikiLinks: true }): Promise<void> {
  const { workspace, path } = await captionAt(text, { settings })
  assert.equal(underline(text, linkTags(workspace, path).map(({ span }) => span)), expected)
}

describe('document links', () => {
  it('stand at the tags that the booru uses', () =>
    checkLinks('lumi, (long_hair:1.2), longhair, bangs, masterpiece, smile', `
lumi, (long_hair:1.2), longhair, bangs, masterpiece, smile
       ^^^^^^^^^                                     ^^^^^
`))
  it('are off by default', () => checkLinks('smile', '\nsmile\n\n', {}))
  it('are two hundred at most', async () => {
    const { workspace, path } = await captionAt(Array.from({ length: 300 }, () => 'smile').join(','), { settings: { wikiLinks: true } })
    assert.equal(linkTags(workspace, path).length, 200)
  })
  it('lead to the page of the tag, whatever is in its name', () => {
    assert.equal(wikiPage(smallKnowledge.tags, 'watercolor (medium)'), 'https://danbooru.donmai.us/wiki_pages/watercolor_%28medium%29')
    assert.equal(wikiPage(smallKnowledge.tags, 'bangs'), undefined)
    assert.equal(wikiPage(smallKnowledge.tags, 'zzyzx'), undefined)
  })
})
