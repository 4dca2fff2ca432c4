import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { comparePaths, folderOf, joinPath, nameOf } from '../../server/src/base/path'
import { planExclude, planRestore } from '../../server/src/changes/exclude'
import type { Sample } from '../../server/src/dataset/sample'

/** Plans for the samples of these images, in a dataset of these files; gives `from > to` without the root. */
function checkPlan(plan: typeof planExclude, files: readonly string[], images: readonly string[], expected: readonly string[], maskFolders: readonly string[] = []): void {
  const filesIn = (folder: string): string[] => files.map((file) => joinPath('/set', file)).filter((path) => folderOf(path) === folder).map(nameOf)
  const samples = images.map((image): Sample => {
    const path = joinPath('/set', image)
    const caption = path.replace(/\.\w+$/, '.txt')
    return { id: path, folder: folderOf(path), images: [{ path }], caption: files.includes(caption.slice(5)) ? { path: caption, text: '', size: 0, byteOrderMark: false } : undefined }
  })
  const change = plan(samples, { root: '/set', filesIn, maskFolders: () => maskFolders.map((folder) => joinPath('/set', folder)) })
  assert.deepEqual(change.files.map((file) => (file.kind === 'rename' ? `${file.path.slice(5)} > ${file.to.slice(5)}` : file.kind)), expected)
  assert.deepEqual(change.files.map(({ path }) => path), change.files.map(({ path }) => path).sort(comparePaths))
}

describe('excluding', () => {
  it('moves image, caption, masks and caches, and nothing of others', () =>
    checkPlan(
      planExclude,
      ['10_a/a.png', '10_a/a.txt', '10_a/a.npz', '10_a/a_0832x1216_sdxl.npz', '10_a/a_te_outputs.npz', '10_a/a_sd3_te.npz', '10_a/a_mask.png', '10_a/a-masklabel.png', '10_a/a_b.png', '10_a/a_b.txt', '10_a/a_b_0832x1216_sdxl.npz', '10_a/ab.png'],
      ['10_a/a.png'],
      ['a-masklabel.png', 'a.npz', 'a.png', 'a.txt', 'a_0832x1216_sdxl.npz', 'a_mask.png', 'a_sd3_te.npz', 'a_te_outputs.npz'].map((name) => `10_a/${name} > _excluded/10_a/${name}`),
    ))

  it('takes masks out of their folder', () => checkPlan(planExclude, ['a.png', 'masks/a.png', 'masks/b.png'], ['a.png'], ['a.png > _excluded/a.png', 'masks/a.png > _excluded/masks/a.png'], ['masks']))

  it('leaves settings where they are, whatever images are called', () => checkPlan(planExclude, ['taglore.png', 'taglore.json', 'taglore.toml'], ['taglore.png'], ['taglore.png > _excluded/taglore.png']))

  it('gives all files of a sample one number where the name is taken', () =>
    checkPlan(planExclude, ['a.png', 'a.txt', 'a_mask.png', '_excluded/A.png', '_excluded/a (2).txt'], ['a.png'], ['a.png > _excluded/a (3).png', 'a.txt > _excluded/a (3).txt', 'a_mask.png > _excluded/a (3)_mask.png']))

  it('leaves what is excluded already', () => checkPlan(planExclude, ['_excluded/a.png'], ['_excluded/a.png'], []))

  it('moves a mask that is listed as an image once', () => checkPlan(planExclude, ['a.png', 'a_mask.png'], ['a.png', 'a_mask.png'], ['a.png > _excluded/a.png', 'a_mask.png > _excluded/a_mask.png']))

  it('says what it does', () => {
    const sample: Sample = { id: '/set/a', folder: '/set', images: [{ path: '/set/a.png' }], caption: undefined }
    const world = { root: '/set', filesIn: () => [] }
    assert.equal(formatMessage(planExclude([sample], world).title), "Exclude 'a.png'")
    assert.equal(formatMessage(planRestore([], world).title), 'Restore 0 images')
  })
})

describe('restoring', () => {
  it('moves everything back', () => checkPlan(planRestore, ['_excluded/10_a/a.png', '_excluded/10_a/a.txt', '_excluded/10_a/a_mask.png'], ['_excluded/10_a/a.png'], ['a.png', 'a.txt', 'a_mask.png'].map((name) => `_excluded/10_a/${name} > 10_a/${name}`)))

  it('gives a number where the dataset has the name by now', () => checkPlan(planRestore, ['_excluded/a.png', '_excluded/a.txt', 'a.txt'], ['_excluded/a.png'], ['_excluded/a.png > a (2).png', '_excluded/a.txt > a (2).txt']))

  it('leaves what is not excluded', () => checkPlan(planRestore, ['a.png'], ['a.png'], []))
})
