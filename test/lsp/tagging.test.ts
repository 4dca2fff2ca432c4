import assert from 'node:assert/strict'
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node'
import { FileError } from '../../server/src/base/file-system'
import { say } from '../../server/src/base/message'
import type { Store } from '../../server/src/host/download/store'
import { TaggerError, type Tagger } from '../../server/src/host/taggers/tagger'
import { toUri } from '../../server/src/lsp/uris'
import type { ChangeFileResult } from '../../server/src/protocol/changes'
import type { MergeChoice, ReviewCounts, ReviewResult, ReviewTag, ReviewTagResult, ScoresResult, TaggersResult, TagPlanResult, TagResult } from '../../server/src/protocol/tagging'
import type { TagScore } from '../../server/src/tagging/score'
import { FULL, type TestClient } from '../support/client'
import { A, LUMI, serve, SET, stopAll } from './set'

const MERGE: MergeChoice = { method: 'union', thresholds: { categories: { general: 0.35, character: 0.85 } }, caption: 'keep', ratings: 'leave-out', characters: 'tag' }
const image = (name: string): string => `${SET}/10_lumi/${name}.png`
const IMAGE_A = image('a')

/** What each tagger says, by the image's name. */
const SAID: Readonly<Record<string, (name: string) => readonly TagScore[]>> = {
  first: (name) => [{ name: 'smile', category: 'general', score: name === 'a' ? 0.9 : 0.8 }, { name: 'blond_hair', category: 'general', score: name === 'a' ? 0.4 : 0.1 }],
  second: () => [{ name: 'blonde hair', category: 'general', score: 0.7 }],
}

function memoryStore(): Store & { readonly files: Map<string, Uint8Array> } {
  const files = new Map<string, Uint8Array>()
  return {
    files,
    read: async (path) => files.get(path) ?? Promise.reject(new FileError('not-found', path)),
    create: async (path, bytes) => void files.set(path, bytes),
    append: async (path, bytes) => void files.set(path, Buffer.concat([files.get(path) ?? Buffer.alloc(0), bytes])),
    rename: async () => assert.fail(),
    remove: async (path) => void files.delete(path),
  }
}

