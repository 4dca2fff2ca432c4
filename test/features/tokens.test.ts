import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { hoverTag } from '../../server/src/features/hover'
import { colourTags } from '../../server/src/features/semantic-tokens'
import { describeTokens, type CaptionTokens } from '../../server/src/features/tokens'
import { captionAt, countingKnowledge, underline } from './caption-at'

async function tokensOf(text: string, settings: object = {}): Promise<CaptionTokens> {
  const { workspace, path } = await captionAt(text, { settings, knowledge: await countingKnowledge() })
  const tokens = describeTokens(workspace, path)
  assert.ok(tokens)
  return tokens
}

const tags = (count: number): string => Array.from({ length: count }, () => 'smile').join(', ')
const texts = (text: string, spans: CaptionTokens['lost']): readonly string[] => spans.map(({ start, end }) => text.slice(start, end))

describe('tokens of a caption', () => {
  it('are counted for each tag, commas aside', async () => {
    const text = '1girl, (hatsune miku:1.2), smile'
    const { count, limit, perTag, boundaries, lost } = await tokensOf(text)
    assert.deepEqual(perTag.map((tag) => [text.slice(tag.span.start, tag.span.end), tag.count]), [['1girl', 2], ['(hatsune miku:1.2)', 9], ['smile', 1]])
    // a bracket and its comma are one token
    assert.deepEqual([count, limit, boundaries, lost], [13, 75, [], []])
  })

  it('past the limit are lost, where somebody told the limit', async () => {
    const text = tags(40)
    const told = await tokensOf(text, { maxTokenLength: 75 })
    assert.equal(told.count, 79)
    assert.deepEqual(texts(text, told.boundaries), [','])
    assert.deepEqual(texts(text, told.lost), [', smile, smile'])
    assert.deepEqual((await tokensOf(text)).lost, [], 'the trainer may be set to 225')
  })

  it('past the largest limit are lost whatever was told', async () => assert.deepEqual(texts(tags(120), (await tokensOf(tags(120))).lost), [tags(120).slice(112 * 7 + 5)]))

  it('while tags are shuffled each may be lost, so none is', async () => assert.deepEqual((await tokensOf(tags(40), { maxTokenLength: 75, captions: { shuffle: true } })).lost, []))

  it('of lines that nobody trains are none; with wildcards each line stands by itself', async () => {
    const text = `smile\n${tags(39)}\n${tags(38)}, tail end`
    assert.deepEqual((await tokensOf(text, { maxTokenLength: 75 })).perTag.slice(0, 3).map(({ count }) => count), [1, 0, 0])
    const all = await tokensOf(text, { maxTokenLength: 75, captions: { wildcards: true } })
    assert.equal(all.count, 78)
    assert.deepEqual(texts(text, all.lost), [', smile', ', tail end'])
  })

  it('of a model whose vocabulary we have not are an estimate without places', async () => {
    const { estimated, limit, perTag, boundaries } = await tokensOf('1girl, smile', { model: 'flux' })
    assert.deepEqual([estimated, limit, perTag.length, boundaries], [true, 511, 2, []])
  })

  it('are none before the token table is read', async () => {
    const { workspace, path } = await captionAt('1girl')
    assert.equal(describeTokens(workspace, path), undefined)
  })

  it('past the limit are coloured as ignored', async () => {
    const text = `${tags(38)}, long hair`
    const { workspace, path } = await captionAt(text, { settings: { maxTokenLength: 75 }, knowledge: await countingKnowledge() })
    const ignored = colourTags(workspace, path).filter(({ type }) => type === 'tagIgnored')
    assert.deepEqual(ignored.map(({ span }) => text.slice(span.start, span.end)), ['long hair'])
  })

  it('of one tag are told in its hover, as pieces, with its wiki page', async () => {
    const { workspace, path } = await captionAt('smile, (hatsune_miku:1.2), {zzyzx|b}', { knowledge: await countingKnowledge() })
    const hover = (offset: number): readonly (string | undefined)[] => {
      const found = hoverTag(workspace, path, offset)
      return [found?.lines.map((line) => formatMessage(line)).findLast((line) => line.includes('token')), found?.wiki]
    }
    assert.deepEqual(hover(1), ['1 token', 'https://danbooru.donmai.us/wiki_pages/smile'])
    assert.deepEqual(hover(10), ['4 tokens: hat · sune · _ · miku', 'https://danbooru.donmai.us/wiki_pages/hatsune_miku'])
    assert.deepEqual(hover(29), ['2 tokens: zzy · zx', undefined])
  })

  it('tell places that can be read beside the caption', async () => {
    const text = 'smile, 1girl'
    assert.equal(underline(text, (await tokensOf(text)).perTag.map(({ span }) => span)), '\nsmile, 1girl\n^^^^^  ^^^^^\n')
  })
})
