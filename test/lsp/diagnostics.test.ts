import assert from 'node:assert/strict'
import { TestClient } from '../support/client'
import { parseFixture, toMemoryFiles } from '../support/fixture'
import { A, keep, LUMI, serve, SET, stopAll } from './set'

describe('diagnostics over a stream', () => {
  afterEach(stopAll)

  it('come when a caption is opened, change with it and go when it is closed', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, 1girl')
    const problem = await client.problem(A, 'duplicate-tag')
    assert.deepEqual(problem?.range, { start: { line: 0, character: 13 }, end: { line: 0, character: 18 } })
    assert.equal(problem?.source, 'taglore')
    assert.deepEqual(problem?.tags, [1])
    assert.equal(client.versionOfDiagnostics(A), 1)
    await client.change(A, 'lumi, 1girl, solo')
    await client.problem(A, 'duplicate-tag', false)
    await client.change(A, 'lumi, 1girl, 1girl')
    await client.problem(A, 'duplicate-tag')
    await client.close(A)
    await client.until('no problem', () => client.diagnostics(A).length === 0)
  })

  it('never fire on the tag at the caret while it is typed, but on all others', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, solo, 1girl, sol')
    await client.hover(A, 1)
    await client.change(A, 'o', { start: 22, end: 22 })
    await client.settled()
    assert.deepEqual(client.codes(A), [])
    await client.save(A)
    await client.problem(A, 'duplicate-tag')
    await client.change(A, 'lumi, solo, solo, 1girl, sol')
    await client.change(A, 'o', { start: 28, end: 28 })
    await client.settled()
    assert.deepEqual(client.diagnostics(A).map(({ range }) => range.start.character), [12])
  })

  it('never fire on the tag at the caret in the middle of it either', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, solo, so, 1girl')
    await client.hover(A, 1)
    await client.change(A, 'l', { start: 13, end: 13 })
    await client.change(A, 'o', { start: 13, end: 14 })
    await client.settled()
    await client.change(A, 'lo', { start: 14, end: 14 })
    await client.settled()
    assert.ok(client.document(A).getText().startsWith('lumi, solo, s'))
    assert.deepEqual(client.codes(A).filter((code) => code === 'duplicate-tag'), [])
  })

  it('come for a tag once the typing rests', async () => {
    const { client } = await serve(LUMI, { server: { delays: { dataset: 1, datasetAtMost: 20, typing: 30 } } })
    await client.open(A, 'lumi, solo, 1girl, sol')
    await client.change(A, 'o', { start: 22, end: 22 })
    await client.problem(A, 'duplicate-tag')
  })

  it('come again when the tag lists are read', async () => {
    const files = toMemoryFiles(parseFixture(LUMI).files, SET)
    const client = keep(await TestClient.start({ files, folders: [SET] }))
    await client.open(A, 'lumi, 1girl, blonde hiar')
    await client.problem(A, 'unknown-tag')
  })

  it('of a dataset stand at a file that can be opened, and stay there while it is edited', async () => {
    const { client } = await serve(`
//- 10_lumi/{1..8}.png
//- 10_lumi/{1..8}.txt
lumi, 1girl, solo, purple eyes
`)
    const first = `${SET}/10_lumi/1.txt`
    await client.problem(first, 'constant-tag')
    await client.open(first, 'lumi, 1girl, solo, purple eyes')
    await client.settled()
    await client.change(first, 'lumi, 1girl, solo, purple eyes, smile')
    await client.settled()
    assert.deepEqual(client.codes(first), ['too-few-images', 'constant-tag'])
    assert.deepEqual(client.codes(`${SET}/10_lumi/2.txt`), [])
  })

  it('of a folder without captions stand at an image, those of an unreadable folder at a file', async () => {
    const { client } = await serve(`//- 10_lumi/{1..3}.png\n//- 5_locked/1.png`, { prepare: (files) => files.fail(`${SET}/5_locked`, 'no-permission') })
    const image = `${SET}/10_lumi/1.png`
    await client.problem(image, 'missing-caption')
    await client.problem(image, 'unreadable-folder')
  })

  it('of a dataset are no more than a hundred for a rule', async () => {
    const { client } = await serve(`//- 1_x/a.png\n//- 1_x/a.txt\nx, 1girl\n//- 1_x/b{1..150}.txt\nx, 1girl`)
    await client.until('orphans', () => [...Array(150).keys()].some((at) => client.codes(`${SET}/1_x/b${at + 1}.txt`).includes('orphan-caption')))
    await client.settled()
    const told = [...Array(150).keys()].filter((at) => client.codes(`${SET}/1_x/b${at + 1}.txt`).length > 0)
    assert.equal(told.length, 100)
  })

  it('are not sent again where nothing changed', async () => {
    const { client } = await serve(`${LUMI}//- 10_lumi/x.txt\nlumi, orphan`)
    await client.problem(`${SET}/10_lumi/x.txt`, 'orphan-caption')
    await client.settled()
    let again = 0
    client.connection.onNotification('textDocument/publishDiagnostics', () => void again++)
    await client.open(A, 'lumi, 1girl, solo')
    const { changes } = client
    await client.change(A, 'lumi, 1girl, solo, smile')
    await client.until('a look at the datasets', () => client.changes > changes)
    assert.equal(again, 0)
  })

  it('lead to the page of the rule', async () => {
    const { client } = await serve(LUMI)
    await client.open(A, 'lumi, 1girl, 1girl')
    assert.match((await client.problem(A, 'duplicate-tag'))?.codeDescription?.href ?? '', /docs\/rules\/duplicate-tag\.md$/)
  })
})
