import assert from 'node:assert/strict'
import type { MemoryFiles } from '../../support/memory-files'
import { picture } from '../../support/pictures'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'rotated-image'
const TEXT = '//- 5_lumi/a.jpg\n//- 5_lumi/a_0120x0090_sdxl.npz\n//- 5_lumi/a.txt\nlumi, 1girl'

/** The image with this EXIF orientation. */
async function turned(orientation: number): Promise<(files: MemoryFiles) => void> {
  const bytes = await picture().withMetadata({ orientation }).jpeg().toBuffer()
  return (files) => void files.put('/set/5_lumi/a.jpg', bytes)
}

describe('rotated-image', () => {
  const cases: readonly (readonly [number, RegExp])[] = [
    [2, /a mirror image/],
    [3, /upside down/],
    [5, /on its side/],
    [6, /on its side/],
    [8, /on its side/],
  ]
  for (const [orientation, message] of cases) {
    it(`tells of EXIF orientation ${orientation}`, async () => {
      const { problems } = await checkDataset(`${TEXT}\n! 5_lumi/a.jpg rotated-image`, { rule, prepare: await turned(orientation) })
      assert.match(messagesOf(problems)[0] ?? '', message)
    })
  }

  it('turns the pixels, and takes away the latents of the old ones', async () => {
    const { problems, root } = await checkDataset(`${TEXT}\n! 5_lumi/a.jpg rotated-image`, { rule, prepare: await turned(6) })
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['transform 5_lumi/a.jpg: {"orient":true} as jpeg, keep metadata', 'delete 5_lumi/a_0120x0090_sdxl.npz'])
    assert.equal(problems[0]?.fixes[0]?.safe, false)
  })

  it('turns the mask along, and offers nothing where that would mirror it', async () => {
    const config = '//- masks/a.png\n//- dataset.toml\n[[datasets]]\n[[datasets.subsets]]\nimage_dir = "5_lumi"\nconditioning_data_dir = "masks"\n'
    const lying = await checkDataset(`${TEXT}\n${config}! 5_lumi/a.jpg rotated-image`, { rule, prepare: await turned(8) })
    assert.ok(describeChange(changeOf(lying.problems[0]), lying.root).includes('transform masks/a.png: {"turn":270} as png, keep metadata'), describeChange(changeOf(lying.problems[0]), lying.root).join())
    const mirrored = await checkDataset(`${TEXT}\n${config}! 5_lumi/a.jpg rotated-image`, { rule, prepare: await turned(5) })
    assert.deepEqual(mirrored.problems[0]?.fixes, [])
  })

  it('says nothing where the image stands as it is stored', async () => void (await checkDataset(TEXT, { rule, prepare: await turned(1) })))
  it('says nothing where another trainer turns it', async () => {
    await checkDataset(`${TEXT}\n//- taglore.json\n{"format":"ai-toolkit"}`, { rule, prepare: await turned(6) })
  })
})
