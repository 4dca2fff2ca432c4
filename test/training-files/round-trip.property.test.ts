import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { DatasetKey, DatasetLevel } from '../../server/src/trainer/schema/dataset-key'
import { DATASET_KEYS } from '../../server/src/trainer/schema/dataset-keys'
import { trainingOption } from '../../server/src/trainer/schema/training-options'
import { plainValue, tablesOf } from '../../server/src/training-files/config-tree'
import { parseToml } from '../../server/src/training-files/parse-toml'
import { readDatasetConfig } from '../../server/src/training-files/read-dataset-config'

type Value = string | number | boolean | readonly number[] | { readonly float: number } | { readonly floats: readonly number[] }
type Table = readonly (readonly [string, Value])[]

/** A value of a key's own type; floats are told apart so that they are printed with a point. */
function valueOf(key: DatasetKey): fc.Arbitrary<Value> {
  const share = fc.integer({ min: 0, max: 100 }).map((percent) => ({ float: percent / 100 }))
  switch (key.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: 1, max: 4096 })
    case 'float':
      return share
    case 'number':
      return fc.oneof(share, fc.constantFrom(0, 1))
    case 'size':
      return fc.oneof(fc.integer({ min: 64, max: 2048 }), fc.tuple(fc.integer({ min: 64, max: 2048 }), fc.integer({ min: 64, max: 2048 })))
    case 'float-pair':
      return fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 3, max: 5 })).map((floats) => ({ floats }))
    default:
      return key.choices ? fc.constantFrom(...key.choices) : fc.string({ unit: fc.constantFrom(...'aZ9_ ,.:/\\"\'#[]=|;ä猫\t') })
  }
}

function tableOf(level: DatasetLevel): fc.Arbitrary<Table> {
  const keys = DATASET_KEYS.map((key): DatasetKey => key).filter((key) => key.levels.includes(level) && key.type !== 'table' && (level === 'general' || !key.modes || key.modes.includes('dreambooth')) && key.name !== 'image_dir')
  return fc.subarray(keys, { maxLength: 8 }).chain((chosen) => fc.tuple(...chosen.map((key) => valueOf(key).map((value) => [key.name, value] as const))))
}

const config = fc.record({
  general: fc.option(tableOf('general'), { nil: undefined }),
  datasets: fc.array(fc.record({ values: tableOf('dataset'), subsets: fc.array(tableOf('subset'), { minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 3 }),
})

type Config = typeof config extends fc.Arbitrary<infer Type> ? Type : never

function printValue(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object') return String(value)
  if ('float' in value) return printFloat(value.float)
  return `[${('floats' in value ? value.floats.map(printFloat) : value).join(', ')}]`
}

const printFloat = (value: number): string => (Number.isInteger(value) ? `${value}.0` : String(value))

function printTable(table: Table, indent = ''): string {
  return table.map(([key, value]) => `${indent}${key} = ${printValue(value)} # note\n`).join('')
}

function print({ general, datasets }: Config): string {
  const parts = general ? [`[general]\n${printTable(general)}`] : []
  for (const { values, subsets } of datasets) {
    parts.push(`[[datasets]]\n${printTable(values)}`)
    for (const [index, subset] of subsets.entries()) parts.push(`  [[datasets.subsets]]\n  image_dir = "folder ${index}"\n${printTable(subset, '  ')}`)
  }
  return parts.join('\n')
}

const plain = (value: Value): unknown => (typeof value !== 'object' ? value : 'float' in value ? value.float : 'floats' in value ? value.floats : value)
const plainTable = (table: Table): Record<string, unknown> => Object.fromEntries(table.map(([key, value]) => [key, plain(value)]))

describe('any dataset configuration', () => {
  it('is read back as it was printed, with nothing wrong, and each place holds its key and value', () => {
    fc.assert(
      fc.property(config, (made) => {
        const text = print(made)
        const { problems, parsed } = readDatasetConfig(text, 'd.toml')
        assert.deepEqual(problems, [], text)
        assert.deepEqual(plainValue(parsed.root), {
          ...(made.general ? { general: plainTable(made.general) } : {}),
          datasets: made.datasets.map(({ values, subsets }) => ({ ...plainTable(values), subsets: subsets.map((subset, index) => ({ image_dir: `folder ${index}`, ...plainTable(subset) })) })),
        })
        const walk = (table: typeof parsed.root): void => {
          for (const { key, keySpan, value } of table.entries) {
            assert.equal(text.slice(keySpan.start, keySpan.end), key)
            if (value.kind === 'table') walk(value)
            else if (tablesOf(value).length > 0) tablesOf(value).forEach(walk)
            else assert.deepEqual(plainValue(parseToml(`x = ${text.slice(value.span.start, value.span.end)}`).root), { x: plainValue(value) })
          }
        }
        walk(parsed.root)
      }),
      { numRuns: 150 },
    )
  })

  it('has an unknown key found wherever it stands', () => {
    const known = new Set<string>(DATASET_KEYS.map(({ name }) => name))
    const name = fc.string({ unit: fc.constantFrom(...'abcdeikmnorstu_'), minLength: 1, maxLength: 20 }).filter((key) => !known.has(key) && !trainingOption(key) && key !== 'subsets')
    fc.assert(
      fc.property(config, name, fc.nat(), (made, key, at) => {
        const lines = print(made).split('\n')
        const headers = lines.flatMap((line, index) => (/^\s*\[/.test(line) ? [index] : []))
        const line = headers[at % headers.length]!
        const text = [...lines.slice(0, line + 1), `${key} = 1`, ...lines.slice(line + 1)].join('\n')
        const { problems } = readDatasetConfig(text, 'd.toml')
        assert.deepEqual(problems.map((problem) => [problem.kind, text.slice(problem.span.start, problem.span.end)]), [['unknown-key', key]], text)
      }),
      { numRuns: 150 },
    )
  })

  it('never makes the reader fail, whatever is cut out of it', () => {
    fc.assert(
      fc.property(config, fc.nat(), fc.nat(30), (made, at, length) => {
        const text = print(made)
        const start = at % (text.length + 1)
        const broken = text.slice(0, start) + text.slice(start + length)
        for (const { span } of readDatasetConfig(broken, 'd.toml').problems) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= broken.length)
      }),
      { numRuns: 100 },
    )
  })
})
