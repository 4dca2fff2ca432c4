// Pictures a second of the local tagger, against the runtime alone on the same model with its inputs ready. 0.9 is wanted: preparing
// pictures must not keep the model waiting.
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { disk } from '../../server/src/host/disk'
import { OnnxTagger } from '../../server/src/host/taggers/onnx/onnx-tagger'
import { loadRuntime } from '../../server/src/host/taggers/onnx/runtime'
import { PRODUCT, taggerFolder } from '../host/taggers/model-folder'

const SIZE = 448
/** About half a second an image on one core: the class of the small WD models. */
const CONVOLUTIONS = 180
const IMAGES = 10
const ROUNDS = 2

async function main(): Promise<void> {
  const world = await taggerFolder()
  try {
    const runtime = join(PRODUCT, 'node_modules/onnxruntime-node')
    const threads = Math.max(1, availableParallelism() - 1)
    const model = world.model('bench', { size: SIZE, convolutions: CONVOLUTIONS, batch: 1 })
    const images = await drawPictures(world.folder)
    const bare = await rateOfRuntime(runtime, join(model, 'model.onnx'), threads)
    let best = 0
    for (let round = 0; round < ROUNDS; round++) {
      const tagger = new OnnxTagger({ name: 'bench', modelFolder: model, runtime, fileSystem: disk, entry: world.entry, threads })
      // the start of the process and the loading of the model are not the rate: from the first answer to the last
      const times: number[] = []
      await tagger.run(images, { onScores: () => times.push(performance.now()), onFault: (_, fault) => console.log(fault.text) })
      best = Math.max(best, ((times.length - 1) * 1000) / ((times.at(-1) ?? 0) - (times[0] ?? 0)))
    }
    const again = await rateOfRuntime(runtime, join(model, 'model.onnx'), threads)
    const alone = Math.max(bare, again)
    if (Math.abs(bare - again) > alone / 10) console.log(`the machine is not at rest: the runtime alone made ${bare.toFixed(2)} and then ${again.toFixed(2)} images/s`)
    console.log(`runtime alone ${alone.toFixed(2)} images/s, local tagger ${best.toFixed(2)} images/s from 1024×1365 JPEG, ratio ${(best / alone).toFixed(3)} (≥ 0.9 wanted; ${threads} threads)`)
  } finally {
    world.remove()
  }
}

async function rateOfRuntime(folder: string, path: string, threads: number): Promise<number> {
  const { InferenceSession, Tensor } = loadRuntime(folder)
  const session = await InferenceSession.create(path, { executionProviders: ['cpu'], intraOpNumThreads: threads, interOpNumThreads: 1, graphOptimizationLevel: 'all' })
  const input = new Tensor('float32', new Float32Array(SIZE * SIZE * 3).fill(128), [1, SIZE, SIZE, 3])
  await session.run({ input })
  const start = performance.now()
  for (let count = 0; count < IMAGES; count++) await session.run({ input })
  return (IMAGES * 1000) / (performance.now() - start)
}

/** Photographs weigh more than drawings: noise over a gradient. */
async function drawPictures(folder: string): Promise<readonly string[]> {
  const [width, height] = [1024, 1365]
  const pixels = new Uint8Array(width * height * 3)
  let state = 1
  for (let at = 0; at < pixels.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    pixels[at] = (at % 256) / 2 + (state >>> 26)
  }
  const path = join(folder, 'photograph.jpg')
  await sharp(pixels, { raw: { width, height, channels: 3 } }).jpeg({ quality: 90 }).toFile(path)
  return Array.from({ length: IMAGES }, () => path)
}

void main()
