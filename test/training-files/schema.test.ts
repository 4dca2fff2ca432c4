import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { DATASET_KEYS } from '../../server/src/trainer/schema/dataset-keys'
import { GUI_KEYS } from '../../server/src/trainer/schema/gui-keys'
import { NETWORK_MODULES } from '../../server/src/trainer/schema/networks'
import { OPTIMIZERS } from '../../server/src/trainer/schema/optimizers'
import { SCHEDULERS } from '../../server/src/trainer/schema/schedulers'
import { TRAINING_OPTIONS, trainingOption } from '../../server/src/trainer/schema/training-options'

const noneTwice = (names: readonly string[]): void => assert.deepEqual(names.filter((name, index) => names.indexOf(name) !== index), [])

describe('the schema of the trainer’s files', () => {
  it('has no name twice', () => {
    for (const table of [TRAINING_OPTIONS, DATASET_KEYS, GUI_KEYS, NETWORK_MODULES, OPTIMIZERS, SCHEDULERS]) noneTwice(table.map(({ name }) => name))
    for (const module of NETWORK_MODULES) noneTwice(module.arguments.map(({ name }) => name))
  })

  it('knows the option behind every key that has one', () => {
    for (const key of GUI_KEYS) assert.ok(key.option === undefined || trainingOption(key.option), key.name)
    for (const { name, ...key } of DATASET_KEYS) assert.ok(!('option' in key) || trainingOption(key.option), name)
    for (const { options } of SCHEDULERS) for (const name of options) assert.ok(trainingOption(name), name)
  })

  it('has defaults that are choices and within range', () => {
    for (const { name, choices, min, ...option } of TRAINING_OPTIONS) {
      for (const value of [option.default, ...Object.values(option.defaults ?? {})]) {
        if (value === undefined) continue
        assert.ok(!choices || choices.includes(value), name)
        assert.ok(typeof value !== 'number' || min === undefined || value >= min || value === 0, name)
      }
    }
  })

  it('has its page in docs/', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/generate-training-options.mjs', '--check'], { cwd: join(__dirname, '../..'), encoding: 'utf8' })
    assert.equal(status, 0, stderr)
  })
})
