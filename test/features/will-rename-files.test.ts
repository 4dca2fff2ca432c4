import assert from 'node:assert/strict'
import { relativePath } from '../../server/src/base/path'
import { followRenames } from '../../server/src/features/will-rename-files'
import { openDataset, ROOT } from '../support/world'

const SET = `
//- 10_lumi/a.png
//- 10_lumi/a.txt
lumi
//- 10_lumi/b.png
//- 10_lumi/b.txt
lumi
//- 10_lumi/c.png
//- 10_lumi/d.png
//- 10_lumi/d.jpg
//- 10_lumi/d.txt
lumi
//- 20_x/a.webp
//- 20_x/a.txt
x
//- masks/a.png
`

/** `from → to` of files that are renamed brings about the others. */
async function checkRenames(renames: readonly string[], expected: readonly string[], settings: object = {}): Promise<void> {
  const { workspace } = await openDataset(SET, { settings })
  const pairs = renames.map((line) => line.split(' → ')).map(([from, to]) => ({ from: `${ROOT}/${from}`, to: `${ROOT}/${to}` }))
  const found = followRenames(workspace, pairs)
  assert.deepEqual(found.map(({ from, to }) => `${relativePath(ROOT, from)} → ${relativePath(ROOT, to)}`), expected)
}

describe('files that go along when others are renamed', () => {
  it('the caption with its image', () => checkRenames(['10_lumi/a.png → 10_lumi/new.png'], ['10_lumi/a.txt → 10_lumi/new.txt']))
  it('the image with its caption', () => checkRenames(['20_x/a.txt → 20_x/new.txt'], ['20_x/a.webp → 20_x/new.webp']))
  it('to another folder', () => checkRenames(['10_lumi/a.png → 20_x/z.png'], ['10_lumi/a.txt → 20_x/z.txt']))
  it('several at once', () => checkRenames(['10_lumi/a.png → 10_lumi/1.png', '10_lumi/b.png → 10_lumi/2.png', '20_x/a.txt → 20_x/3.txt'], ['10_lumi/a.txt → 10_lumi/1.txt', '10_lumi/b.txt → 10_lumi/2.txt', '20_x/a.webp → 20_x/3.webp']))
  it('none that is renamed already', () => checkRenames(['10_lumi/a.png → 10_lumi/1.png', '10_lumi/a.txt → 10_lumi/1.txt'], []))
  it('none where the name is taken', async () => {
    await checkRenames(['10_lumi/a.png → 10_lumi/b.png'], [])
    await checkRenames(['10_lumi/c.png → 10_lumi/new.png'], [])
  })
  it('none where only the suffix changes, or a file stops being what it was', async () => {
    await checkRenames(['10_lumi/a.png → 10_lumi/a.jpg'], [])
    await checkRenames(['10_lumi/a.png → 10_lumi/new.psd'], [])
    await checkRenames(['10_lumi/a.png → 10_lumi/.new.png'], [])
    await checkRenames(['10_lumi/a.txt → 10_lumi/new.md'], [])
  })
  it('no caption that another image needs; with all of its images it goes', async () => {
    await checkRenames(['10_lumi/d.png → 10_lumi/new.png'], [])
    await checkRenames(['10_lumi/d.png → 10_lumi/new.png', '10_lumi/d.jpg → 10_lumi/new.jpg'], ['10_lumi/d.txt → 10_lumi/new.txt'])
    await checkRenames(['10_lumi/d.txt → 10_lumi/new.txt'], ['10_lumi/d.jpg → 10_lumi/new.jpg', '10_lumi/d.png → 10_lumi/new.png'])
  })
  it('no caption of a mask, and no mask', async () => {
    await checkRenames(['masks/a.png → masks/new.png'], [])
    await checkRenames(['10_lumi/a.png → 10_lumi/new.png'], ['10_lumi/a.txt → 10_lumi/new.txt'])
  })
  it('dots in a name are part of it', () => checkRenames(['10_lumi/a.png → 10_lumi/v1.5 final.png'], ['10_lumi/a.txt → 10_lumi/v1.5 final.txt']))
})
