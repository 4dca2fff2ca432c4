import assert from 'node:assert/strict'
import { findDatasetRoot } from '../../server/src/dataset/find-root'
import { readCaption } from '../../server/src/dataset/read-caption'
import { readImage } from '../../server/src/dataset/read-image'
import { pairFiles, scanDataset } from '../../server/src/dataset/scan'
import { excludeMatcher, loadSettings } from '../../server/src/host/load-dataset'
import { MemoryFiles, pngBytes } from '../support/memory-files'

function setOf(...paths: readonly string[]): MemoryFiles {
  const files = new MemoryFiles()
  for (const path of paths) files.put(`/set/${path}`, path.endsWith('.png') ? pngBytes() : path.endsWith('.json') ? '{}' : 'x')
  return files
}

async function checkSamples(files: MemoryFiles, expected: readonly string[], excluded = excludeMatcher([])): Promise<void> {
  const { samples } = await scanDataset(files, '/set', { captionExtension: '.txt', excluded })
  assert.deepEqual(samples.map(({ id }) => id.slice('/set/'.length)), expected)
}

describe('a scan', () => {
  it('never enters hidden folders, node_modules, _excluded and what is excluded', () =>
    checkSamples(setOf('1_a/1.png', '.git/1.png', 'node_modules/1_x/1.png', '_excluded/1_a/1.png', '1_old/1.png', '1_a/.hidden.png', '1_a/bad.png'), ['1_a/1'], excludeMatcher(['1_old', '1_a/bad.*'])))
  it('leaves folders with a taglore.json of their own to themselves', () => checkSamples(setOf('1_a/1.png', '2_b/1.png', '2_b/taglore.json', 'taglore.json'), ['1_a/1']))
  it('reads the direct folders with repeats only, where there are any', () => checkSamples(setOf('1_a/1.png', '1_a/deep/1.png', 'plain/1.png', '0_off/1.png'), ['1_a/1']))
  it('takes captions of any case of the suffix and stems in any Unicode form', () => {
    const [draft] = pairFiles('/set', ['cafe\u0301.PNG', 'caf\u00e9.TXT'], 'txt')
    assert.deepEqual(draft, { id: '/set/caf\u00e9', folder: '/set', images: ['/set/cafe\u0301.PNG'], caption: '/set/caf\u00e9.TXT' })
  })
  it('looks for orphans only where there are pairs, and never among papers', () => {
    assert.deepEqual(pairFiles('/set', ['notes about it.txt', 'x.txt'], '.txt').map(({ id }) => id), [])
    assert.deepEqual(pairFiles('/set', ['a.png', 'a.txt', 'x.txt', 'README.txt', 'prompts.txt'], '.txt').map(({ id }) => id), ['/set/a', '/set/x'])
  })
  it('stops when it is told to', async () => {
    const stop = new AbortController()
    stop.abort()
    await assert.rejects(scanDataset(setOf('1_a/1.png'), '/set', { captionExtension: '.txt', excluded: () => false, signal: stop.signal }), /abort/i)
  })
  it('tells its progress', async () => {
    const seen: string[] = []
    await scanDataset(setOf('1_a/1.png', '1_a/2.png'), '/set', { captionExtension: '.txt', excluded: () => false, onProgress: (done, total) => seen.push(`${done}/${total}`) })
    assert.deepEqual(seen, ['1/2', '2/2'])
  })
})

describe('the root of a dataset', () => {
  const rootOf = (files: MemoryFiles, folder: string): Promise<string | undefined> => findDatasetRoot(files, folder, ['.txt'])
  it('is the nearest folder upwards with a taglore.json', async () => {
    const files = setOf('taglore.json', 'in/taglore.json', 'in/1_a/1.png')
    assert.equal(await rootOf(files, '/set/in/1_a'), '/set/in')
    assert.equal(await rootOf(files, '/set/out/2_b'), '/set')
  })
  it('is the parent of a folder with repeats', async () => assert.equal(await rootOf(setOf('1_a/1.png'), '/set/1_a'), '/set'))
  it('is the folder itself where it has a pair', async () => assert.equal(await rootOf(setOf('plain/1.png', 'plain/1.txt'), '/set/plain'), '/set/plain'))
  it('is none where nothing tells of one', async () => assert.equal(await rootOf(setOf('plain/1.png', 'plain/2.txt'), '/set/plain'), undefined))
})

