import assert from 'node:assert/strict'
import { toUri } from '../../server/src/lsp/uris'
import type { ChangeFileResult, PlannedChange } from '../../server/src/protocol/changes'
import type { PlanResult, PlanWritersResult, TrainingCommandResult } from '../../server/src/protocol/plan'
import { pngBytes } from '../support/memory-files'
import { LUMI, serve, SET, stopAll } from './set'


describe('taglore/plan', () => {
  afterEach(stopAll)

  it('answers with the plan of the dataset, texts in the user’s language', async () => {
    const { client } = await serve(LUMI)
    const { root, plan, choices } = await client.request<PlanResult>('taglore/plan', { uri: toUri(SET), options: { epochs: 2, batch: 2 } })
    assert.equal(root, toUri(SET))
    assert.deepEqual([plan.images.value, plan.samples.value, plan.steps.real.value, plan.epochs.source], [5, 50, 50, 'chosen here'])
    assert.equal(plan.mode.mode, 'dreambooth-captions')
    assert.equal(plan.network.choices.length, 4)
    assert.deepEqual(choices.goals, [{ id: 'character', steps: 1000 }, { id: 'style', steps: 2500 }, { id: 'concept', steps: 3000 }])
    assert.equal(choices.schedulers.find(({ name }) => name === 'constant')?.warmup, false)
  })

  it('plans again with other choices', async () => {
    const { client } = await serve(LUMI)
    const steps = async (options: object) => (await client.request<PlanResult>('taglore/plan', { uri: toUri(`${SET}/10_lumi/a.txt`), options })).plan.steps.real.value
    assert.deepEqual([await steps({ epochs: 4, batch: 1 }), await steps({ epochs: 4, batch: 4 })], [200, 52])
  })

  it('follows images that come and captions that go', async () => {
    const { client, files } = await serve(LUMI)
    const ask = async () => (await client.request<PlanResult>('taglore/plan', { uri: toUri(SET), options: { epochs: 1 } })).plan
    assert.deepEqual([(await ask()).images.value, (await ask()).images.value], [5, 5])
    files.put(`${SET}/10_lumi/new.png`, pngBytes(64, 64))
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: toUri(`${SET}/10_lumi/new.png`), type: 1 }] })
    const plan = await client.eventually('the new image', async () => {
      const now = await ask()
      return now.images.value === 6 && now
    })
    assert.deepEqual([plan.mode.mode, plan.mode.others], ['mixed', [{ file: '10_lumi/new.png', mode: 'class' }]])
  })

  it('lists what it can be written for, and why not', async () => {
    const { client } = await serve(`${LUMI}\n//- dataset.toml\n[general]\ncaption_extension = ".txt"\n[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "10_lumi"\n`)
    const { writers } = await client.request<PlanWritersResult>('taglore/planWriters', { uri: toUri(SET) })
    assert.deepEqual(writers.filter(({ refusal }) => refusal !== null).map(({ id }) => id), ['lora-scripts'])
    assert.deepEqual(writers.find(({ id }) => id === 'dataset-toml')?.files, [{ uri: toUri(`${SET}/dataset.toml`), exists: true, edited: true }])
    assert.equal(writers.find(({ id }) => id === 'training-toml')?.files[0]?.exists, false)
  })

  it('is written as a change that the journal applies and undoes', async () => {
    const { client, files } = await serve(LUMI)
    const params = { uri: toUri(SET), options: { epochs: 3 }, writers: ['dataset-toml', 'training-toml', 'sample-prompts'] }
    const change = await client.request<PlannedChange>('taglore/writePlan', params)
    assert.deepEqual(change.files.map(({ uri, kind }) => [uri.split('/').at(-1), kind]), [['dataset.toml', 'create'], ['sample-prompts.txt', 'create'], ['training.toml', 'create']])
    const shown = await client.request<ChangeFileResult>('taglore/changeFile', { plan: change.plan, uri: toUri(`${SET}/training.toml`) })
    assert.match(shown.after, /max_train_epochs = 3\n/)
    const read = async (name: string) => new TextDecoder().decode(await files.read(`${SET}/${name}`))
    await client.request('taglore/applyChange', { plan: change.plan })
    assert.equal(await read('training.toml'), shown.after)
    const again = await client.request<PlannedChange>('taglore/writePlan', { ...params, options: { epochs: 5 } })
    assert.deepEqual(again.files.map(({ uri, kind }) => [uri.split('/').at(-1), kind]), [['training.toml', 'edit']])
    assert.equal(again.refusals.length, 1)
  })

  it('gives the command that starts it', async () => {
    const { client } = await serve(LUMI)
    const { command, config, exists } = await client.request<TrainingCommandResult>('taglore/trainingCommand', { uri: toUri(SET), shell: 'bash', options: { model: 'sd15', gpus: 2 } })
    assert.equal(command, `accelerate launch --num_processes 2 --num_cpu_threads_per_process 1 train_network.py --config_file ${SET}/training.toml`)
    assert.deepEqual([config, exists], [toUri(`${SET}/training.toml`), false])
  })

  it('converts the training mode, or says why not', async () => {
    const { client } = await serve(`${LUMI}\n//- 10_lumi/bare.png`)
    const change = await client.request<PlannedChange>('taglore/convertMode', { uri: toUri(SET), to: 'dreambooth-captions' })
    assert.deepEqual(change.files.map(({ uri, kind }) => [uri.split('/').at(-1), kind]), [['bare.txt', 'create']])
    await assert.rejects(client.request('taglore/convertMode', { uri: toUri(SET), to: 'other' }), /no training mode/)
  })
})
