import assert from 'node:assert/strict'
import { createPictures } from '../../media/gallery/pictures'

describe('the pictures of the gallery', () => {
  const real = { setTimeout, clearTimeout }
  let now = 0
  let waiting: { readonly id: number; readonly at: number; readonly work: () => void }[] = []

  beforeEach(() => {
    waiting = []
    let id = 0
    const set = (work: () => void, milliseconds: number): number => waiting.push({ id: ++id, at: now + milliseconds, work }) && id
    const clear = (gone: number): void => void (waiting = waiting.filter((timer) => timer.id !== gone))
    Object.assign(globalThis, { setTimeout: set, clearTimeout: clear })
  })

  afterEach(() => void Object.assign(globalThis, real))

  function pass(milliseconds: number): void {
    now += milliseconds
    const due = waiting.filter(({ at }) => at <= now)
    waiting = waiting.filter(({ at }) => at > now)
    for (const { work } of due) work()
  }

  function start() {
    const asked: string[] = []
    const pictures = createPictures({ thumbnails: (images, side) => asked.push(`${side} ${images.join('')}`), items: (images) => asked.push(`words ${images.join('')}`) })
    return { pictures, asked }
  }

  it('are asked for at once, then when there is time, each once', () => {
    const { pictures, asked } = start()
    pictures.want(['a', 'b'], 256)
    assert.deepEqual(asked.splice(0), ['256 ab', 'words ab'])
    pictures.took([{ image: 'a', size: 256, data: 'data:', message: null }])
    pictures.want(['a', 'b', 'c'], 256)
    assert.deepEqual(asked.splice(0), [])
    pass(100)
    assert.deepEqual(asked.splice(0), ['256 bc', 'words c'])
  })

  it('are not asked for while the page goes past them, and what was under way is given up', () => {
    const { pictures, asked } = start()
    pictures.want(['a'], 256)
    asked.splice(0)
    for (const image of 'bcdef') {
      pictures.want([image], 256, true)
      pass(16)
    }
    assert.deepEqual(asked.splice(0), ['256 '])
    pass(100)
    assert.deepEqual(asked.splice(0), ['256 f', 'words f'])
  })

  it('that come before anything is wanted are not asked for again', () => {
    const { pictures, asked } = start()
    pictures.took([{ image: 'a', size: 256, data: 'data:', message: null }])
    pictures.tookItems([{ image: 'a', name: 'a', caption: null, tags: 0, size: null, bucket: null, concept: null, repeats: null, level: null, problems: [], problemCount: 0, stamp: 1 }])
    pictures.want(['a', 'b'], 256)
    assert.deepEqual(asked, ['256 b', 'words b'])
    assert.equal(pictures.picture('a')?.data, 'data:')
    pictures.want(['a'], 512)
    assert.equal(pictures.picture('a'), undefined)
  })
})
