import assert from 'node:assert/strict'
import { readYamlTables } from '../../../server/src/dataset/read-yaml-tables'
import { checkFormat } from './check-format'

describe('the format ai-toolkit', () => {
  it('takes folders, repeats and captions from a YAML configuration', async () => {
    const { folders } = await checkFormat(
      `
//- config.yaml
job: extension
config:
  name: "x" # a name
  process:
    - type: 'sd_trainer'
      trigger_word: "lumi"
      datasets:
        - folder_path: "./lumi"
          caption_ext: "txt"
          shuffle_tokens: true
          num_repeats: 4
          resolution: [ 512, 768 ]  # several
        - folder_path: reg
          is_reg: true
      train:
        steps: 100
        folder_path: "no"
//- lumi/1.png
//- reg/1.png
`,
      'ai-toolkit',
      ['lumi ×4', 'reg ×1 reg'],
    )
    assert.deepEqual(folders.map(({ captions }) => [captions?.extension, captions?.lines, captions?.trigger, captions?.options.shuffleCaption]), [
      ['.txt', 'whole', 'lumi', true],
      ['.txt', 'whole', undefined, false],
    ])
  })

  it('may be chosen for any folders', () => checkFormat('//- a/1.png\n//- b/c/1.png', 'ai-toolkit', ['a ×1', 'b/c ×1'], { chosen: 'ai-toolkit' }))

  it('reads lists whose items stand at the depth of their key', () =>
    assert.deepEqual(readYamlTables('a:\n  datasets:\n  - x: 1\n    y: "b # c"\n  - x: -2.5\n    z: null\n  other: 3\n', 'datasets'), [{ x: 1, y: 'b # c' }, { x: -2.5, z: null }]))
})
