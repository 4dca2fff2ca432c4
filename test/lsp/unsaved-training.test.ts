import assert from 'node:assert/strict'
import { createDescribingTexts } from '../../server/src/lsp/describing-texts'
import { toUri } from '../../server/src/lsp/uris'
import type { PlanResult } from '../../server/src/protocol/plan'
import type { TestClient } from '../support/client'
import { MemoryFiles, pngBytes } from '../support/memory-files'
import { A, LUMI, serve, SET, stopAll, type Served } from './set'

const PATH = `${SET}/dataset.toml`
const TOML = '# the set\n[[datasets]]\nresolution = 512\nbatch_size = 1\nenable_bucket = true\n[[datasets.subsets]]\nimage_dir = "10_lumi"\nnum_repeats = 2 # twice\ncaption_extension = ".txt"\n'

const TRAINING = 'dataset_config = "dataset.toml"\nmax_train_epochs = 3\nnetwork_module = "networks.lora"\n'

/** Six images of 832 by 1216, each with a caption; one caption has two lines. */
async function open(texts: Readonly<Record<string, string>>): Promise<Served> {
  const served = await serve(`${LUMI}//- 10_lumi/b.txt\nlumi, 1girl\nlumi, standing\n`, {
    prepare: (files) => {
      for (const name of ['1', '2', '3', '4', 'a', 'b']) files.put(`${SET}/10_lumi/${name}.png`, pngBytes(832, 1216))
      for (const [name, text] of Object.entries(texts)) files.put(`${SET}/${name}`, text)
    },
  })
  await served.client.open(A, 'lumi, 1girl, solo')
  return served
}

async function plan(client: TestClient): Promise<PlanResult['plan']> {
  return (await client.request<PlanResult>('taglore/plan', { uri: toUri(SET) })).plan
}

async function untilPlan<Value>(client: TestClient, what: string, value: (plan: PlanResult['plan']) => Value, expected: Value): Promise<void> {
  await client.eventually(what, async () => JSON.stringify(value(await plan(client))) === JSON.stringify(expected))
}

describe('a training file that is not saved', () => {
  afterEach(stopAll)

  it('is in force for the plan as it stands in the editor, and no longer when it is closed without saving', async () => {
    const { client } = await open({ 'dataset.toml': TOML })
    await untilPlan(client, 'the disk', ({ samples }) => samples.value, 12)
    await client.open(PATH, TOML, 'toml')
    await client.change(PATH, TOML.replace('num_repeats = 2', 'num_repeats = 7').replace('512', '1024'))
    await untilPlan(client, 'the editor', ({ samples, datasets }) => [samples.value, datasets[0]?.resolution.value, datasets[0]?.buckets.length], [42, [1024, 1024], 1])
    await client.close(PATH)
    await untilPlan(client, 'the disk again', ({ samples, datasets }) => [samples.value, datasets[0]?.resolution.value], [12, [512, 512]])
  })

  it('is in force for the rules of captions', async () => {
    const { client } = await open({ 'dataset.toml': TOML })
    const caption = `${SET}/10_lumi/b.txt`
    await client.open(caption, 'lumi, 1girl\nlumi, standing\n')
    await client.problem(caption, 'ignored-lines')
    await client.open(PATH, TOML, 'toml')
    await client.change(PATH, TOML.replace('num_repeats', 'enable_wildcard = true\nnum_repeats'))
    await client.problem(caption, 'ignored-lines', false)
    await client.change(PATH, TOML.replace('".txt"', '".caption"'))
    await untilPlan(client, 'captions that are not read', ({ mode }) => [mode.images.captions, mode.images.class + mode.images.empty], [0, 6])
  })

  it('keeps what was in force while it is half typed', async () => {
    const { client } = await open({ 'dataset.toml': TOML, 'training.toml': TRAINING })
    await client.open(PATH, TOML, 'toml')
    await client.change(PATH, TOML.replace('num_repeats = 2', 'num_repeats = 3'))
    await untilPlan(client, 'the editor', ({ samples, epochs }) => [samples.value, epochs.value], [18, 3])
    await client.change(PATH, TOML.replace('num_repeats = 2 # twice', 'num_repeats = '))
    await client.open(`${SET}/training.toml`, TRAINING.replace('= 3', '= 8'), 'toml')
    await untilPlan(client, 'the other file', ({ epochs }) => epochs.value, 8)
    assert.equal((await plan(client)).samples.value, 18)
    await client.change(PATH, TOML.replace('num_repeats = 2', 'num_repeats = 5'))
    await untilPlan(client, 'whole again', ({ samples }) => samples.value, 30)
  })

  it('may be a training configuration, or come back unsaved with the window', async () => {
    const training = 'max_train_epochs = 3\ntrain_batch_size = 2\nnetwork_module = "networks.lora"\n'
    const { client } = await open({ 'training.toml': training })
    await untilPlan(client, 'the disk', ({ epochs }) => epochs.value, 3)
    await client.open(`${SET}/training.toml`, training.replace('= 3', '= 9'), 'toml')
    await untilPlan(client, 'the editor', ({ epochs, datasets }) => [epochs.value, epochs.source, datasets[0]?.batch.value], [9, 'training.toml: max_train_epochs', 2])
  })

  it('does not have images read again for another number', async () => {
    const { client, files } = await open({ 'dataset.toml': TOML })
    await untilPlan(client, 'the disk', ({ samples }) => samples.value, 12)
    await client.open(PATH, TOML, 'toml')
    const images = (): readonly unknown[] => [...files.calls].filter(([call]) => call.startsWith('read') && call.endsWith('.png'))
    const before = images()
    await client.change(PATH, TOML.replace('num_repeats = 2', 'num_repeats = 4'))
    await untilPlan(client, 'the editor', ({ samples }) => samples.value, 24)
    assert.deepEqual(images(), before)
  })

  it('counts as changed by what it says, not by comments and blanks', async () => {
    const files = new MemoryFiles({ [PATH]: TOML })
    let text: string | undefined = TOML
    const texts = createDescribingTexts(files, { at: () => (text === undefined ? undefined : { getText: () => text ?? '' }) })
    const after = (next: string | undefined): Promise<boolean> => {
      text = next
      return texts.hasChanged(PATH)
    }
    assert.equal(await after(TOML.replace('= 2', '= 3')), true)
    assert.equal(texts.textAt(PATH), text)
    assert.equal(await after(`# more\n${TOML.replace('= 2 # twice', '=  3')}`), false)
    assert.equal(await after(TOML.replace('= 2', '= 2.0')), true)
    assert.equal(await after('[broken'), true)
    assert.equal(texts.textAt(PATH), TOML.replace('= 2', '= 2.0'))
    assert.equal(await after(undefined), true)
    assert.equal(texts.textAt(PATH), undefined)
    assert.equal(await after(TOML), false)
  })
})
