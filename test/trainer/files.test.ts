import assert from 'node:assert/strict'
import { captionCandidates, captionSuffix, classifyImageFile, foundImageSuffix, isPicture, type ImageFileOptions } from '../../server/src/trainer/files'

function checkFile(name: string, expected: string, options?: ImageFileOptions): void {
  const file = classifyImageFile(name, options)
  assert.equal(file.kind === 'missed' ? file.why : file.kind, expected, name)
  assert.equal(foundImageSuffix(name, options) !== undefined, expected === 'found', name)
}

describe('classifyImageFile', () => {
  it('finds the usual suffixes in lower and in upper case', () => {
    for (const name of ['a.png', 'a.PNG', 'a.jpg', 'a.JPEG', 'a.webp', 'a.bmp', 'a.b.png', 'a-masklabel.png']) checkFile(name, 'found')
  })
  it('misses mixed case unless the file system ignores case', () => {
    checkFile('a.Png', 'mixed-case')
    checkFile('a.jPG', 'mixed-case')
    checkFile('a.Png', 'found', { ignoreCase: true })
  })
  it('finds AVIF and JPEG XL only with their packages', () => {
    checkFile('a.avif', 'optional-type')
    checkFile('a.AVIF', 'found', { avif: true })
    checkFile('a.jxl', 'optional-type', { avif: true })
    checkFile('a.jxl', 'found', { jxl: true })
  })
  it('never finds other pictures', () => {
    for (const name of ['a.gif', 'a.tif', 'a.TIFF', 'a.jfif', 'a.heic']) checkFile(name, 'unfound-type')
  })
  it('skips names that begin with a dot', () => checkFile('folder/.a.png', 'hidden'))
  it('knows what is no picture', () => {
    for (const name of ['a.txt', 'png', '.png', 'a.npz']) {
      checkFile(name, 'other')
      assert.equal(isPicture(name), false)
    }
  })
})

describe('captionCandidates', () => {
  it('replaces the last suffix', () => {
    assert.deepEqual(captionCandidates('/set/1_a/b.c.png', '.txt'), ['/set/1_a/b.c.txt'])
  })
  it('adds the leading dot of the extension where it is missing', () => {
    assert.deepEqual(captionCandidates('/a.png', 'caption'), ['/a.caption'])
    assert.equal(captionSuffix('.txt'), '.txt')
  })
  it('also looks without the four pieces of a face crop', () => {
    assert.deepEqual(captionCandidates('/set/name_10_20_30_40.png', '.txt'), ['/set/name_10_20_30_40.txt', '/set/name.txt'])
  })
  it('counts underscores of the whole path', () => {
    assert.deepEqual(captionCandidates('/my_own_set/5_a/b_c.png', '.txt'), ['/my_own_set/5_a/b_c.txt', '/my.txt'])
    assert.deepEqual(captionCandidates('/own_set/5_a/b_c.png', '.txt').length, 1)
  })
})
