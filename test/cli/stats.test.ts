import assert from 'node:assert/strict'
import type { StatisticsReport } from '../../server/src/audit/statistics-report'
import { MemoryFiles, pngBytes } from '../support/memory-files'
import { runHere } from './run-cli'

const FILES = {
  '/set/10_lumi/01.png': pngBytes(),
  '/set/10_lumi/01.txt': 'lumi, 1girl, close-up, smile',
  '/set/10_lumi/02.png': pngBytes(),
  '/set/10_lumi/02.txt': 'lumi, 1girl, full body',
  '/set/2_koro/01.png': pngBytes(),
  '/set/2_koro/01.txt': 'koro, no humans, cat',
}

describe('taglore stats', () => {
  const stats = async (...more: string[]): Promise<string> => (await runHere(['stats', '/set', ...more], '/', { fileSystem: new MemoryFiles(FILES) })).out

  it('gives everything as JSON', async () => {
    const report = JSON.parse(await stats('--format', 'json')) as StatisticsReport
    assert.deepEqual([report.version, report.captions, report.samples, report.concepts.length], [1, 3, 22, 2])
    assert.deepEqual(report.tags[0], { tag: '1girl', captions: 2, effective: 20, postCount: report.tags[0]?.postCount, category: 'general', byFolder: { '10_lumi': 2 } })
    assert.equal(report.lengths.tokens?.least, 7)
    assert.deepEqual(report.concepts[0]?.coverage.find(({ wish }) => wish === 'close-up'), { wish: 'close-up', title: 'Close-ups', needed: true, covered: true, captions: 1, tags: ['close-up'] })
  })

  it('measures a part of the dataset', async () => {
    const { captions, concepts } = JSON.parse(await stats('--format', 'json', '--where', 'tag:smile')) as StatisticsReport
    assert.deepEqual([captions, concepts.map(({ name }) => name)], [1, ['lumi']])
  })

  it('reads well: tags by concept, wishes, what is absent', async () => {
    const text = await stats()
    assert.match(text, /^ {2}1girl +2 +20 +6\.0M +100 % +0 %$/m)
    assert.match(text, /^ {2}✗ {2}Other clothes +0$/m)
    assert.match(text, /absent: Upper body/)
    // side by side: what one concept has and the other lacks
    assert.match(text, /^ {2}Views +100 % +0 %$/m)
    assert.match(text, /^ {2}– Close-up +50 % +0 %$/m)
    assert.match(await stats('--format', 'markdown'), /^\| 1girl \| 2 \| 20 \| 6\.0M \| 100 % \| 0 % \|$/m)
  })

  it('gives the tags as CSV', async () => assert.match(await stats('--format', 'csv'), /^tag,captions,samples,posts,category\n1girl,2,20,\d+,general\n/))
})
