import assert from 'node:assert/strict'
import { toUri } from '../../server/src/lsp/uris'
import type {
  ExplorerConceptsResult,
  ExplorerDatasetsResult,
  ExplorerImagesResult,
  ExplorerTagGroupsResult,
  ExplorerTagsResult,
} from '../../server/src/protocol/explorer'
import type { QueryResult } from '../../server/src/protocol/query'
import type { TestClient } from '../support/client'
import { pngBytes } from '../support/memory-files'
import { serve, SET, stopAll } from './set'

const TWO = `
//- 10_lumi/{1..3}.png
//- 10_lumi/{1..2}.txt
lumi, 1girl, smile
//- 4_koro/{1..2}.png
//- 4_koro/{1..2}.txt
koro, cat, cat
`
const root = toUri(SET)
const folder = (name: string): string => toUri(`${SET}/${name}`)
const datasets = (client: TestClient, filter?: string): Promise<ExplorerDatasetsResult> => client.request('taglore/explorerDatasets', { filter })
const concepts = (client: TestClient, filter?: string): Promise<ExplorerConceptsResult> => client.request('taglore/explorerConcepts', { root, filter })
const images = (client: TestClient, params: object): Promise<ExplorerImagesResult> => client.request('taglore/explorerImages', { root, order: 'name', problems: 'all', ...params })
const tags = (client: TestClient, params: object): Promise<ExplorerTagsResult> => client.request('taglore/explorerTags', { root, order: 'count', ...params })

describe('the trees of the side bar', () => {
  afterEach(stopAll)

  it('tell datasets with what is in force, and their concepts', async () => {
    const { client } = await serve(TWO)
    const [set] = (await datasets(client)).datasets
    assert.deepEqual([set?.root, set?.name, set?.goal, set?.images, set?.shown, set?.uncaptioned, set?.excluded], [root, 'set', 'character', 5, 5, 1, 0])
    assert.ok(set?.format)
    assert.deepEqual((await concepts(client)).concepts.map(({ name, repeats, images: count, uncaptioned }) => [name, repeats, count, uncaptioned]), [['lumi', 10, 3, 1], ['koro', 4, 2, 0]])
  })

  it('tell images with their caption and what is wrong with it', async () => {
    const { client } = await serve(TWO)
    const { images: lumi } = await images(client, { folder: folder('10_lumi') })
    assert.deepEqual(lumi.map(({ name, hasCaption, tags: count, text }) => [name, hasCaption, count, text]), [['1.png', true, 3, 'lumi, 1girl, smile'], ['2.png', true, 3, 'lumi, 1girl, smile'], ['3.png', false, 0, '']])
    const { images: koro } = await images(client, { folder: folder('4_koro') })
    assert.ok(koro.every(({ problems, level, messages }) => problems > 0 && level !== null && messages.some((message) => message.includes('cat'))))
  })

  it('order images by what is wrong and by their tags', async () => {
    const { client } = await serve('//- 10_lumi/{1..9}.png\n//- 10_lumi/{1..7}.txt\nlumi, 1girl, smile\n//- 10_lumi/8.txt\nlumi, 1girl, smile, smile\n//- 10_lumi/9.txt\nlumi\n')
    const order = async (by: string): Promise<string | undefined> => (await images(client, { folder: folder('10_lumi'), order: by })).images[0]?.name
    assert.deepEqual([await order('name'), await order('problems'), await order('tags')], ['1.png', '8.png', '9.png'])
  })

  it('show what a filter finds, with the counts of all', async () => {
    const { client } = await serve(TWO)
    assert.deepEqual((await datasets(client, 'tag:smile')).datasets.map(({ images: all, shown }) => [all, shown]), [[5, 2]])
    assert.deepEqual((await concepts(client, 'tag:smile')).concepts.map(({ name, images: all, shown }) => [name, all, shown]), [['lumi', 3, 2]])
    assert.deepEqual((await images(client, { folder: folder('10_lumi'), filter: 'name:1' })).images.map(({ name }) => name), ['1.png'])
    assert.deepEqual((await tags(client, { filter: 'name:1.png' })).tags.map(({ text, captions, shown }) => [text, captions, shown]), [['1girl', 2, 1], ['cat', 2, 1], ['koro', 2, 1], ['lumi', 2, 1], ['smile', 2, 1]])
    // what rules find is asked of the same rules as everywhere
    assert.deepEqual((await concepts(client, 'rule:duplicate-tag OR name:1.png')).concepts.map(({ name, shown }) => [name, shown]), [['lumi', 1], ['koro', 2]])
    assert.deepEqual((await concepts(client, 'NOT rule:duplicate-tag')).concepts.map(({ name, shown }) => [name, shown]), [['lumi', 3]])
    // one that is no query finds nothing
    assert.deepEqual((await concepts(client, 'tag:')).concepts, [])
  })

  it('follow what is typed and what other programs write', async () => {
    const { client, files } = await serve(TWO)
    assert.deepEqual((await concepts(client, 'tag:hat')).concepts, [])
    await client.open(`${SET}/4_koro/1.txt`, 'koro, hat')
    assert.deepEqual((await concepts(client, 'tag:hat')).concepts.map(({ shown }) => shown), [1])
    files.put(`${SET}/4_koro/3.png`, pngBytes())
    files.put(`${SET}/4_koro/3.txt`, 'koro, hat')
    await client.filesChanged(`${SET}/4_koro/3.png`, `${SET}/4_koro/3.txt`)
    await client.eventually('the third image', async () => (await concepts(client, 'tag:hat')).concepts[0]?.shown === 2)
  })

  it('part long levels into pages, that are asked for one by one', async () => {
    const { client } = await serve('//- 10_lumi/{1001..2200}.png\n//- 10_lumi/1001.txt\nlumi, smile\n')
    const { pages, images: none } = await images(client, { folder: folder('10_lumi') })
    assert.deepEqual(none, [])
    assert.deepEqual(pages, [
      { page: 0, count: 500, first: '1001.png', last: '1500.png' },
      { page: 1, count: 500, first: '1501.png', last: '2000.png' },
      { page: 2, count: 200, first: '2001.png', last: '2200.png' },
    ])
    const last = (await images(client, { folder: folder('10_lumi'), page: 2 })).images
    assert.deepEqual([last.length, last[0]?.name], [200, '2001.png'])
  })

  it('list tags by how often they are used, by name, and by kind', async () => {
    const { client } = await serve(TWO)
    assert.deepEqual((await tags(client, { order: 'name' })).tags.map(({ text }) => text), ['1girl', 'cat', 'koro', 'lumi', 'smile'])
    const { groups } = await client.request<ExplorerTagGroupsResult>('taglore/explorerTagGroups', { root })
    assert.deepEqual(groups.map(({ group, title, tags: count }) => [group, title, count]), [['trigger', 'Triggers', 2], ['count', 'Persons and counts', 1], ['general', 'General', 2]])
    assert.deepEqual((await tags(client, { group: 'trigger' })).tags.map(({ text, group }) => [text, group]), [['koro', 'trigger'], ['lumi', 'trigger']])
  })
})

