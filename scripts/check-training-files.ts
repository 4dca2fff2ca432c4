// Says of every TOML, JSON and text file in a folder what kind of training file it is and what the reader reports:
//   npx tsx scripts/check-training-files.ts --dir DIR
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createTextMap } from '../server/src/base/document'
import { formatMessage } from '../server/src/base/message'
import type { TrainingProblem } from '../server/src/training-files/problem'
import { readTrainingFile } from '../server/src/training-files/read-training-file'
import { resolveDatasets } from '../server/src/training-files/resolve-datasets'

function describe(text: string, problem: TrainingProblem): string {
  const { line, character } = createTextMap(text).toPosition(problem.span.start)
  const more = [problem.near?.length ? `near ${problem.near.join(', ')}` : '', problem.replacement === undefined ? '' : `write ${problem.replacement}`].filter(Boolean)
  return `${line + 1}:${character + 1} ${problem.aborts ? 'aborts' : 'silent'} ${problem.kind}: ${formatMessage(problem.message)}${more.length > 0 ? ` (${more.join('; ')})` : ''}`
}

const { values } = parseArgs({ options: { dir: { type: 'string' } } })
if (values.dir === undefined) throw new Error('Which folder? --dir DIR')
for (const name of readdirSync(values.dir, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!/\.(?:toml|json|txt)$/i.test(name)) continue
  const text = readFileSync(join(values.dir, name), 'utf8')
  const file = readTrainingFile(text, name)
  console.log(`${name}: ${file?.kind ?? 'no training file'}`)
  if (file?.kind === 'dataset-config') {
    for (const dataset of resolveDatasets(file)) {
      const captions = dataset.subsets.map((subset) => `${subset.imageDir?.value ?? '-'} ×${subset.repeats.value} ${subset.captionExtension.value}${subset.leftOut ? ` (left out: ${subset.leftOut})` : ''}`)
      console.log(`  ${dataset.mode ?? 'mixed'} ${dataset.resolution?.value.join('×') ?? 'no resolution'} batch ${dataset.batchSize.value}: ${captions.join(', ')}`)
    }
  }
  for (const problem of file?.problems ?? []) console.log(`  ${describe(text, problem)}`)
}
