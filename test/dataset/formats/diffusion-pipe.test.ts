import assert from 'node:assert/strict'
import { checkFormat } from './check-format'

describe('the format diffusion-pipe', () => {
  it('takes folders and repeats from [[directory]]', async () => {
    const { folders } = await checkFormat(
      `
//- dataset.toml
resolutions = [512]
num_repeats = 2
[[directory]]
path = "a"
num_repeats = 1.5
mask_path = "m"
[[directory]]
path = "b"
//- a/1.png
//- m/1.png
//- b/1.png
`,
      'diffusion-pipe',
      ['a ×1.5', 'b ×2'],
    )
    assert.deepEqual([folders[0]?.captions?.lines, folders[0]?.captions?.missing, folders[0]?.masks?.missing], ['whole', 'skipped', []])
  })

  it('reads captions.json in place of text files', async () => {
    const { folders } = await checkFormat(
      `
//- captions.json
{ "1.png": ["a cat", "cat"], "9.png": ["gone"] }
//- {1..2}.png
`,
      'diffusion-pipe',
      ['. ×1'],
    )
    assert.deepEqual([...(folders[0]?.listed ?? [])].map(([path, { text, alternatives }]) => [path, text, alternatives]), [['/set/1.png', 'a cat', ['a cat', 'cat']]])
  })
})