describe('a query that is being typed', () => {
  afterEach(stopAll)

  const ask = (client: TestClient, query: string, offset = query.length): Promise<QueryResult> => client.request('taglore/query', { query, offset })
  const proposals = async (client: TestClient, query: string): Promise<readonly string[]> => ((await ask(client, query)).completion?.items ?? []).map(({ insert }) => insert)

  it('tells how many images it finds, and where it is wrong', async () => {
    const { client } = await serve(TWO)
    assert.deepEqual([(await ask(client, 'tag:cat')).images, (await ask(client, '')).images, (await ask(client, '')).total], [2, 5, 5])
    const { fault, images: count } = await ask(client, 'tag:cat AND')
    assert.deepEqual([fault?.start, fault?.end, count], [11, 11, null])
    assert.match(fault?.message ?? '', /ends where a term is expected/)
  })

  it('goes on with keys, tags of the dataset, concepts, rules and operators', async () => {
    const { client } = await serve(`${TWO}//- 4_koro/3.png\n//- 4_koro/3.txt\nkoro, long hair, hair (object)\n`)
    assert.ok((await proposals(client, 'ta')).includes('tag:'))
    assert.deepEqual(await proposals(client, 'tag:ha'), ['tag:"hair (object)"', 'tag:"long hair"'])
    assert.deepEqual(await proposals(client, 'tag:"long h'), ['tag:"long hair"'])
    assert.deepEqual(await proposals(client, 'NOT (concept:k'), ['concept:koro'])
    assert.deepEqual(await proposals(client, 'tag:cat '), ['AND ', 'OR ', 'AND NOT '])
    assert.ok((await proposals(client, 'rule:dupl')).includes('rule:duplicate-tag'))
    const { completion } = await ask(client, 'tag:cat AND tag:lo')
    assert.deepEqual([completion?.start, completion?.end], [12, 18])
  })

  it('finds by every proposal what is proposed', async () => {
    const { client } = await serve('//- 4_koro/1.png\n//- 4_koro/1.txt\nkoro, smile (a), "quoted" cat, star*, \\(bracket\\), it\'s\n')
    const terms = await proposals(client, 'tag:')
    assert.equal(terms.length, 6)
    for (const term of terms) assert.equal((await ask(client, term)).images, 1, term)
  })
})
