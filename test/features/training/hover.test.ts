import assert from 'node:assert/strict'
import { formatMessage } from '../../../server/src/base/message'
import { hoverTraining } from '../../../server/src/features/training/hover'
import { recogniseTrainingFile } from '../../../server/src/training-files/recognise'

/** What the hover at the `‸` says, its title first. */
function at(name: string, marked: string): readonly string[] {
  const offset = marked.indexOf('‸')
  const text = marked.replace('‸', '')
  const kind = recogniseTrainingFile(text, name)
  assert.ok(kind, `${name} is not recognised`)
  const hover = hoverTraining(`/set/${name}`, text, kind, offset)
  return hover ? [hover.title, ...hover.lines.map((line) => formatMessage(line))] : []
}

describe('hover in training files', () => {
  it('tells of a key what it does, its type, default and places', () => {
    const lines = at('dataset.toml', '[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\nnum_re‸peats = 10')
    assert.deepEqual(lines, [
      'num_repeats',
      'How often an epoch shows each image; below 1 the subset is left out. Folder names give no repeats here.',
      'Type: an integer; default: 1',
      'At least 1',
      'May stand in [general], [[datasets]], [[datasets.subsets]]',
      "Where no table sets it, 'dataset_repeats' of the training configuration counts",
    ])
  })
  it('tells which datasets take a key', () => {
    assert.ok(at('dataset.toml', '[[datasets]]\n[[datasets.subsets]]\nimage_dir = "a"\nis_reg‸ = true').includes('Only in datasets with captions beside the images'))
  })
  it('tells what a named value means', () => {
    assert.deepEqual(at('config.toml', 'network_dim = 8\nlr_scheduler = "cos‸ine"'), ['cosine', 'The rate falls along half a cosine wave.'])
  })
  it('tells what an argument of the network does', () => {
    const [title, ...lines] = at('config.toml', 'network_dim = 8\nnetwork_module = "lycoris.kohya"\nnetwork_args = ["algo=lo‸ha"]')
    assert.equal(title, 'algo')
    assert.ok(lines.some((line) => line.startsWith('loha: Hadamard products')), lines.join('\n'))
  })
  it('tells of an option of sample prompts, and nothing in the prompt itself', () => {
    assert.equal(at('sample_prompts.txt', '1girl --w‸ 512')[0], '--w')
    assert.deepEqual(at('sample_prompts.txt', '1gi‸rl --w 512'), [])
  })
  it('tells nothing of a key that nobody knows', () => {
    assert.deepEqual(at('dataset.toml', '[[datasets]]\nresolution = 512\nmy_o‸wn = 1\n[[datasets.subsets]]\n'), [])
  })
})
