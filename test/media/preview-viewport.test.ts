import assert from 'node:assert/strict'
import { boxOf, FIT, fitScale, panBy, scaleOf, stepScale, zoomTo, type Frame } from '../../media/preview/viewport'

const frame: Frame = { picture: { width: 1000, height: 500 }, pane: { width: 400, height: 400 }, ratio: 1 }

describe('the zoom of the preview', () => {
  it('shows the whole picture in the middle', () => {
    assert.equal(fitScale(frame), 0.4)
    assert.deepEqual(boxOf(FIT, frame), { left: 0, top: 100, width: 400, height: 200 })
  })

  it('is 100 % where a pixel of the picture is one of the screen, however dense that is', () => {
    const whole = zoomTo(FIT, 1, { x: 200, y: 200 }, { ...frame, ratio: 2 })
    assert.equal(boxOf(whole, { ...frame, ratio: 2 }).width, 500)
  })

  it('keeps what is under the pointer where it is', () => {
    const at = { x: 100, y: 180 }
    const before = zoomTo(FIT, 1, { x: 200, y: 200 }, frame)
    const after = zoomTo(before, 3, at, frame)
    const point = (view: typeof before): readonly number[] => {
      const { left, top, width, height } = boxOf(view, frame)
      return [(at.x - left) / width, (at.y - top) / height].map((share) => Math.round(share * 1e6))
    }
    assert.deepEqual(point(after), point(before))
  })

  it('leaves no empty stripe beside a picture that is larger than the pane', () => {
    const moved = panBy(zoomTo(FIT, 1, { x: 0, y: 0 }, frame), 5000, 5000, frame)
    const { left, top } = boxOf(moved, frame)
    assert.deepEqual([left, Math.round(top)], [0, 0])
    const other = boxOf(panBy(moved, -5000, -5000, frame), frame)
    assert.deepEqual([other.left, Math.round(other.top)], [-600, -100])
  })

  it('keeps a picture that is smaller than the pane in its middle', () => {
    const small = panBy(zoomTo(FIT, 0.1, { x: 0, y: 0 }, frame), 300, 300, frame)
    assert.deepEqual(boxOf(small, frame), { left: 150, top: 175, width: 100, height: 50 })
  })

  it('goes by round steps, within limits', () => {
    assert.equal(stepScale(0.4, 1), 0.5)
    assert.equal(stepScale(1, -1), 0.7)
    assert.equal(stepScale(1, 1), 1.5)
    assert.equal(scaleOf(zoomTo(FIT, 1e9, { x: 0, y: 0 }, frame), frame), 32)
  })
})
