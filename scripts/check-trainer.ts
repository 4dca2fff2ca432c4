// Checks the trainer's arithmetic and the token counter against vectors that live outside the project:
//   npx tsx scripts/check-trainer.ts --fixtures trainer-fixtures.json --golden golden.json
// Either may be left out. Exit code 1 where anything differs.
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual, parseArgs } from 'node:util'
import { makeBucketTable, selectBucket, type BucketOptions, type Size } from '../server/src/trainer/buckets'
import type { CaptionOptions } from '../server/src/trainer/caption-options'
import { processCaption } from '../server/src/trainer/process-caption'
import { balanceRegularization } from '../server/src/trainer/regularization'
import { batchesPerEpoch } from '../server/src/trainer/steps'
import { createClipTokenizer, type ClipTokenizer } from '../server/src/tokens/clip-tokenizer'

interface BucketCase {
  readonly resolution: Size
  readonly min: number
  readonly max: number
  readonly steps: number
  readonly noUpscale?: boolean
}

interface SelectCase extends BucketCase {
  readonly image: Size
  readonly bucket: Size
  readonly resized: Size
  readonly arError: number
  readonly crop: object
}

interface Fixtures {
  readonly bucketTables: readonly (BucketCase & { readonly resos: readonly Size[] })[]
  readonly select: readonly SelectCase[]
  readonly reg: readonly { trainTotal: number; regRepeats: number[]; finalRepeats: number[]; sum: number }[]
  readonly batches: readonly { bucketCounts: number[]; batch: number; batchesPerEpoch: number }[]
  readonly clipBpe: { readonly cases: readonly { text: string; ids: number[] }[] }
  readonly captionProcess: readonly { in: string; opt: Record<string, string | number | boolean>; out: string[] }[]
}

interface GoldenCase {
  readonly text: string
  readonly ids: readonly number[]
}

let failed = 0

function check<Case>(name: string, cases: readonly Case[], actual: (one: Case) => unknown, expected: (one: Case) => unknown): void {
  const wrong = cases.filter((one) => !isDeepStrictEqual(actual(one), expected(one)))
  for (const one of wrong.slice(0, 5)) console.log(`  ${JSON.stringify(one).slice(0, 300)}\n  → ${JSON.stringify(actual(one))}`)
  console.log(`${name}: ${cases.length - wrong.length} of ${cases.length}`)
  failed += wrong.length
}

function bucketOptions(one: BucketCase): BucketOptions {
  return { resolution: one.resolution, min: one.min, max: one.max, step: one.steps, noUpscale: one.noUpscale ?? false }
}

/** `keep_tokens` → `keepTokens`. */
function captionOptions(options: Readonly<Record<string, string | number | boolean>>): CaptionOptions {
  return Object.fromEntries(Object.entries(options).map(([key, value]) => [key.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase()), value]))
}

function checkFixtures(fixtures: Fixtures, tokenizer: ClipTokenizer): void {
  check('bucketTables', fixtures.bucketTables, (one) => makeBucketTable(bucketOptions(one)), (one) => one.resos)
  check(
    'select',
    fixtures.select,
    (one) => {
      const options = bucketOptions(one)
      const { bucket, resized, crop, arError } = selectBucket(makeBucketTable(options), options, one.image)
      return { bucket, resized, crop, arError: arError.toFixed(9) }
    },
    ({ bucket, resized, crop, arError }) => ({ bucket, resized, crop, arError: arError.toFixed(9) }),
  )
  check(
    'reg',
    fixtures.reg,
    (one) => {
      const { repeats, samples } = balanceRegularization(one.trainTotal, one.regRepeats)
      return [repeats, samples]
    },
    (one) => [one.finalRepeats, one.sum],
  )
  check('batches', fixtures.batches, (one) => batchesPerEpoch(one.bucketCounts, one.batch), (one) => one.batchesPerEpoch)
  check('clipBpe', fixtures.clipBpe.cases, (one) => tokenizer.encode(one.text), (one) => one.ids)
  check(
    'captionProcess',
    fixtures.captionProcess,
    (one) => {
      const { texts, complete } = processCaption(one.in, captionOptions(one.opt))
      return [complete, [...texts].sort()]
    },
    (one) => [true, [...one.out].sort()],
  )
}

function checkGolden(cases: readonly GoldenCase[], tokenizer: ClipTokenizer): void {
  check('golden ids', cases, (one) => tokenizer.encode(one.text), (one) => one.ids)
  check('golden counts', cases, (one) => tokenizer.count(one.text), (one) => one.ids.length)
  check('golden spans', cases, (one) => tokenizer.tokenSpans(one.text).map((token) => token.id), (one) => one.ids)
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { fixtures: { type: 'string' }, golden: { type: 'string' } } })
  const { readClipMerges } = await import('./build-clip.mjs')
  const tokenizer = createClipTokenizer(readClipMerges())
  // the files are written for this check; a wrong shape shows as differences or a crash
  if (values.fixtures !== undefined) checkFixtures(JSON.parse(readFileSync(values.fixtures, 'utf8')) as Fixtures, tokenizer)
  if (values.golden !== undefined) checkGolden(JSON.parse(readFileSync(values.golden, 'utf8')) as GoldenCase[], tokenizer)
  process.exitCode = failed === 0 ? 0 : 1
}

void main()
