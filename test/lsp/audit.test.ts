import assert from 'node:assert/strict'
import { toUri } from '../../server/src/lsp/uris'
import type { AuditBucketsResult, AuditFixResult, AuditResult, AuditRowsResult, AuditStateResult, AuditTagsResult } from '../../server/src/protocol/audit'
import type { ChangeOutcome, PlannedChange } from '../../server/src/protocol/changes'
import { A, LUMI, serve, SET, stopAll, type Served } from './set'

const MANY = `${LUMI}//- 10_lumi/{10..400}.png\n//- 10_lumi/{10..400}.txt\nlumi, 1girl, solo, solo`
const root = toUri(SET)
const CACHE = { initializationOptions: { cacheFolder: '/home/cache' } }

async function kept(fixture: string): Promise<Served & { readonly result: AuditResult; readonly overview: NonNullable<AuditResult['overview']> }> {
  const served = await serve(fixture, CACHE)
  const result = await served.client.request<AuditResult>('taglore/audit', { uri: root, keep: true })
  assert.ok(result.overview)
  return { ...served, result, overview: result.overview }
}

describe('the audit that the server keeps', () => {
  afterEach(stopAll)

  it('answers with what is shown first, and with rows a page at a time', async () => {
    const { client, result, overview } = await kept(MANY)
    assert.deepEqual([result.report.problems, result.report.tags], [[], []])
    assert.equal(result.report.summary.images, 396)
    const group = overview.groups.find(({ rule }) => rule === 'duplicate-tag')
    assert.deepEqual([group?.count, group?.places, group?.safe], [391, 391, 391])
    const { rows } = await client.request<AuditRowsResult>('taglore/auditRows', { root, rule: 'duplicate-tag', from: 380, count: 50 })
    assert.equal(rows.length, 11)
    assert.ok(rows.every(({ rule, fixes }) => rule === 'duplicate-tag' && fixes.length > 0))
    assert.equal(overview.coverage[0]?.concept, 'lumi')
    assert.equal(overview.coverage[0]?.wishes.find(({ id }) => id === 'close-up')?.covered, false)
    assert.equal(overview.tokens?.limit, 75)
    assert.equal(overview.tokens?.lengths.ranges.reduce((sum, { captions }) => sum + captions, 0), 396)
  })

  it('fixes all problems of a rule as one change that is undone as one', async () => {
    const { client, files } = await kept(MANY)
    const { change, skipped } = await client.request<AuditFixResult>('taglore/auditFix', { root, what: { kind: 'rule', rule: 'duplicate-tag', unsafe: false } })
    assert.deepEqual([change?.files.length, change?.needsJournal, skipped], [391, true, 0])
    const done = await client.request<ChangeOutcome>('taglore/applyChange', { plan: change?.plan })
    assert.equal(done.kind, 'done', JSON.stringify(done))
    assert.equal(files.textOf(`${SET}/10_lumi/10.txt`), 'lumi, 1girl, solo')
    assert.equal((await client.request<AuditStateResult>('taglore/auditState', { root })).changed, 391)
    await client.request<ChangeOutcome>('taglore/undoChange', { root })
    assert.equal(files.textOf(`${SET}/10_lumi/10.txt`), 'lumi, 1girl, solo, solo')
    assert.deepEqual(await client.request<AuditStateResult>('taglore/auditState', { root }), { changed: 0, settings: false })
  })

  it('fixes one row, worked out from the text as it is now', async () => {
    const { client } = await kept(`${LUMI}//- 10_lumi/b.png\n//- 10_lumi/b.txt\nlumi, 1girl, solo, solo`)
    const { rows: [row] } = await client.request<AuditRowsResult>('taglore/auditRows', { root, rule: 'duplicate-tag', from: 0, count: 1 })
    const what = { kind: 'row', index: row?.index, fix: 0 }
    const { change } = await client.request<AuditFixResult>('taglore/auditFix', { root, what })
    assert.deepEqual(change?.files.map(({ uri }) => uri), [toUri(`${SET}/10_lumi/b.txt`)])
    // through the journal: an edit of the editor would leave a closed file unsaved
    assert.equal(change?.edit, null)
    await client.open(`${SET}/10_lumi/b.txt`, 'lumi, 1girl, smile')
    await assert.rejects(client.request('taglore/auditFix', { root, what }), /no longer there/)
  })

  it('turns a rule off, or ignores it in one file, in taglore.json', async () => {
    const { client, overview, files } = await kept(`//- taglore.json\n{\n  // mine\n  "goal": "style"\n}\n${LUMI}//- 10_lumi/b[1].png\n//- 10_lumi/b[1].txt\nlumi, 1girl, solo, solo`)
    const apply = async (change: PlannedChange): Promise<void> => assert.equal((await client.request<ChangeOutcome>('taglore/applyChange', { plan: change.plan })).kind, 'done')
    const again = async (): Promise<readonly string[]> => (await client.request<AuditResult>('taglore/audit', { uri: root, keep: true })).overview?.groups.map(({ rule }) => rule) ?? []
    assert.ok(overview.groups.some(({ rule }) => rule === 'duplicate-tag'))
    const { rows: [row] } = await client.request<AuditRowsResult>('taglore/auditRows', { root, rule: 'duplicate-tag', from: 0, count: 1 })
    await apply(await client.request<PlannedChange>('taglore/auditSetting', { root, what: { kind: 'ignore-row', index: row?.index } }))
    assert.match(files.textOf(`${SET}/taglore.json`) ?? '', /\/\/ mine[\s\S]*"rule": "duplicate-tag"/)
    const after = await again()
    assert.ok(!after.includes('duplicate-tag'), after.join())
    const [first] = after
    await apply(await client.request<PlannedChange>('taglore/auditSetting', { root, what: { kind: 'rule-off', rule: first } }))
    assert.ok(!(await again()).includes(first ?? ''))
  })

  it('finds tags by a part of them and by category', async () => {
    const { client } = await kept(MANY)
    const ask = (more: object): Promise<AuditTagsResult> => client.request('taglore/auditTags', { root, search: '', category: null, from: 0, count: 10, ...more })
    assert.equal((await ask({})).total, 4)
    assert.deepEqual((await ask({ search: 'SOL' })).rows.map(({ tag }) => tag), ['solo'])
    assert.deepEqual((await ask({ category: 'unknown' })).rows.map(({ tag }) => tag), ['lumi'])
    assert.deepEqual((await ask({ from: 1, count: 1 })).rows.length, 1)
  })

  it('recomputes the buckets at another resolution and writes it where that is wanted', async () => {
    const { client, overview, files } = await kept(LUMI)
    const { images } = overview.buckets
    const small = await client.request<AuditBucketsResult>('taglore/auditBuckets', { root, width: 512, height: 512, noUpscale: false })
    assert.deepEqual([small.resolution, small.images], [[512, 512], images])
    const change = await client.request<PlannedChange>('taglore/auditSetting', { root, what: { kind: 'resolution', width: 512, height: 768 } })
    await client.request<ChangeOutcome>('taglore/applyChange', { plan: change.plan })
    assert.deepEqual(JSON.parse(files.textOf(`${SET}/taglore.json`) ?? ''), { resolution: [512, 768] })
    assert.equal((await client.request<AuditStateResult>('taglore/auditState', { root })).settings, true)
  })

  it('knows that a caption that is edited and put back is as it was', async () => {
    const { client } = await kept(LUMI)
    const changed = async (): Promise<number> => (await client.request<AuditStateResult>('taglore/auditState', { root })).changed
    await client.open(A, 'lumi, 1girl, solo, smile')
    assert.equal(await changed(), 1)
    await client.change(A, 'lumi, 1girl, solo')
    assert.equal(await changed(), 0)
  })

  it('is written as HTML, SARIF and CSV', async () => {
    const { client } = await kept(MANY)
    const render = (format: string): Promise<string> => client.request('taglore/renderReport', { root, format })
    assert.match(await render('html'), /^<!doctype html>[\s\S]*duplicate-tag/)
    assert.equal(JSON.parse(await render('sarif')).runs[0].results.filter(({ ruleId }: { ruleId: string }) => ruleId === 'duplicate-tag').length, 391)
    assert.match(await render('tags'), /^tag,captions,samples,posts,category\n1girl,396,3960,/)
    assert.equal(JSON.parse(await render('json')).problems.filter(({ rule }: { rule: string }) => rule === 'duplicate-tag').length, 391)
  })

  it('tells of places in captions, the worst first, for a list of the editor', async () => {
    const { client } = await kept(MANY)
    const { rows } = await client.request<AuditRowsResult>('taglore/auditCaptions', { root, count: 100 })
    assert.equal(rows.length, 100)
    assert.ok(rows.every(({ file, range }) => file.endsWith('.txt') && range.end.character > range.start.character))
    assert.ok(rows.some(({ rule }) => rule === 'duplicate-tag'))
  })

  it('is none for a dataset that was not audited', async () => {
    const { client } = await serve(LUMI)
    assert.equal(await client.request('taglore/auditRows', { root, rule: 'x', from: 0, count: 5 }), null)
    assert.equal(await client.request('taglore/renderReport', { root, format: 'json' }), null)
  })
})
