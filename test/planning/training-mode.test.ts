import assert from 'node:assert/strict'
import { collectModes } from '../../server/src/planning/training-mode'
import { openDataset } from '../support/world'

async function modesOf(fixture: string) {
  return collectModes((await openDataset(fixture)).dataset)
}

describe('the training mode', () => {
  it('is by captions where every image has one', async () => {
    const { mode, others } = await modesOf('//- 10_lumi/a.png\n//- 10_lumi/a.txt\nlumi')
    assert.deepEqual([mode, others], ['dreambooth-captions', []])
  })
  it('is by the folder’s text where none has', async () => {
    const { mode, images } = await modesOf('//- 10_lumi girl/a.png\n//- 10_lumi girl/b.png')
    assert.deepEqual([mode, images.class], ['dreambooth-class', 2])
  })
  it('is told image by image where it is mixed', async () => {
    const { mode, others, folders } = await modesOf('//- 10_lumi/{1..3}.png\n//- 10_lumi/{1..2}.txt\nlumi\n//- 5_/x.png')
    assert.equal(mode, 'mixed')
    assert.deepEqual(others, [{ file: '10_lumi/3.png', mode: 'class' }, { file: '5_/x.png', mode: 'empty' }])
    assert.deepEqual(folders.map(({ images }) => [images.captions, images.class, images.empty]), [[2, 1, 0], [0, 0, 1]])
  })
  it('is fine-tuning with a metadata file', async () => {
    const { mode } = await modesOf('//- meta.json\n{"img/a.png": {"caption": "lumi", "tags": "smile"}}\n//- img/a.png')
    assert.equal(mode, 'fine-tuning')
  })
  it('does not count regularisation', async () => {
    const { mode, regularization } = await modesOf('//- taglore.json\n{"concepts": [{"name": "girl", "folders": ["1_girl"], "regularization": true}]}\n//- 10_lumi/a.png\n//- 10_lumi/a.txt\nlumi\n//- 1_girl/r.png')
    assert.deepEqual([mode, regularization], ['dreambooth-captions', true])
  })
})
