import assert from 'node:assert/strict'
import { toUri } from '../../server/src/lsp/uris'
import type { PlanResult } from '../../server/src/protocol/plan'
import { LUMI, serve, SET, stopAll } from './set'

describe('taglore/plan', () => {
  afterEach(stopAll)

  it('answers with the plan of the dataset, texts in the user’s language', async () => {
    const { client } = await serve(LUMI)
    const { root, plan } = await client.request<PlanResult>('taglore/plan', { uri: toUri(SET), options: { epochs: 2, batch: 2 } })
    assert.equal(root, toUri(SET))
    assert.deepEqual([plan.images.value, plan.samples.value, plan.steps.real.value, plan.epochs.source], [5, 50, 50, 'chosen here'])
    assert.equal(plan.mode.mode, 'dreambooth-captions')
    assert.equal(plan.network.choices.length, 4)
  })

  it('plans again with other choices', async () => {
    const { client } = await serve(LUMI)
    const steps = async (options: object) => (await client.request<PlanResult>('taglore/plan', { uri: toUri(`${SET}/10_lumi/a.txt`), options })).plan.steps.real.value
    assert.deepEqual([await steps({ epochs: 4, batch: 1 }), await steps({ epochs: 4, batch: 4 })], [200, 52])
  })
})
