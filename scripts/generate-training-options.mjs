// Writes docs/training-options.md, the reference of the trainer's files, from the schema in server/src/trainer/schema.
// `node scripts/generate-training-options.mjs` writes; `--check` only compares and ends with 1 on a difference.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './command.mjs'
import { loadCore } from './load-core.mjs'

const page = 'docs/training-options.md'
const folder = 'server/src/trainer/schema'
const [{ DATASET_KEYS }, { TRAINING_OPTIONS }, { NETWORK_MODULES, LYCORIS_ALGORITHMS }, { OPTIMIZERS }, { SCHEDULERS }, { GUI_KEYS }, { nameType }, { PROMPT_OPTIONS }] = await Promise.all(
  [`${folder}/dataset-keys.ts`, `${folder}/training-options.ts`, `${folder}/networks.ts`, `${folder}/optimizers.ts`, `${folder}/schedulers.ts`, `${folder}/gui-keys.ts`, `${folder}/value-type.ts`, 'server/src/training-files/sample-prompts.ts'].map(loadCore),
)

const groupTitles = {
  model: 'Model', data: 'Data', captions: 'Captions', images: 'Images and buckets', network: 'Network', rates: 'Learning rates', optimizer: 'Optimizer',
  schedule: 'Schedule', loss: 'Loss', noise: 'Noise and time steps', precision: 'Precision', memory: 'Memory and speed', cache: 'Caches', saving: 'Saving',
  samples: 'Sample pictures', validation: 'Validation', logging: 'Logging', huggingface: 'Hugging Face', metadata: 'Metadata', deepspeed: 'DeepSpeed',
  'textual-inversion': 'Textual inversion',
}

/** The whole page. */
export function trainingOptionsPage() {
  const groups = [...new Set(TRAINING_OPTIONS.map(({ group }) => group))]
  return `<!-- Written by scripts/generate-training-options.mjs from server/src/trainer/schema. Do not edit. -->
# Training files

What the keys of kohya-ss/sd-scripts' files mean, as Taglore completes, explains and checks them. Facts of sd-scripts 0.10; the words are
ours. A default that is empty means that there is none.

## Dataset configuration

\`--dataset_config\`, TOML or JSON. A value is looked for in the subset, its dataset, \`[general]\`, the training options, and is else the
default. G is \`[general]\`, D \`[[datasets]]\`, S \`[[datasets.subsets]]\`. Types are exact: an integer is no decimal number, a text is no number.
An unknown key makes the trainer reject the file.

${table(['key', 'in', 'datasets', 'type', 'default', 'what it does'], DATASET_KEYS.map(datasetRow))}

## Training configuration

\`--config_file\`, TOML; the same options as on the command line, which wins over the file. Sections mean nothing: they are flattened by one
level. The trainer checks neither names nor types: an unknown option is ignored, a wrong type ends the run later.

${groups.map((group) => `### ${groupTitles[group] ?? group}\n\n${table(['option', 'type', 'default', 'trainers', 'what it does'], TRAINING_OPTIONS.filter((option) => option.group === group).map(optionRow))}`).join('\n\n')}

## Networks

Values of \`network_module\`; their arguments are given in \`network_args\` as texts \`"key=value"\`.

${NETWORK_MODULES.map(moduleSection).join('\n\n')}

Algorithms of LyCORIS (\`algo\`):

${table(['algorithm', 'what it is'], LYCORIS_ALGORITHMS.map(({ name, description }) => [code(name), text(description)]))}

## Optimizers

Values of \`optimizer_type\`; upper and lower case are the same. Another class of torch.optim or a dotted path is allowed.

${table(['optimizer', 'finds its rate', 'what it does'], OPTIMIZERS.map(({ name, adaptive, description }) => [code(name), adaptive ? 'yes' : '', text(description)]))}

## Schedulers

Values of \`lr_scheduler\`.

${table(['scheduler', 'warm-up', 'options', 'what it does'], SCHEDULERS.map(({ name, warmup, options, description }) => [code(name), warmup ? 'yes' : 'no', options.map(code).join(' '), text(description)]))}

## Sample prompts

One prompt a line; \`#\` in the first column makes a comment. Options follow the prompt, each after a blank and two dashes.

${table(['option', 'key', 'what it does'], PROMPT_OPTIONS.map(({ name, key, description }) => [code(`--${name}`), code(key), text(description)]))}

## Presets of the kohya GUI

Keys that the GUI's presets have and the trainer has not, or under another name.

${table(['key', 'becomes', 'what it does'], GUI_KEYS.filter(({ name, option }) => option !== name && !NETWORK_MODULES.some((module) => module.arguments.some((argument) => argument.name === name))).map(({ name, option, description }) => [code(name), option === undefined ? '' : code(option), text(description)]))}
`
}

function datasetRow(key) {
  const levels = key.levels.map((level) => level[0] === 'g' ? 'G' : level[0] === 'd' ? 'D' : 'S').join(' ')
  const modes = key.required ? key.required.map((mode) => `${mode} (needed)`).join(', ') : (key.modes ?? ['all']).join(', ')
  return [code(key.name), levels, modes, typeCell(key), defaultCell(key.default ?? undefined), text(key.description)]
}

function optionRow(option) {
  const others = Object.entries(option.defaults ?? {}).map(([trainer, value]) => `${code(String(value))} (${trainer})`)
  const standard = [option.type === 'boolean' ? code('false') : defaultCell(option.default), ...others].filter(Boolean).join(' ')
  return [code(option.name), typeCell(option), standard, (option.trainers ?? []).join(', '), text(option.description)]
}

function moduleSection({ name, description, arguments: list }) {
  const rows = list.map((argument) => [code(argument.name), typeCell(argument), defaultCell(argument.default), text(argument.description)])
  return `### ${code(name)}\n\n${text(description)}${rows.length > 0 ? `\n\n${table(['argument', 'type', 'default', 'what it does'], rows)}` : ''}`
}

/** Type with its choices or its range. */
function typeCell({ type, choices, min, max }) {
  const name = nameType(type).text
  if (choices?.length > 0) return `one of ${choices.map((choice) => code(String(choice))).join(' ')}`
  if (min !== undefined && max !== undefined) return `${name}, ${min}–${max}`
  return min !== undefined ? `${name}, ${min} or more` : name
}

function defaultCell(value) {
  return value === undefined ? '' : value === '' ? code('""') : code(String(value))
}

function code(value) {
  return `\`${value}\``
}

function text(message) {
  return message.text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}

function table(head, rows) {
  return [`| ${head.join(' | ')} |`, `| ${head.map(() => '---').join(' | ')} |`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n')
}

if (process.argv[1]?.endsWith('generate-training-options.mjs')) {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
  const content = trainingOptionsPage()
  const old = await readFile(join(root, page), 'utf8').catch(() => undefined)
  if (old !== content && values.check) {
    console.error(`${page} is not current: run 'node scripts/generate-training-options.mjs'`)
    process.exitCode = 1
  } else if (old !== content) {
    await writeFile(join(root, page), content)
    console.log(`wrote ${page}`)
  }
}
