import assert from 'node:assert/strict'
import { join } from 'node:path'
import { ImageProcess, ImageProcessError, type ImageProcessFailure } from '../../server/src/host/image-process'

const entry = join(__dirname, 'fixtures/image-process.cjs')

function failsWith(failure: ImageProcessFailure): (error: unknown) => boolean {
  return (error) => error instanceof ImageProcessError && error.failure === failure
}

describe('the image process', () => {
  let images: ImageProcess
  afterEach(() => images.stop())

  it('starts with the first picture and answers the next ones too', async () => {
    images = new ImageProcess({ entry })
    const [first, second] = await Promise.all([images.thumbnail('/a.png', 64), images.thumbnail('/b.png', 128)])
    assert.deepEqual([first[0], second[0], first[1]], [64, 128, second[1]])
  })

  it('tells a picture that cannot be decoded from a process that is gone', async () => {
    images = new ImageProcess({ entry })
    await assert.rejects(images.thumbnail('/broken.jpg', 64), failsWith('undecodable'))
    await assert.rejects(images.thumbnail('/crash.png', 64), failsWith('crashed'))
  })

  it('starts again after a crash; what was under way is rejected, not repeated', async () => {
    images = new ImageProcess({ entry })
    const results = await Promise.allSettled([images.thumbnail('/crash.png', 64), images.thumbnail('/hang.png', 64)])
    assert.deepEqual(results.map(({ status }) => status), ['rejected', 'rejected'])
    assert.equal((await images.thumbnail('/a.png', 64))[0], 64)
  })

  it('gives up after three crashes in a minute, and tries again after it', async () => {
    let now = 0
    images = new ImageProcess({ entry, now: () => now })
    for (let crash = 0; crash < 3; crash++) await assert.rejects(images.thumbnail('/crash.png', 64), failsWith('crashed'))
    await assert.rejects(images.thumbnail('/a.png', 64), failsWith('crashes-too-often'))
    now = 61_000
    assert.equal((await images.thumbnail('/a.png', 64))[0], 64)
  })

  it('is ended when it hangs', async () => {
    images = new ImageProcess({ entry, patience: 50 })
    await assert.rejects(images.thumbnail('/hang.png', 64), failsWith('hung'))
    images = new ImageProcess({ entry })
    assert.equal((await images.thumbnail('/a.png', 64))[0], 64)
  })

  it('that is not there at all is a failure like any other', async () => {
    images = new ImageProcess({ entry: join(__dirname, 'fixtures/nothing.cjs') })
    await assert.rejects(images.thumbnail('/a.png', 64), failsWith('crashed'))
  })

  it('rejects what is under way when it is stopped', async () => {
    images = new ImageProcess({ entry })
    const asked = images.thumbnail('/hang.png', 64)
    images.stop()
    await assert.rejects(asked, failsWith('stopped'))
  })

  it('does what somebody waits for before work over a whole dataset', async () => {
    images = new ImageProcess({ entry, lanes: 1 })
    const order = (path: string, priority: 'now' | 'soon' | 'idle'): Promise<unknown> => images.facts(path, { priority })
    // the first one is under way at once
    const answers = await Promise.all([order('/0.png', 'idle'), order('/1.png', 'idle'), order('/2.png', 'soon'), order('/3.png', 'now')])
    assert.deepEqual(answers, [{ order: 1 }, { order: 4 }, { order: 3 }, { order: 2 }])
  })

  it('never begins what was given up while it waited', async () => {
    images = new ImageProcess({ entry, lanes: 1 })
    const gone = new AbortController()
    const first = images.facts('/0.png')
    const given = images.facts('/1.png', { signal: gone.signal })
    const last = images.facts('/2.png')
    gone.abort(new Error('scrolled away'))
    await assert.rejects(given, /scrolled away/)
    assert.deepEqual([await first, await last], [{ order: 1 }, { order: 2 }])
    await assert.rejects(images.facts('/3.png', { signal: gone.signal }), /scrolled away/)
  })

  it('lets go at once of what is given up under way', async () => {
    images = new ImageProcess({ entry, lanes: 2 })
    const gone = new AbortController()
    const given = images.facts('/hang.png', { signal: gone.signal })
    await images.facts('/0.png')
    gone.abort(new Error('closed'))
    await assert.rejects(given, /closed/)
  })

  it('goes on after a crash with what had not begun', async () => {
    images = new ImageProcess({ entry, lanes: 1 })
    const results = await Promise.allSettled([images.thumbnail('/crash.png', 64), images.thumbnail('/a.png', 64), images.thumbnail('/broken.png', 64), images.thumbnail('/b.png', 64)])
    assert.deepEqual(results.map(({ status }) => status), ['rejected', 'fulfilled', 'rejected', 'fulfilled'])
  })
})
