import assert from 'node:assert/strict'
import { planAddImages, type AddedImages } from '../../server/src/features/add-images'

function plan(files: readonly string[], more: Partial<AddedImages> = {}): { lines: readonly string[]; left: readonly string[] } {
  const { change, refusals } = planAddImages({ folder: '/set/10_lumi', present: ['lumi-01.png', 'lumi-09.png', 'cover.png'], files, bytesOf: (path) => new TextEncoder().encode(path), captionOf: () => undefined, suffix: '.txt', ...more })
  const lines = change.files.map((file) => `${file.kind} ${'to' in file && file.to !== undefined ? file.to : file.path}${file.kind === 'create' ? `: ${file.text.trim()}` : ''}`)
  return { lines, left: refusals.map(({ path }) => path) }
}

describe('images that are added to a concept', () => {
  it('are copied under names that are free, whatever their suffix', () => {
    assert.deepEqual(plan(['/in/new.png', '/in/COVER.jpg', '/in/lumi-01.PNG']).lines, ['bytes /set/10_lumi/COVER-2.jpg', 'bytes /set/10_lumi/lumi-01-2.PNG', 'bytes /set/10_lumi/new.png'])
  })

  it('bring their captions along; others get what was asked for', () => {
    const { lines } = plan(['/in/a.png', '/in/a.txt', '/in/b.png'], { captionOf: () => ({ text: 'lumi, solo' }) })
    assert.deepEqual(lines, ['bytes /set/10_lumi/a.png', 'bytes /set/10_lumi/a.txt', 'bytes /set/10_lumi/b.png', 'create /set/10_lumi/b.txt: lumi, solo'])
  })

  it('from a clipboard go on with the numbers of the folder', () => {
    assert.deepEqual(plan(['/in/image.png', '/in/1/image.png']).lines, ['bytes /set/10_lumi/lumi-10.png', 'bytes /set/10_lumi/lumi-11.png'])
    assert.deepEqual(plan(['/in/image.png'], { present: [] }).lines, ['bytes /set/10_lumi/lumi-1.png'])
  })

  it('are converted where no trainer reads them, and left where nothing can', () => {
    const { lines, left } = plan(['/in/a.gif', '/in/b.heic', '/in/c.pdf'])
    assert.deepEqual([lines, left], [['transform /set/10_lumi/a.png'], ['/in/b.heic', '/in/c.pdf']])
  })

  it('say where nothing is known for a caption', () => {
    const { lines, left } = plan(['/in/a.png'], { captionOf: () => ({ text: undefined }) })
    assert.deepEqual([lines, left], [['bytes /set/10_lumi/a.png'], ['/in/a.png']])
  })
})
