import assert from 'node:assert/strict'
import { collectFacts } from '../../server/src/planning/collect-facts'
import { planTraining } from '../../server/src/planning/plan-training'
import type { PlanOptions } from '../../server/src/planning/plan-options'
import { makeBucketTable, type Size } from '../../server/src/trainer/buckets'
import { openDataset } from '../support/world'
import { pngBytes } from '../support/memory-files'
import { copies, factsOf, subset } from './facts'

/** The 17 buckets at 512, each as an image that is exactly so. */
const SMALL = makeBucketTable({ resolution: [512, 512], min: 256, max: 1024, step: 64, noUpscale: false })

function planned(sizes: readonly Size[], repeats: number, options: PlanOptions) {
  return planTraining(factsOf([subset(sizes, repeats)], { model: 'sd15' }), { epochs: 10, ...options })
}

function spread(counts: readonly number[]): readonly Size[] {
  return counts.flatMap((count, index) => copies(SMALL[index] ?? [0, 0], count))
}

const SEVENTEEN = [...Array.from({ length: 16 }, () => 3), 2]

describe('planTraining', () => {
  describe('steps', () => {
    const cases: readonly (readonly [name: string, sizes: readonly Size[], repeats: number, options: PlanOptions, batches: number, steps: number, formula: number])[] = [
      ['one bucket', copies([512, 512], 50), 10, { batch: 4 }, 125, 1250, 1250],
      ['two batches gathered', copies([512, 512], 50), 10, { batch: 4, accumulation: 2 }, 125, 630, 1250],
      ['five uneven buckets', spread([23, 11, 9, 5, 2]), 10, { batch: 4 }, 127, 1270, 1250],
      ['seventeen buckets with repeats', spread(SEVENTEEN), 10, { batch: 4 }, 133, 1330, 1250],
      ['seventeen buckets without repeats', spread(SEVENTEEN), 1, { batch: 4 }, 17, 170, 125],
      ['a batch larger than any bucket', spread(SEVENTEEN), 1, { batch: 6 }, 17, 170, 500 / 6],
      ['two graphics cards', copies([512, 512], 50), 10, { batch: 4, gpus: 2 }, 125, 630, 1250],
    ]
    for (const [name, sizes, repeats, options, batches, steps, formula] of cases) {
      it(`of ${name} are those of the trainer, beside the formula`, () => {
        const plan = planned(sizes, repeats, options)
        assert.deepEqual([plan.batchesPerEpoch.value, plan.steps.real.value, plan.steps.formula.value], [batches, steps, formula])
        assert.equal(plan.steps.difference.at(-1)?.total ?? formula, steps)
      })
    }

    it('count balanced regularisation, which doubles them', () => {
      const facts = factsOf([subset(copies([512, 512], 20), 10), subset(copies([512, 512], 50), 1, { folder: '1_girl', regularization: true })], { model: 'sd15' })
      const plan = planTraining(facts, { epochs: 1, batch: 4 })
      assert.deepEqual([plan.images.value, plan.samples.value, plan.regularization.samples, plan.regularization.images], [20, 200, 200, 50])
      assert.deepEqual([plan.steps.formula.value, plan.steps.real.value], [50, 100])
    })

    it('leave out regularisation images that are too many', () => {
      const facts = factsOf([subset(copies([512, 512], 10), 10), subset(copies([512, 512], 15), 10, { folder: '10_girl', regularization: true })])
      assert.deepEqual(planTraining(facts).regularization.unused, 5)
    })

    it('without files are as many as the notes ask for at least', () => {
      for (const [goal, least] of [['character', 1000], ['style', 2500], ['concept', 3000]] as const) {
        const plan = planTraining(factsOf([subset(copies([512, 512], 50), 1)]), { goal, batch: 1 })
        assert.equal(plan.steps.minimum.value, least)
        assert.equal(plan.epochs.value, least / 50)
        assert.ok(!plan.notes.some(({ id }) => id === 'few-steps'))
      }
    })

    it('follow the repeats chosen for a folder', () => assert.equal(planned(copies([512, 512], 50), 10, { batch: 1, repeats: { '10_x': 2 } }).steps.real.value, 1000))

    it('of no images are none, and the plan says so', () => {
      const plan = planTraining(factsOf([]))
      assert.deepEqual([plan.steps.real.value, plan.notes[0]?.id], [0, 'no-images'])
    })
  })

  describe('buckets', () => {
    const small = { model: 'sd15' }
    const large = { model: 'sdxl' }
    const cases: readonly (readonly [image: Size, settings: object, bucket: Size, lost: number, upscaled: number])[] = [
      [[1920, 1080], small, [640, 384], 6.3, 0],
      [[800, 1200], small, [384, 640], 10.07, 0],
      [[640, 512], small, [576, 448], 2.82, 0],
      [[300, 400], small, [448, 576], 3.52, 1],
      [[3000, 500], small, [1024, 256], 33.33, 0],
      [[1000, 2500], small, [320, 768], 4, 0],
      [[800, 900], small, [448, 576], 12.5, 0],
      [[1920, 1080], large, [1344, 768], 1.54, 0],
      [[832, 1216], large, [832, 1216], 0, 0],
      [[2000, 3000], large, [832, 1216], 2.56, 0],
      [[832, 1216], { ...large, buckets: { max: 1024 } }, [704, 1024], 0.49, 0],
      [[1000, 1000], { ...large, buckets: { noUpscale: true } }, [960, 960], 7.84, 0],
      [[700, 900], { ...large, buckets: { noUpscale: true } }, [640, 896], 8.98, 0],
      [[800, 1200], { ...small, buckets: { noUpscale: true } }, [384, 576], 0, 0],
      [[1000, 1000], { ...small, resolution: [512, 768] }, [576, 576], 0, 0],
    ]
    for (const [image, settings, bucket, lost, upscaled] of cases) {
      it(`bring ${image.join('×')} to ${bucket.join('×')} under ${JSON.stringify(settings)}`, () => {
        const [dataset] = planTraining(factsOf([subset([image], 1)], settings)).datasets
        assert.deepEqual(dataset?.buckets.map(({ width, height }) => [width, height]), [bucket])
        assert.deepEqual([(100 * (dataset?.costs.mostLost ?? -1)).toFixed(2), dataset?.costs.upscaled], [lost.toFixed(2), upscaled])
      })
    }

    it('are on without training files, and the plan says what the trainer would do', () => {
      const plan = planTraining(factsOf([subset([[512, 512]], 1)]))
      assert.equal(plan.datasets[0]?.enabled.value, true)
      assert.match(plan.datasets[0]?.enabled.source.text ?? '', /trainer itself leaves it off/)
      assert.ok(plan.notes.some(({ id }) => id === 'assumed-buckets'))
    })

    it('that cannot be are told', () => {
      const plan = planTraining(factsOf([subset([[512, 512]], 1)], { model: 'sdxl', buckets: { max: 512 } }))
      assert.ok(plan.notes.some(({ id, level }) => id === 'max-below-resolution' && level === 'warning'))
    })
  })

  describe('rates, network and resolution', () => {
    it('begin where the notes do, and say what a larger batch allows', () => {
      const { rates } = planned(copies([512, 512], 4), 1, { batch: 4, accumulation: 2 })
      assert.deepEqual([rates.unet.value, rates.textEncoder.value, rates.together], [1e-4, 5e-5, 8])
      assert.deepEqual([rates.advice.unet, rates.advice.textEncoder], [8e-4, 5e-5])
    })

    it('advises LoRA and LoCon for people and LoHa for styles', () => {
      const advised = (goal: 'character' | 'style') => planned([[512, 512]], 1, { goal }).network.choices.filter((choice) => choice.advised).map(({ kind }) => kind)
      assert.deepEqual([advised('character'), advised('style')], [['lora', 'locon'], ['loha']])
    })

    it('sizes every kind at usual ranks and at the one in force, each as it would be if it were chosen', () => {
      const facts = factsOf([subset(copies([512, 512], 50), 1)], { model: 'sd15' })
      const { network } = planTraining(facts, { network: 'lora', dim: 20 })
      for (const { kind, size, ranks } of network.choices) {
        assert.deepEqual(ranks.map(({ dim }) => dim), [4, 8, 16, 20, 32, 64, 128], kind)
        assert.equal(ranks.find(({ dim }) => dim === 20)?.bytes, size?.bytes, kind)
        const chosen = planTraining(facts, { network: kind, dim: 20 }).network.choices.find((choice) => choice.kind === kind)
        assert.equal(chosen?.size?.bytes, size?.bytes, kind)
      }
    })

    it('proposes the resolution of most images, and tells what each choice costs', () => {
      const proposed = (sizes: readonly Size[], model: 'sd15' | 'sdxl') => {
        const found = planTraining(factsOf([subset(sizes, 1)], { model })).resolution.choices.filter((choice) => choice.proposed)
        return found.map(({ width, height }) => [width, height])
      }
      assert.deepEqual(proposed([[800, 1200], [800, 1200], [500, 500]], 'sd15'), [[512, 768]])
      assert.deepEqual(proposed([[1200, 800], [1200, 800], [500, 500]], 'sd15'), [[768, 512]])
      assert.deepEqual(proposed([[1200, 800], [800, 1200], [500, 500]], 'sd15'), [[512, 512]])
      assert.deepEqual(proposed([[800, 1200]], 'sdxl'), [[832, 1216]])
      const { choices } = planTraining(factsOf([subset([[600, 600]], 1)], { model: 'sd15' })).resolution
      assert.deepEqual(choices.map(({ width, height, costs }) => [width, height, costs.upscaled]), [[512, 512, 0], [512, 768, 0], [768, 512, 0], [640, 640, 1], [768, 768, 1]])
    })

    it('advises base models, users’ own first, and keeps none from being used', () => {
      const names = (goal: 'character' | 'style', settings: object = {}) => planTraining(factsOf([], { model: 'sd15', ...settings }), { goal }).baseModels.map(({ name }) => name)
      assert.deepEqual(names('character').slice(0, 2), ['NAI', 'ACertainty'])
      assert.equal(names('style')[0], 'AnyLoRA')
      assert.deepEqual(names('style').slice(-2), ['PastelMix', 'AOM'])
      assert.equal(names('style', { baseModels: [{ name: 'Mine', goals: ['style'] }] })[0], 'Mine')
    })
  })

  describe('of files', () => {
    const config = `
[general]
enable_bucket = true
caption_extension = ".txt"

[[datasets]]
resolution = 512
batch_size = 2

  [[datasets.subsets]]
  image_dir = "lumi"
  num_repeats = 3

[[datasets]]
resolution = 768
batch_size = 1

  [[datasets.subsets]]
  image_dir = "lumi"
`
    async function opened(training = '') {
      const files = new Map<string, string | Uint8Array>([['dataset.toml', config], ['lumi/a.png', pngBytes(512, 512)], ['lumi/a.txt', 'lumi, smile'], ['lumi/b.png', pngBytes(512, 768)], ['lumi/b.txt', 'lumi']])
      if (training !== '') files.set('config.toml', training)
      return collectFacts((await openDataset(files)).dataset)
    }

    it('counts every dataset with its own batch, and says which file and key', async () => {
      const plan = planTraining(await opened(), { epochs: 1 })
      assert.deepEqual(plan.datasets.map(({ batch, samples, batches, resolution }) => [batch.value, samples, batches, resolution.value[0]]), [[2, 6, 4, 512], [1, 2, 2, 768]])
      assert.deepEqual([plan.steps.formula.value, plan.steps.real.value], [5, 6])
      assert.deepEqual(plan.datasets[0]?.batch.source, { text: '{0}: {1}', args: ['dataset.toml', 'batch_size'] })
      assert.deepEqual(plan.folders[0]?.repeats.source.args, ['dataset.toml', 'num_repeats'])
      assert.equal(plan.images.value, 2)
    })

    it('takes rates, epochs and scheduler from the training configuration, and the trainer’s defaults for the rest', async () => {
      const plan = planTraining(await opened('dataset_config = "dataset.toml"\nnetwork_module = "lycoris.kohya"\nnetwork_args = ["algo=lokr", "factor=8"]\nunet_lr = 2e-4\nlr_scheduler = "cosine_with_restarts"\nlr_scheduler_num_cycles = 3\n'))
      assert.deepEqual([plan.rates.unet.value, plan.rates.textEncoder.value], [2e-4, 2e-6])
      assert.deepEqual(plan.rates.unet.source.args, ['config.toml', 'unet_lr'])
      assert.deepEqual([plan.network.kind.value, plan.network.factor.value, plan.network.dim.value], ['lokr', 8, 4])
      assert.deepEqual([plan.schedule.name.value, plan.schedule.cycles.value, plan.schedule.warmup.value], ['cosine_with_restarts', 3, 0])
      assert.deepEqual([plan.steps.real.value, plan.epochs.value], [1600, Math.ceil(1600 / 6)])
    })
  })
})
