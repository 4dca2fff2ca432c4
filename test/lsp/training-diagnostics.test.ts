import assert from 'node:assert/strict'
import { applyTo, editsOf } from '../support/client'
import { LUMI, serve, SET, stopAll } from './set'

const PATH = `${SET}/dataset.toml`
const TOML = '# the set\n[[datasets]]\nresolution = 512 # square\n[[datasets.subsets]]\nimage_dir = "10_lumi"\ncaption_extension = ".txt"\n'
const WRONG = TOML.replace('image_dir', 'num_repeat = 10 # ten\nimage_dir')
const PATIENT = { server: { delays: { dataset: 1, datasetAtMost: 50, typing: 30 } } }

describe('problems of training files over a stream', () => {
  afterEach(stopAll)

  it('stand in a file that is not open', async () => {
    const { client } = await serve(`${LUMI}//- dataset.toml\n${WRONG}`)
    const problem = await client.problem(PATH, 'unknown-key')
    assert.deepEqual(problem?.range, { start: { line: 4, character: 0 }, end: { line: 4, character: 10 } })
  })

  it('follow what is typed, and a quick fix mends it and keeps the comments', async () => {
    const { client } = await serve(`${LUMI}//- dataset.toml\n${TOML}`, PATIENT)
    await client.open(PATH, TOML, 'toml')
    await client.change(PATH, WRONG)
    const problem = await client.problem(PATH, 'unknown-key')
    const actions = await client.actions(PATH, { start: WRONG.indexOf('num_repeat'), end: WRONG.indexOf('num_repeat') })
    const action = actions?.find(({ title }) => title === "Replace with 'num_repeats'")
    assert.deepEqual(action?.diagnostics, [problem])
    assert.equal(action?.isPreferred, true)
    assert.equal(applyTo(WRONG, editsOf(action?.edit).get(PATH)?.edits ?? []), WRONG.replace('num_repeat', 'num_repeats'))
  })

  it('all that is safe is mended at once', async () => {
    const text = TOML.replace('512', '"512"').replace('image_dir', 'validation_split = 0\nimage_dir').replace('[[datasets.subsets]]\nvalidation_split = 0', 'validation_split = 0\n[[datasets.subsets]]')
    const { client } = await serve(`${LUMI}//- dataset.toml\n${text}`)
    await client.open(PATH, text, 'plaintext')
    await client.problem(PATH, 'wrong-type')
    const [action] = (await client.actions(PATH, { start: 0, end: 0 }, { only: ['source.fixAll'] })) ?? []
    assert.equal(applyTo(text, editsOf(action?.edit).get(PATH)?.edits ?? []), text.replace('"512"', '512').replace('= 0\n', '= 0.0\n'))
  })

  it('a folder that comes is found', async () => {
    const text = TOML.replace('10_lumi', '5_koro')
    const { client, files } = await serve(`${LUMI}//- dataset.toml\n${text}`)
    await client.open(PATH, text, 'toml')
    await client.problem(PATH, 'missing-folder')
    files.put(`${SET}/5_koro/1.png`, 'x')
    await client.filesChanged(`${SET}/5_koro/1.png`)
    await client.problem(PATH, 'missing-folder', false)
  })

  it('stand in a preset of the kohya GUI whatever its name is, and other JSON has none', async () => {
    const { client } = await serve(LUMI)
    const preset = '{ "LoRA_type": "Standard", "max_resolution": "512,512", "epoch": 1, "enable_bucket": "true", "netwrok_dim": 8 }'
    await client.open(`${SET}/package.json`, '{ "name": "prompt", "netwrok_dim": 8, "epoch": [] }', 'json')
    await client.open(`${SET}/my character v3.json`, preset, 'json')
    await client.problem(`${SET}/my character v3.json`, 'unknown-key')
    assert.deepEqual(client.codes(`${SET}/my character v3.json`), ['wrong-type', 'unknown-key'])
    assert.deepEqual(client.codes(`${SET}/package.json`), [])
  })

  it('of another program none', async () => {
    const { client } = await serve(LUMI)
    await client.open(`${SET}/pyproject.toml`, '[project]\nname = 1\nname = 2\n', 'toml')
    await client.open(PATH, WRONG, 'toml')
    await client.problem(PATH, 'unknown-key')
    assert.deepEqual(client.codes(`${SET}/pyproject.toml`), [])
  })
})
