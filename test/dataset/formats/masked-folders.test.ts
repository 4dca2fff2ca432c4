import assert from 'node:assert/strict'
import { checkFormat } from './check-format'

describe('the format masked-folders', () => {
  it('knows a folder of masks by its name and the names in it', async () => {
    const { folders } = await checkFormat(
      `
//- images/{1..4}.png
//- masks/{1..3}.png
`,
      'masked-folders',
      ['images ×1'],
    )
    assert.deepEqual(folders[0]?.masks?.missing, ['/set/images/4.png'])
  })

  it('knows a folder of masks that is named after its images', async () => {
    const { folders } = await checkFormat('//- Lumi/{1..2}.png\n//- lumi_mask/{1..2}.png', 'masked-folders', ['Lumi ×1'])
    assert.deepEqual([folders[0]?.masks?.missing, folders[0]?.masks?.extra], [[], []])
    await checkFormat('//- lumi/{1..2}.png\n//- masked lumi/{1..2}.png', 'tree', ['lumi ×1', 'masked lumi ×1'])
  })

  it('takes other names for images of their own', () =>
    checkFormat(
      `
//- images/{1..4}.png
//- masks/{5..8}.png
`,
      'tree',
      ['images ×1', 'masks ×1'],
    ))
})
