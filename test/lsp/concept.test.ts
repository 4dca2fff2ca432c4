import assert from 'node:assert/strict'
import type { ConceptEffect, ConceptsResult, ConceptSheet, SheetAction } from '../../server/src/protocol/concept'
import { toUri } from '../../server/src/lsp/uris'
import type { RefactorResult } from '../../server/src/protocol/refactor'
import { applyTo, editsOf } from '../support/client'
import { A, LUMI, serve, SET, stopAll } from './set'

describe('the requests of the concept page', () => {
  afterEach(stopAll)

  it('name the concepts around a file, a folder and the dataset', async () => {
    const { client } = await serve(LUMI)
    const ask = (path: string): Promise<ConceptsResult> => client.request('taglore/concepts', { uri: toUri(path) })
    const { root, concepts, at } = await ask(A)
    assert.deepEqual([root, concepts.map(({ name, images }) => `${name} ${images}`), at], [toUri(SET), ['lumi 5'], 'lumi'])
    assert.equal((await ask(`${SET}/10_lumi`)).at, 'lumi')
    assert.equal((await ask(SET)).at, null)
  })

  it('give the sheet of the text as it is being typed', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, solo, long hair')
    const sheet = await client.request<ConceptSheet | null>('taglore/conceptSheet', { uri: toUri(SET), concept: 'lumi' })
    assert.deepEqual(sheet?.sections.find(({ id }) => id === 'hair')?.rows.map(({ text, captions }) => `${text} ${captions}`), ['long hair 1'])
    assert.equal(await client.request('taglore/conceptSheet', { uri: toUri(SET), concept: 'koro' }), null)
  })

  it('tell what decisions would change, and one edit carries them all out', async () => {
    const { client } = await serve(LUMI)
    const effect = (...actions: SheetAction[]): Promise<ConceptEffect> => client.request('taglore/conceptEffect', { uri: toUri(SET), concept: 'lumi', actions })
    assert.deepEqual(await effect({ kind: 'bake', tag: 'smile' }), { fault: null, captions: 4, settings: false })
    const all: SheetAction[] = [{ kind: 'bake', tag: 'smile' }, { kind: 'keep', tag: 'solo' }, { kind: 'rename', tag: '1girl', to: 'one girl' }]
    assert.deepEqual(await effect(...all), { fault: null, captions: 5, settings: true })
    assert.match((await effect({ kind: 'rename', tag: 'smile', to: 'a, b' })).fault ?? '', /more than one tag/)
    const result = await client.request<RefactorResult>('taglore/refactor', { id: 'edit-concept', args: { concept: 'lumi', actions: all }, uri: toUri(SET), scope: { kind: 'dataset' }, apply: true })
    assert.equal(result.fault, null)
    const edits = editsOf(result.edit ?? undefined)
    assert.equal(applyTo('lumi, 1girl, solo, smile', edits.get(`${SET}/10_lumi/1.txt`)?.edits ?? []), 'lumi, one girl, solo')
    assert.deepEqual(JSON.parse(applyTo('', edits.get(`${SET}/taglore.json`)?.edits ?? [])), { keep: [{ concept: 'lumi', tags: ['solo'] }] })
  })
})
