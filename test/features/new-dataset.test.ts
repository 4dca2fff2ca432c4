import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { relativePath } from '../../server/src/base/path'
import { planNewDataset, type NewDatasetRequest } from '../../server/src/features/new-dataset'

const request: NewDatasetRequest = { goal: 'character', model: 'illustrious', trigger: 'lumi', repeats: 10, how: 'move' }
const names = ['a.PNG', 'b.Jpg', 'b.png', 'c.jfif', 'd.gif', 'e.heic', 'a.txt', 'readme.txt', 'a_1_2_3_4.png', '.hidden.png', 'notes.pdf']

function plan(more: Partial<NewDatasetRequest> = {}): { lines: readonly string[]; root: string; left: readonly string[]; title: string } {
  const { change, root, refusals } = planNewDataset({ ...request, ...more }, { path: '/raw', names, copyTo: '/lumi', bytesOf: () => new Uint8Array([1]) })
  const lines = change.files.map((file) => `${file.kind} ${file.path}${'to' in file && file.to !== undefined ? ` → ${relativePath(root, file.to)}` : ''}`)
  return { lines, root, left: refusals.map(({ path }) => path), title: formatMessage(change.title) }
}

describe('a new dataset', () => {
  it('is made of a folder of downloads, with names that the trainer finds', () => {
    const { lines, root, left, title } = plan()
    assert.deepEqual(lines, [
      'rename /raw/a.PNG → 10_lumi/a.PNG',
      'rename /raw/a.txt → 10_lumi/a.txt',
      'rename /raw/a_1_2_3_4.png → 10_lumi/a-1-2-3-4.png',
      'rename /raw/b.Jpg → 10_lumi/b.jpg',
      'rename /raw/b.png → 10_lumi/b-2.png',
      'rename /raw/c.jfif → 10_lumi/c.jpg',
      'transform /raw/d.gif → 10_lumi/d.png',
      'create /raw/taglore.json',
    ])
    assert.deepEqual([root, left, title], ['/raw', ['/raw/e.heic'], "New dataset 'raw': 6 images in '10_lumi'"])
  })

  it('can be a copy beside the downloads, which stay as they are', () => {
    const { lines, root } = plan({ how: 'copy' })
    assert.equal(root, '/lumi')
    assert.deepEqual(lines.filter((line) => /raw/.test(line)), ['transform /raw/d.gif → 10_lumi/d.png'])
    assert.ok(lines.includes('bytes /lumi/10_lumi/b-2.png') && lines.includes('create /lumi/taglore.json'))
  })

  it('says in taglore.json what it is for', () => {
    const textOf = (more: Partial<NewDatasetRequest>): unknown => {
      const { change } = planNewDataset({ ...request, ...more }, { path: '/raw', names, copyTo: '/lumi', bytesOf: () => undefined })
      const file = change.files.find(({ kind }) => kind === 'create')
      return file?.kind === 'create' ? JSON.parse(file.text) : undefined
    }
    assert.deepEqual(textOf({}), { goal: 'character', model: 'illustrious', concepts: [{ name: 'lumi', folders: ['10_lumi'], triggers: ['lumi'] }] })
    assert.deepEqual(textOf({ goal: 'style', trigger: '', repeats: 1 }), { goal: 'style', model: 'illustrious', concepts: [{ name: 'raw', folders: ['1_raw'], triggers: [] }] })
    assert.match(JSON.stringify(textOf({ trigger: 'a/b: c' })), /"folders":\["10_a b c"\],"triggers":\["a\/b: c"\]/)
  })

  it('is none without pictures', () => {
    assert.deepEqual(planNewDataset(request, { path: '/raw', names: ['a.txt'], copyTo: '/x', bytesOf: () => undefined }).change.files, [])
  })
})
