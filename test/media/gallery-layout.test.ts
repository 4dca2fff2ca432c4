import assert from 'node:assert/strict'
import { createLayout, moveFrom, placeOf, sectionOf, visibleIn } from '../../media/gallery/layout'
import type { GalleryGroup } from '../../server/src/protocol/gallery'

const METRICS = { width: 448, cell: 100, text: 40, gap: 10, heading: 30 }
const group = (key: string, images: number): GalleryGroup => ({ key, title: key, detail: '', images })
const plain = createLayout([], 10, new Set(), METRICS)
const grouped = createLayout([group('a', 5), group('b', 1), group('c', 6)], 12, new Set(), METRICS)
const closed = createLayout([group('a', 5), group('b', 1), group('c', 6)], 12, new Set(['b']), METRICS)

describe('the layout of the gallery', () => {
  it('fills the width with cells that are all alike', () => {
    assert.deepEqual([plain.columns, plain.cellWidth, plain.cellHeight, plain.height], [4, 104, 144, 3 * 154])
    assert.deepEqual(createLayout([], 3, new Set(), { ...METRICS, width: 60 }).columns, 1)
  })

  it('draws the rows that are seen, and nothing else of fifty thousand images', () => {
    const large = createLayout([], 50_000, new Set(), METRICS)
    assert.deepEqual(visibleIn(large, 0, 300, 10).positions, [[0, 8]])
    assert.deepEqual(visibleIn(large, 154 * 1000, 154 * 1000 + 300, 10).positions, [[4000, 4008]])
    assert.deepEqual(visibleIn(large, large.height - 10, large.height + 500, 10).positions, [[49_996, 50_000]])
  })

  it('parts groups by their headings, and hides the cells of one that is closed', () => {
    assert.deepEqual(grouped.sections.map(({ top, cells, bottom }) => [top, cells, bottom]), [[0, 30, 338], [338, 368, 522], [522, 552, 860]])
    assert.deepEqual(visibleIn(grouped, 300, 560, 10), { positions: [[4, 5], [5, 6], [6, 10]], sections: grouped.sections })
    assert.deepEqual(closed.sections.map(({ top }) => top), [0, 338, 368])
    assert.deepEqual(visibleIn(closed, 0, 900, 10).positions, [[0, 5], [6, 12]])
    const section = sectionOf(grouped, 7)
    assert.deepEqual(section && [section.group?.key, placeOf(grouped, section, 7, 10)], ['c', { x: 114, y: 552 }])
  })

  const moves: readonly (readonly [string, number, number | undefined])[] = [
    ['ArrowRight', 4, 5],
    ['ArrowLeft', 0, undefined],
    ['ArrowDown', 2, 4],
    ['ArrowDown', 4, 5],
    ['ArrowDown', 5, 6],
    ['ArrowUp', 7, 5],
    ['ArrowUp', 5, 4],
    ['End', 0, 11],
    ['Home', 11, 0],
    ['PageDown', 0, 5],
    ['PageDown', 10, 11],
    ['PageUp', 11, 5],
  ]
  for (const [key, from, to] of moves) it(`leads from ${from} with ${key} to ${to ?? 'nowhere'}`, () => assert.equal(moveFrom(grouped, from, key, 2), to))

  it('passes over a group that is closed', () => {
    assert.equal(moveFrom(closed, 4, 'ArrowRight', 2), 6)
    assert.equal(moveFrom(closed, 6, 'ArrowUp', 2), 4)
  })
})