describe('settings of a dataset', () => {
  const layers = [{ origin: 'editor' as const, values: { goal: 'style' } }]
  it('are those of its taglore.json above all others', async () => {
    const { values, originOf } = await loadSettings(new MemoryFiles({ '/set/taglore.json': '\ufeff{ "model": "pony", /* mine */ }' }), '/set', { layers, trusted: true })
    assert.deepEqual([values.goal, values.model, originOf('goal'), originOf('model')], ['style', 'pony', 'editor', 'taglore.json'])
  })
  it('are the others where the file cannot be read, with one problem', async () => {
    const { values, problems } = await loadSettings(new MemoryFiles({ '/set/taglore.json': '{}' }).fail('/set/taglore.json', 'no-permission'), '/set', { layers, trusted: true })
    assert.deepEqual([values.goal, problems.length], ['style', 1])
  })
  it('reject where a file that was asked for is not there', () =>
    assert.rejects(loadSettings(new MemoryFiles(), '/set', { layers, trusted: true, settingsFile: '/mine.json' }), /not-found/))
  it('leave out what lies in an excluded folder', () => {
    const matches = excludeMatcher(['old', '**/draft*'])
    assert.deepEqual(['old', 'old/1_a/1.png', 'older/1.png', '1_a/draft/1.png', '1_a/draft1.png'].map(matches), [true, true, false, true, true])
  })
})

describe('a caption file', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
  it('is strict UTF-8', () => assert.equal(readCaption('/a.txt', bytes(0x61, 0xff)).fault, 'not-utf8'))
  it('has no NUL bytes', () => assert.equal(readCaption('/a.txt', bytes(0x61, 0)).fault, 'nul-bytes'))
  it('is told to have a byte order mark, which is no part of its text', () => {
    const { text, byteOrderMark } = readCaption('/a.txt', bytes(0xef, 0xbb, 0xbf, 0x61))
    assert.deepEqual([text, byteOrderMark], ['a', true])
  })
  it('has at most a megabyte', () => {
    assert.equal(readCaption('/a.txt', new Uint8Array(1024 * 1024).fill(97)).fault, undefined)
    assert.equal(readCaption('/a.txt', new Uint8Array(1024 * 1024 + 1).fill(97)).fault, 'too-large')
  })
})

describe('an image file', () => {
  const faultOf = async (content: Uint8Array | string): Promise<string | undefined> => (await readImage(new MemoryFiles({ '/a.png': content }), '/a.png')).fault
  it('that is whole has a header and no fault', async () => {
    const { header, fault } = await readImage(new MemoryFiles({ '/a.png': pngBytes(640, 480) }), '/a.png')
    assert.deepEqual([header?.width, header?.height, fault], [640, 480, undefined])
  })
  it('may be empty, cut off, a text or a pointer', async () => {
    assert.deepEqual(await Promise.all([faultOf(''), faultOf(pngBytes().slice(0, 30)), faultOf(pngBytes().slice(0, 12)), faultOf('hello'), faultOf('version https://git-lfs.github.com/spec/v1\n')]), ['empty', 'truncated', 'truncated', 'not-an-image', 'lfs-pointer'])
  })
  it('that is something else and huge is not read in full', async () => {
    const files = new MemoryFiles({ '/a.png': new Uint8Array(400_000).fill(65) })
    assert.equal((await readImage(files, '/a.png')).fault, 'not-an-image')
    assert.equal(files.calls.get('read /a.png'), undefined)
  })
  it('that may not be read is told so', async () => assert.equal((await readImage(new MemoryFiles({ '/a.png': 'x' }).fail('/a.png', 'no-permission'), '/a.png')).fault, 'unreadable'))
})
