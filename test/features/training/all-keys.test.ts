import assert from 'node:assert/strict'
import { formatMessage } from '../../../server/src/base/message'
import { completeTraining } from '../../../server/src/features/training/complete'
import { hoverTraining } from '../../../server/src/features/training/hover'
import type { DatasetKey, DatasetLevel, DatasetMode } from '../../../server/src/trainer/schema/dataset-key'
import { DATASET_KEYS } from '../../../server/src/trainer/schema/dataset-keys'
import { TRAINING_OPTIONS } from '../../../server/src/trainer/schema/training-options'
import { LEVEL_NAMES } from '../../../server/src/training-files/read-dataset-config'
import type { TrainingFileKind } from '../../../server/src/training-files/recognise'

/** A dataset of each kind, as its subset begins. */
const SUBSETS: Readonly<Record<DatasetMode, string>> = {
  dreambooth: 'image_dir = "a"\n',
  'fine-tuning': 'image_dir = "a"\nmetadata_file = "a.json"\n',
  controlnet: 'image_dir = "a"\nconditioning_data_dir = "b"\n',
}

const KEYS: readonly DatasetKey[] = DATASET_KEYS

/** A configuration with a line in the table of a level. */
function withLine(line: string, level: DatasetLevel, mode: DatasetMode): string {
  const at = (own: DatasetLevel): string => (own === level ? `${line}\n` : '')
  const subset = SUBSETS[mode].split('\n').filter((other) => !other.startsWith(line.replace('‸', '').split(' ')[0] ?? ' ')).join('\n')
  return `[general]\n${at('general')}[[datasets]]\n${at('dataset')}[[datasets.subsets]]\n${subset}${at('subset')}[[datasets.subsets]]\n${SUBSETS[mode]}`
}

function documentation(kind: TrainingFileKind, marked: string, name: string): string {
  const answer = completeTraining('/set/x.toml', marked.replace('‸', ''), kind, marked.indexOf('‸'))
  assert.ok(answer && 'words' in answer)
  const word = answer.words.find(({ label }) => label === name)
  assert.ok(word, `${name} is not offered in\n${marked}`)
  return (word.lines ?? []).map((line) => formatMessage(line)).join('\n')
}

function hovered(kind: TrainingFileKind, marked: string): string {
  const hover = hoverTraining('/set/x.toml', marked.replace('‸', ''), kind, marked.indexOf('‸'))
  return hover ? [hover.title, ...hover.lines.map((line) => formatMessage(line))].join('\n') : ''
}

describe('every key of a training file', () => {
  for (const level of ['general', 'dataset', 'subset'] as const satisfies readonly DatasetLevel[]) {
    it(`that may stand in ${LEVEL_NAMES[level]} is offered there with its type, default, range and levels, and is explained alike by hover`, () => {
      let seen = 0
      for (const key of KEYS.filter(({ levels }) => levels.includes(level))) {
        const mode = key.modes?.[0] ?? 'dreambooth'
        const text = documentation('dataset-config', withLine('‸', level, mode), key.name)
        assert.ok(text.startsWith(formatMessage(key.description)), key.name)
        assert.match(text, key.default === null ? /^Type: .+$/m : /^Type: .+; default: .+$/m, key.name)
        assert.ok(text.includes(`May stand in ${key.levels.map((one) => LEVEL_NAMES[one]).join(', ')}`), key.name)
        for (const bound of [key.min, key.max]) assert.ok(bound === undefined || text.includes(String(bound)), key.name)
        for (const choice of key.choices ?? []) assert.ok(text.includes(String(choice)), key.name)
        assert.equal(hovered('dataset-config', withLine(`${key.name.slice(0, 2)}‸${key.name.slice(2)} = 1`, level, mode)), `${key.name}\n${text}`)
        seen++
      }
      assert.ok(seen > 20, `${seen} keys`)
    })
  }

  it('that may not stand in a table is not offered there', () => {
    for (const level of ['general', 'dataset', 'subset'] as const) {
      const marked = withLine('‸', level, 'dreambooth')
      const answer = completeTraining('/set/x.toml', marked.replace('‸', ''), 'dataset-config', marked.indexOf('‸'))
      const offered = new Set(answer && 'words' in answer ? answer.words.map(({ label }) => label) : [])
      for (const key of KEYS) if (!key.levels.includes(level)) assert.equal(offered.has(key.name), false, `${key.name} in ${level}`)
    }
  })

  it('of a training configuration is offered with what it does and its type, and is explained alike by hover', () => {
    for (const { name, description } of TRAINING_OPTIONS) {
      const text = documentation('training-config', '‸\n', name)
      assert.ok(text.startsWith(formatMessage(description)), name)
      assert.match(text, /^Type: /m, name)
      assert.equal(hovered('training-config', `${name.slice(0, 1)}‸${name.slice(1)} = 1\n`), `${name}\n${text}`)
    }
  })
})
