import assert from 'node:assert/strict'
import { toUri } from '../../server/src/lsp/uris'
import type { ChangeOutcome, PlannedChange } from '../../server/src/protocol/changes'
import type { CompleteQueryResult, GalleryItem, GalleryParams, GalleryResult, GalleryTags, RepeatsResult } from '../../server/src/protocol/gallery'
import type { RefactorResult } from '../../server/src/protocol/refactor'
import { A, serve, SET, stopAll } from './set'

const TWO = `
//- 10_lumi/{1..4}.png
//- 10_lumi/{1..4}.txt
lumi, 1girl, solo, smile
//- 10_lumi/a.png
//- 10_lumi/a.txt
lumi, 1girl, smile, smile, long hair
//- 2_koro/{1..3}.png
//- 2_koro/{1..2}.txt
koro, cat, solo
`

describe('the requests of the gallery', () => {
  afterEach(stopAll)

  const wish = { query: '', group: 'none', sort: 'name', descending: false } as const

  async function start() {
    const { client, files } = await serve(TWO)
    const list = (change: Partial<GalleryParams> = {}): Promise<GalleryResult> => client.request('taglore/gallery', { uri: toUri(SET), ...wish, ...change })
    const uri = (name: string): string => toUri(`${SET}/${name}`)
    return { client, files, list, uri }
  }

  it('lists every image in the order in which a dataset is gone through, once for each digest', async () => {
    const { list } = await start()
    const { root, list: found, digest } = await list()
    assert.equal(root, toUri(SET))
    assert.deepEqual(found, { total: 8, images: ['10_lumi/1.png', '10_lumi/2.png', '10_lumi/3.png', '10_lumi/4.png', '10_lumi/a.png', '2_koro/1.png', '2_koro/2.png', '2_koro/3.png'], order: null, groups: [], leftOut: 0 })
    assert.deepEqual(await list({ known: digest }), { root, digest, list: null, fault: null, quickTags: [] })
  })

  it('filters, and says at which character a query is wrong', async () => {
    const { list } = await start()
    assert.deepEqual((await list({ query: 'tag:solo AND NOT tag:smile' })).list?.images, ['2_koro/1.png', '2_koro/2.png'])
    const { list: none, fault } = await list({ query: 'tag:solo AND (', known: 'mine' })
    assert.equal(none, null)
    assert.deepEqual(fault && [fault.start, fault.end, fault.message], [14, 14, 'The query ends where a term is expected'])
  })

  it('sorts by the number of tags, both ways, equal ones in their order', async () => {
    const { list } = await start()
    assert.deepEqual((await list({ sort: 'tags', query: 'concept:koro' })).list?.images, ['2_koro/3.png', '2_koro/1.png', '2_koro/2.png'])
    assert.deepEqual((await list({ sort: 'tags', descending: true })).list?.images[7], '2_koro/3.png')
  })

  it('groups by concept, by bucket, by tag and by problem', async () => {
    const { list } = await start()
    const groups = async (group: GalleryParams['group']): Promise<string[] | undefined> => (await list({ group })).list?.groups.map(({ title, images }) => `${title} ${images}`)
    assert.deepEqual(await groups('concept'), ['lumi 5', 'koro 3'])
    assert.equal((await groups('bucket'))?.length, 1)
    assert.deepEqual(await groups('tag'), ['solo 6', '1girl 5', 'lumi 5', 'smile 5', 'cat 2', 'koro 2', 'long hair 1', 'No tags 1'])
    const problems = await groups('problem')
    assert.ok(problems?.includes('duplicate-tag 1'), String(problems))
    const byTag = (await list({ group: 'tag' })).list
    assert.deepEqual(byTag?.order?.slice(0, 6), [0, 1, 2, 3, 5, 6])
  })

  it('tells of a cell its caption, its tags and its worst problem, as it is typed', async () => {
    const { client } = await start()
    const items = (): Promise<GalleryItem[]> => client.request('taglore/galleryItems', { root: toUri(SET), images: ['10_lumi/a.png', '2_koro/3.png', 'gone.png'] })
    const [a, uncaptioned, gone] = await items()
    assert.deepEqual([a?.name, a?.caption, a?.tags, a?.level, a?.concept, a?.repeats], ['a.png', 'lumi, 1girl, smile, smile, long hair', 4, 'warning', 'lumi', 10])
    assert.match(a?.problems.join() ?? '', /smile/)
    assert.deepEqual([uncaptioned?.caption, uncaptioned?.tags, gone], [null, 0, undefined])
    await client.open(A, 'lumi, 1girl, smile')
    const [now] = await items()
    assert.deepEqual([now?.caption, now?.tags, now?.problemCount], ['lumi, 1girl, smile', 3, 0])
  })

  it('tells the tags that all, some and none of a selection have', async () => {
    const { client } = await start()
    const tags = await client.request<GalleryTags>('taglore/galleryTags', { root: toUri(SET), images: ['10_lumi/1.png', '10_lumi/a.png'] })
    const names = (part: GalleryTags['all']): string[] => part.map(({ text, captions, total }) => `${text} ${captions}/${total}`)
    assert.deepEqual([tags.captions, names(tags.all), names(tags.some), names(tags.none)], [2, ['1girl 2/5', 'lumi 2/5', 'smile 2/5'], ['solo 1/6', 'long hair 1/1'], ['cat 0/2', 'koro 0/2']])
  })

  const completions: readonly (readonly [string, readonly string[], string])[] = [
    ['tag:smi', ['smile'], 'tag:smile'],
    ['tag:"long', ['long hair'], 'tag:"long hair"'],
    ['(concept:k', ['koro'], '(concept:koro'],
  ]
  for (const [text, labels, after] of completions) {
    it(`completes '${text}'`, async () => {
      const { client } = await start()
      const { start: from, end, items } = await client.request<CompleteQueryResult>('taglore/completeQuery', { uri: toUri(SET), text, offset: text.length })
      assert.deepEqual(items.map(({ label }) => label).slice(0, labels.length), labels)
      assert.equal(text.slice(0, from) + (items[0]?.insert ?? '') + text.slice(end), after)
    })
  }

  it('adds a tag to a selection through the journal, captions that are missing too', async () => {
    const { client, files, uri } = await start()
    const planned = await client.request<RefactorResult>('taglore/refactor', { id: 'add-tags', args: { tags: ['outdoors'], at: 'end', create: true }, uri: toUri(SET), scope: { kind: 'selection', uris: [uri('10_lumi/1.png'), uri('2_koro/3.png')] } })
    assert.equal(planned.edit, null)
    const outcome = await client.request<ChangeOutcome>('taglore/applyChange', { plan: planned.plan })
    assert.equal(outcome.kind, 'done')
    const texts = await Promise.all([`${SET}/10_lumi/1.txt`, `${SET}/2_koro/3.txt`].map(async (path) => new TextDecoder().decode(await files.read(path))))
    assert.deepEqual(texts, ['lumi, 1girl, solo, smile, outdoors', 'outdoors\n'])
  })

  it('moves images with their captions to another concept', async () => {
    const { client, uri } = await start()
    const change = await client.request<PlannedChange | null>('taglore/planMove', { uris: [uri('10_lumi/1.png'), uri('2_koro/2.png')], to: uri('2_koro') })
    assert.deepEqual(change?.files.map(({ uri: from, to }) => [from, to]), [
      [uri('10_lumi/1.png'), uri('2_koro/1 (2).png')],
      [uri('10_lumi/1.txt'), uri('2_koro/1 (2).txt')],
    ])
    assert.equal(await client.request('taglore/planMove', { uris: [uri('2_koro/2.png')], to: uri('2_koro') }), null)
  })

  it('sets the repeats of the folders of a selection', async () => {
    const { client, uri } = await start()
    const { change, fault } = await client.request<RepeatsResult>('taglore/planRepeats', { uris: [uri('2_koro/1.png')], repeats: 5 })
    assert.deepEqual([fault, change?.title, change?.files.map(({ kind, uri: from, to }) => [kind, from, to])], [null, 'Set repeats to 5', [['rename', uri('2_koro'), uri('5_koro')]]])
    assert.deepEqual(await client.request('taglore/planRepeats', { uris: [uri('2_koro/1.png')], repeats: 2 }), { fault: null, change: null })
  })

  it('deletes an image with its caption', async () => {
    const { client, uri } = await start()
    const change = await client.request<PlannedChange | null>('taglore/planDelete', { uris: [uri('10_lumi/2.png')] })
    assert.deepEqual(change?.files.map(({ kind, uri: file }) => [kind, file]), [['delete', uri('10_lumi/2.png')], ['delete', uri('10_lumi/2.txt')]])
  })
})
