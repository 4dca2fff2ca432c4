import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pngBytes } from '../support/memory-files'
import { runHere } from './run-cli'

describe('taglore plan', () => {
  let home: string
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'taglore-plan-'))
    mkdirSync(join(home, '10_lumi girl'))
    for (let index = 0; index < 5; index++) {
      writeFileSync(join(home, `10_lumi girl/${index}.png`), pngBytes(832, 1216))
      writeFileSync(join(home, `10_lumi girl/${index}.txt`), 'lumi, 1girl')
    }
    writeFileSync(join(home, '10_lumi girl/wide.png'), pngBytes(1216, 832))
    writeFileSync(join(home, '10_lumi girl/wide.txt'), 'lumi, 1girl')
  })
  after(() => rmSync(home, { recursive: true, force: true }))

  it('gives the contract as JSON', async () => {
    const { code, out, err } = await runHere(['plan', home, '--epochs', '10', '--batch', '4', '--format', 'json'], home)
    assert.deepEqual([code, err], [0, ''])
    const found = JSON.parse(out) as Record<string, unknown>
    for (const key of ['mode', 'goal', 'images', 'samples', 'regularization', 'buckets', 'batchesPerEpoch', 'epochs', 'steps', 'formulaSteps']) assert.ok(key in found, key)
    const { mode, goal, images, samples, regularization, batchesPerEpoch, epochs, steps, formulaSteps } = found
    assert.deepEqual({ mode, goal, images, samples, regularization, batchesPerEpoch, epochs, steps, formulaSteps }, { mode: 'dreambooth-captions', goal: 'character', images: 6, samples: 60, regularization: 0, batchesPerEpoch: 16, epochs: 10, steps: 160, formulaSteps: 150 })
    assert.deepEqual(found['buckets'], [{ width: 832, height: 1216, images: 5, samples: 50, batches: 13 }, { width: 1216, height: 832, images: 1, samples: 10, batches: 3 }])
  })

  it('takes goal, model, resolution, accumulation and graphics cards', async () => {
    const { out } = await runHere(['plan', home, '--goal', 'style', '--model', 'sd15', '--resolution', '512,768', '--epochs', '1', '--accumulation', '4', '--gpus', '2', '--format', 'json'], home)
    const found = JSON.parse(out) as { goal: string; model: string; resolution: unknown; steps: number }
    assert.deepEqual([found.goal, found.model, found.resolution, found.steps], ['style', 'sd15', [512, 768], Math.ceil(60 / 2 / 4)])
  })

  it('says real steps, formula and sources as text and Markdown', async () => {
    const text = (await runHere(['plan', home, '--epochs', '10', '--batch', '4'], home)).out
    for (const part of ['Real steps: 160', 'Formula: 150', "name of the folder '10_lumi girl'", 'chosen here', 'trainer itself leaves it off']) assert.ok(text.includes(part), `${part} is missing in\n${text}`)
    const page = (await runHere(['plan', home, '--format', 'markdown'], home)).out
    assert.match(page, /^# Training plan\n/)
    assert.match(page, /\| Real steps \| \d+ \|/)
  })

  it('looks only at the images that a query selects', async () => {
    const { out } = await runHere(['plan', home, '--where', 'width:>1000', '--epochs', '1', '--format', 'json'], home)
    assert.equal((JSON.parse(out) as { images: number }).images, 1)
  })

  it('refuses what is no number and no known word', async () => {
    for (const args of [['--epochs', '0'], ['--batch', 'two'], ['--goal', 'face'], ['--model', 'sd9'], ['--resolution', 'big']]) {
      const { code, err } = await runHere(['plan', home, ...args], home)
      assert.equal(code, 2, args.join(' '))
      assert.equal(err.trim().split('\n').length, 1)
    }
  })
})
