import assert from 'node:assert/strict'
import { toUri } from '../../server/src/lsp/uris'
import type { ConfigureResult, FormatsResult, StatusResult } from '../../server/src/protocol/status'
import type { TestClient } from '../support/client'
import { serve, SET, stopAll } from './set'

/** Folders that sd-scripts reads by name, and a list of captions that it reads, too. */
const BOTH = `
//- 10_lumi/{1..2}.png
//- 10_lumi/{1..2}.txt
lumi, 1girl
//- metadata.jsonl
{"file_name": "10_lumi/1.png", "text": "lumi"}
`
const ask = (client: TestClient): Promise<FormatsResult> => client.request('taglore/formats', { uri: toUri(`${SET}/10_lumi/1.txt`) })

describe('the formats of a dataset', () => {
  afterEach(stopAll)

  it('are told with what each reads, and why one is in force where several fit', async () => {
    const { client } = await serve(BOTH)
    const { root, current, isChosen, reason, formats } = await ask(client)
    assert.deepEqual([root, current, isChosen], [toUri(SET), 'kohya-folders', false])
    assert.match(reason ?? '', /it could also be read as/)
    assert.deepEqual(formats.filter(({ fits, sign }) => fits && sign !== null).map(({ id, folders }) => [id, folders]), [['kohya-folders', 1], ['huggingface', 1]])
    assert.ok(formats.some(({ id, fits }) => id === 'onetrainer' && !fits))
  })

  it('are chosen by taglore.json, which the dataset follows', async () => {
    const { client, files } = await serve(BOTH)
    const { uri, exists, text } = await client.request<ConfigureResult>('taglore/configure', { uri: toUri(`${SET}/10_lumi/1.txt`), change: { kind: 'format', value: 'huggingface' } })
    assert.deepEqual([uri, exists], [toUri(`${SET}/taglore.json`), false])
    files.put(`${SET}/taglore.json`, text)
    await client.filesChanged(`${SET}/taglore.json`)
    const chosen = await client.eventually('the choice', async () => {
      const answer = await ask(client)
      return answer.current === 'huggingface' && answer
    })
    assert.equal(chosen.isChosen, true)
    const status = await client.request<StatusResult>('taglore/status', { uri: toUri(`${SET}/10_lumi/1.txt`) })
    assert.match(status.formatReason ?? '', /as the settings say; it could also be read as/)
  })
})