describe('taggers, through the server', () => {
  afterEach(stopAll)
  let asked: string[] = []
  let keys: unknown

  async function start(options: { trusted?: boolean; fixture?: string; hang?: boolean } = {}): Promise<{ client: TestClient; store: ReturnType<typeof memoryStore> }> {
    asked = []
    const store = memoryStore()
    const create = (setting: { readonly name: string }, world: { readonly keys?: unknown }): Tagger => {
      keys = world.keys
      return {
        name: setting.name,
        model: 'm',
        run: async (images, run) => {
          for (const path of images) {
            if (options.hang) await new Promise((_, reject) => run.signal?.addEventListener('abort', () => reject(new Error('stopped'))))
            if (setting.name === 'broken') throw new TaggerError(say`The tagger's process is gone`)
            asked.push(`${setting.name} ${path.slice(SET.length + 9)}`)
            run.onScores(path, { tags: SAID[setting.name]?.(path.slice(SET.length + 9, -4)) ?? [], text: 'Lumi stands at the edge of a lake.' })
          }
        },
        stop: () => undefined,
      }
    }
    const { client } = await serve(options.fixture ?? LUMI, {
      settings: { taggers: ['first', 'second', 'broken'].map((name) => ({ name, kind: 'http', url: 'http://127.0.0.1:1' })) },
      initializationOptions: { trusted: options.trusted ?? true },
      capabilities: FULL,
      server: { tagging: { store, create } },
    })
    return { client, store }
  }

  const tag = (client: TestClient, taggers: readonly string[], more: object = {}) => client.request<TagResult>('taglore/tag', { uri: toUri(A), scope: { kind: 'dataset' }, taggers, ...more })
  const merge = (taggers: readonly string[]) => ({ uri: toUri(A), scope: { kind: 'dataset' }, taggers, merge: MERGE })

  it('are listed with what they have tagged', async () => {
    const { client } = await start()
    await tag(client, ['first'])
    const { trusted, taggers, runtime } = await client.request<TaggersResult>('taglore/taggers', { uri: toUri(A) })
    assert.deepEqual([trusted, runtime, taggers.map(({ name, images, sentences, takesKey, fault }) => [name, images, sentences, takesKey, fault])], [true, null, [['first', 5, 5, true, null], ['second', 0, 0, true, null], ['broken', 0, 0, true, null]]])
  })

  it('run over a scope, and only over what they have not seen; captions stay as they are', async () => {
    const { client, store } = await start()
    const result = await tag(client, ['first'], { scope: { kind: 'caption', uri: toUri(A) }, keys: { first: 'secret' } })
    assert.deepEqual(result, { fault: null, runs: [{ tagger: 'first', tagged: 1, reused: 0 }], faults: [] })
    assert.deepEqual(keys, { first: 'secret' })
    assert.ok(![...store.files.values()].some((bytes) => Buffer.from(bytes).includes('secret')))
    assert.deepEqual((await tag(client, ['first', 'second'])).runs, [{ tagger: 'first', tagged: 4, reused: 1 }, { tagger: 'second', tagged: 5, reused: 0 }])
    assert.equal(asked.length, 10)
    const scores = await client.request<ScoresResult>('taglore/scores', { uri: toUri(A) })
    assert.deepEqual([scores.image, scores.taggers.map(({ tagger, tags }) => [tagger, tags.length])], [toUri(IMAGE_A), [['first', 2], ['second', 1]]])
  })

  it('that end early say why, and those before have their results', async () => {
    const { client } = await start()
    assert.deepEqual(await tag(client, ['first', 'broken', 'second']), { fault: "The tagger's process is gone", runs: [{ tagger: 'first', tagged: 5, reused: 0 }], faults: [] })
    assert.match((await tag(client, ['none'])).fault ?? '', /no tagger 'none'/)
  })

  it('do not run in a workspace that is not trusted, nor from the settings of a dataset', async () => {
    const { client } = await start({ trusted: false })
    assert.match((await tag(client, ['first'])).fault ?? '', /workspace that you trust/)
    const other = await start({ fixture: `${LUMI}//- taglore.json\n{ "taggers": [{ "name": "evil", "kind": "command", "command": "x", "arguments": ["{image}"] }] }\n` })
    assert.match((await tag(other.client, ['evil'])).fault ?? '', /no tagger 'evil'/)
  })

  it('are cancelled like any request', async () => {
    const { client } = await start({ hang: true })
    const stop = new CancellationTokenSource()
    const work = client.connection.sendRequest('taglore/tag', { uri: toUri(A), scope: { kind: 'dataset' }, taggers: ['first'] }, stop.token)
    setTimeout(() => stop.cancel(), 30)
    await assert.rejects(work, /cancelled/)
  })

  it('are reviewed: counts, images, tags, and the slider', async () => {
    const { client } = await start()
    await tag(client, ['first', 'second'])
    const review = await client.request<ReviewResult>('taglore/review', { ...merge(['first', 'second']), sureFrom: 0.5 })
    // four captions have a smile already; all lack blonde hair
    assert.deepEqual(review.counts, { added: 6, images: 5, unsure: 0, removed: 0, disputed: 9 })
    assert.deepEqual(review.images.map(({ added }) => added), [1, 1, 1, 1, 2])
    assert.deepEqual(review.tags.slice(0, 2).map(({ name, added, written }) => [name, added, written]), [['blonde hair', 5, 0], ['smile', 1, 4]])
    const counts = await client.request<ReviewCounts>('taglore/reviewCounts', { review: review.review, thresholds: { categories: { general: 0.8 } }, sureFrom: 0.9 })
    assert.deepEqual(counts, { added: 1, images: 1, unsure: 1, removed: 0, disputed: 9 })
    const tags = await client.request<readonly ReviewTag[]>('taglore/reviewImage', { review: review.review, uri: toUri(IMAGE_A) })
    assert.deepEqual(tags.filter(({ taken, written }) => taken && !written).map(({ name, standing, scores }) => [name, standing, scores]), [['smile', 'sure', { first: 0.9 }], ['blonde hair', 'sure', { first: 0.4, second: 0.7 }]])
    const seen = await client.request<ReviewTagResult>('taglore/reviewTag', { review: review.review, key: 'blonde hair', from: 0.3, tagger: 'first' })
    assert.deepEqual(seen, { lacking: [{ uri: toUri(IMAGE_A), score: 0.4, taken: true }], doubted: [] })
    assert.equal(await client.request('taglore/reviewCounts', { review: 'gone', thresholds: { categories: {} }, sureFrom: 0.5 }), null)
  })

  it('end in a change that is shown, with what the user said about single tags', async () => {
    const { client } = await start()
    await tag(client, ['first', 'second'])
    const decisions = { [toUri(image('1'))]: { 'blonde hair': 'reject' }, [toUri(image('2'))]: { smile: 'reject' } }
    const plan = await client.request<TagPlanResult>('taglore/tagPlan', { kind: 'tags', ...merge(['first', 'second']), order: 'append', decisions })
    assert.deepEqual(plan.files.map(({ uri, added, removed }) => [uri.replace(toUri(`${SET}/10_lumi/`), ''), [...added].sort(), removed]), [
      ['2.txt', ['blonde hair'], ['smile']],
      ['3.txt', ['blonde hair'], []],
      ['4.txt', ['blonde hair'], []],
      ['a.txt', ['blonde hair', 'smile'], []],
    ])
    const both = await client.request<ChangeFileResult>('taglore/changeFile', { plan: plan.plan, uri: toUri(`${SET}/10_lumi/3.txt`) })
    assert.equal(both.after, 'lumi, 1girl, solo, smile, blonde hair')
  })

  it('import captions that exist, and say what belongs to no image', async () => {
    const { client } = await start({ fixture: `${LUMI}//- other/a.caption\nhat, solo\n//- other/zzz.caption\nhat\n` })
    const plan = await client.request<TagPlanResult>('taglore/tagPlan', { kind: 'import', uri: toUri(A), scope: { kind: 'dataset' }, from: [toUri(`${SET}/other`)], suffix: '.caption', mode: 'union', order: 'append' })
    assert.deepEqual(plan.files.map(({ uri, added }) => [uri, added]), [[toUri(A), ['hat']]])
    assert.deepEqual(plan.unmatched, ['zzz.caption'])
  })

  it('count with what the user said about single tags', async () => {
    const { client } = await start()
    await tag(client, ['first', 'second'])
    const { review } = await client.request<ReviewResult>('taglore/review', { ...merge(['first', 'second']), sureFrom: 0.9 })
    const at = (decisions: object) => client.request<ReviewCounts>('taglore/reviewCounts', { review, thresholds: MERGE.thresholds, sureFrom: 0.9, decisions })
    assert.deepEqual(await at({}), { added: 6, images: 5, unsure: 6, removed: 0, disputed: 9 })
    // one unsure tag less, and one that is sure by the user's word; a tag of the caption goes
    assert.deepEqual(await at({ [toUri(image('1'))]: { 'blonde hair': 'reject' }, [toUri(image('2'))]: { 'blonde hair': 'accept', smile: 'reject' } }), { added: 5, images: 4, unsure: 4, removed: 1, disputed: 9 })
  })

  it('place sentences of files that exist, and importing tells of them', async () => {
    const { client } = await start({ fixture: `${LUMI}//- other/a.txt\nLumi stands at the edge of a lake.\n` })
    const from = [toUri(`${SET}/other`)]
    const plan = await client.request<TagPlanResult>('taglore/tagPlan', { kind: 'import', uri: toUri(A), scope: { kind: 'dataset' }, from, mode: 'union', order: 'append' })
    assert.deepEqual([plan.files, plan.sentences], [[], 1])
    const placed = await client.request<TagPlanResult>('taglore/tagPlan', { kind: 'sentences', uri: toUri(A), scope: { kind: 'dataset' }, from, place: 'line' })
    assert.deepEqual(placed.files.map(({ uri }) => uri), [toUri(A)])
    assert.equal((await client.request<ChangeFileResult>('taglore/changeFile', { plan: placed.plan, uri: toUri(A) })).after, 'lumi, 1girl, solo\nLumi stands at the edge of a lake.')
  })

  it('put sentences where the model wants them', async () => {
    const { client } = await start()
    await tag(client, ['first'])
    const ask = (place: string) => client.request<TagPlanResult>('taglore/tagPlan', { kind: 'sentences', uri: toUri(A), scope: { kind: 'caption', uri: toUri(A) }, tagger: 'first', place })
    const after = async (plan: TagPlanResult) => (await client.request<ChangeFileResult>('taglore/changeFile', { plan: plan.plan, uri: plan.files[0]?.uri ?? '' })).after
    assert.equal(await after(await ask('section')), 'lumi, 1girl, solo ||| Lumi stands at the edge of a lake.')
    const second = await ask('file')
    assert.deepEqual([second.files.map(({ uri, kind }) => [uri, kind]), await after(second)], [[[toUri(`${SET}/10_lumi/a.nl.txt`), 'create']], 'Lumi stands at the edge of a lake.\n'])
    const instead = await ask('instead')
    assert.deepEqual([instead.files, instead.refusals.length], [[], 1])
  })
})
