import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answerOf, TAGS, tagList } from '../../../scripts/tagger-model.mjs'
import { disk } from '../../../server/src/host/disk'
import { OnnxTagger, type OnnxTaggerOptions } from '../../../server/src/host/taggers/onnx/onnx-tagger'
import { TaggerError } from '../../../server/src/host/taggers/tagger'
import { SCORE_FLOOR, type ImageScores } from '../../../server/src/tagging/score'
import { PRODUCT, taggerFolder, type TaggerFolder } from './model-folder'

describe('the local tagger', () => {
  let world: TaggerFolder
  before(async () => {
    world = await taggerFolder()
  })
  after(() => world.remove())

  const tagger = (modelFolder: string, options: Partial<OnnxTaggerOptions> = {}) =>
    new OnnxTagger({ name: 'local', modelFolder, runtime: join(PRODUCT, 'node_modules/onnxruntime-node'), fileSystem: disk, entry: world.entry, threads: 1, lanes: 1, ...options })

  const tag = async (model: OnnxTagger, images: readonly string[], signal?: AbortSignal): Promise<{ scores: Map<string, ImageScores>; faults: string[] }> => {
    const scores = new Map<string, ImageScores>()
    const faults: string[] = []
    await model.run(images, { onScores: (image, found) => scores.set(image, found), onFault: (image) => faults.push(image), ...(signal && { signal }) })
    return { scores, faults }
  }

  /** What the model must say of a picture of one colour. */
  const expected = ([red, green, blue]: readonly [number, number, number]) => answerOf([blue, green, red]).flatMap((value, at) => (value >= SCORE_FLOOR ? [`${TAGS[at]?.name} ${value.toFixed(4)}`] : []))
  const spoken = (scores: ImageScores | undefined) => scores?.tags.map(({ name, score }) => `${name} ${score.toFixed(4)}`)
  const COLOURS = [[200, 30, 40], [10, 220, 90], [0, 0, 255], [255, 255, 255], [120, 130, 140]] as const

  for (const [how, options] of [
    ['with any number of pictures at once', { size: 8 }],
    ['with one picture at once, and names of its own', { size: 16, batch: 1, input: 'input_1:0', output: 'predictions_sigmoid' }],
    ['with a fixed number of pictures', { size: 8, batch: 2 }],
    ['with planes', { size: 8, layout: 'nchw' }],
  ] as const) {
    it(`gives the answers of a model ${how}`, async () => {
      const images = await world.pictures(COLOURS)
      const { scores } = await tag(tagger(world.model(how.replace(/\W+/g, '-'), options)), images)
      COLOURS.forEach((colour, at) => assert.deepEqual(spoken(scores.get(images[at] ?? '')), expected(colour)))
    })
  }

  it('takes values that are no probabilities yet from a model with a tag_mapping.json', async () => {
    const folder = world.model('mapping', { size: 8, layout: 'nchw', logits: true }, '')
    writeFileSync(join(folder, 'tag_mapping.json'), JSON.stringify(Object.fromEntries(TAGS.map(({ name }, at) => [at, { tag: name, category: at < 4 ? 'Rating' : 'General' }]))))
    const [image = ''] = await world.pictures([[255, 255, 255]])
    const { scores } = await tag(tagger(folder), [image])
    // white is 1 on every plane
    assert.equal(scores.get(image)?.tags.find(({ name }) => name === 'lumi_(mascot)')?.score.toFixed(4), (1 / (1 + Math.exp(-0.02))).toFixed(4))
    assert.equal(scores.get(image)?.tags[0]?.category, 'rating')
  })

  it('goes on over pictures that are none', async () => {
    const images = [...(await world.pictures([[1, 2, 3], [4, 5, 6]]))]
    const broken = join(world.folder, 'broken.png')
    writeFileSync(broken, 'no picture')
    const { scores, faults } = await tag(tagger(world.model('plain')), [images[0] ?? '', broken, join(world.folder, 'gone.png'), images[1] ?? ''])
    assert.deepEqual([[...scores.keys()].sort(), faults.sort()], [images.toSorted(), [broken, join(world.folder, 'gone.png')]])
  })

  it('says what is wrong with runtime, model and list', async () => {
    const images = await world.pictures([[1, 2, 3]])
    const fails = (model: OnnxTagger, message: RegExp) => assert.rejects(tag(model, images), (error) => error instanceof TaggerError && message.test(error.message))
    await fails(tagger(world.model('plain'), { runtime: join(world.folder, 'none') }), /no runtime that works/)
    await fails(tagger(world.folder), /is no tagger: there must be model\.onnx/)
    await fails(tagger(world.model('short', {}, tagList().split('\n').slice(0, 5).join('\n'))), /has 4 tags, but the model has 10/)
    await fails(tagger(world.model('values', { logits: true })), /gives no probabilities/)
    const spoilt = world.model('spoilt')
    writeFileSync(join(spoilt, 'model.onnx'), 'spoilt')
    await fails(tagger(spoilt), /cannot be run/)
    await fails(tagger(world.folder, { modelFolder: world.model('crash'), entry: join(world.folder, 'no-such-script.js') }), /process ended/)
  })

  it('ends at once when it is cancelled, at any moment', async () => {
    const images = await world.pictures(COLOURS)
    for (const after of [0, 1, 3]) {
      const stop = new AbortController()
      const seen: string[] = []
      if (after === 0) setTimeout(() => stop.abort(), 30)
      const work = tagger(world.model('plain')).run(images, {
        signal: stop.signal,
        onScores: (image) => {
          assert.ok(!stop.signal.aborted)
          if (seen.push(image) === after) stop.abort()
        },
        onFault: () => undefined,
      })
      await assert.rejects(work, (error) => error instanceof Error && error.name === 'AbortError')
      assert.equal(seen.length, after)
    }
  })

  it('tags 2,000 pictures without growing', async () => {
    const few = await world.pictures(COLOURS)
    const images = Array.from({ length: 2000 }, (_, at) => few[at % few.length] ?? '')
    const model = tagger(world.model('large', { size: 128 }))
    const kilobytes: number[] = []
    let done = 0
    await model.run(images, {
      onScores: () => {
        if (++done % 500 === 0) kilobytes.push(Number(execFileSync('ps', ['-o', 'rss=', '-p', String(model.pid)], { encoding: 'utf8' })))
      },
      onFault: () => assert.fail(),
    })
    assert.equal(kilobytes.length, 4)
    // the inputs of the 1,500 pictures in between are 295 MB; a third of them would be noticed
    assert.ok((kilobytes[3] ?? 0) - (kilobytes[0] ?? 0) < 100_000, kilobytes.join())
  })
})
