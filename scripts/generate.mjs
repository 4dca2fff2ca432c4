// Writes what is derived from the settings table: the manifest's configuration block with its texts, the schema of taglore.json,
// and docs/settings.md. `node scripts/generate.mjs` writes; `--check` only compares and ends with 1 on a difference.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './command.mjs'
import { loadCore } from './load-core.mjs'

const { SETTINGS, SETTING_KEYS } = await loadCore('server/src/settings.ts')
const translations = JSON.parse(await readFile(join(root, 'l10n/bundle.l10n.zh-cn.json'), 'utf8').catch(() => '{}'))

/** Every generated file: path → content. */
export async function generateFiles() {
  const [manifest, english, chinese] = await Promise.all(['package.json', 'package.nls.json', 'package.nls.zh-cn.json'].map(readJson))
  manifest.contributes = { ...manifest.contributes, configuration: configuration(), jsonValidation: [{ fileMatch: 'taglore.json', url: './media/taglore.schema.json' }] }
  const restricted = SETTING_KEYS.filter((key) => SETTINGS[key].scope === 'machine-overridable').map((key) => `taglore.${key}`)
  manifest.capabilities = { ...manifest.capabilities, untrustedWorkspaces: { ...manifest.capabilities?.untrustedWorkspaces, restrictedConfigurations: restricted } }
  return {
    'package.json': toJson(manifest),
    'package.nls.json': toJson(withTexts(english, (text) => text)),
    'package.nls.zh-cn.json': toJson(withTexts(chinese, (text) => translations[text] ?? text)),
    'media/taglore.schema.json': toJson(fileSchema()),
    'docs/settings.md': settingsPage(),
  }
}

function editorKeys() {
  return SETTING_KEYS.filter((key) => SETTINGS[key].place !== 'file')
}

function configuration() {
  const properties = Object.fromEntries(
    editorKeys().map((key, order) => {
      const { schema, default: value, scope } = SETTINGS[key]
      return [`taglore.${key}`, { ...schema, default: value, scope, order, markdownDescription: `%configuration.${key}%` }]
    }),
  )
  return { title: 'Taglore', properties }
}

/** The texts of the configuration block, replacing older ones; all other texts stay. */
function withTexts(texts, translate) {
  const others = Object.entries(texts).filter(([key]) => !key.startsWith('configuration.'))
  return Object.fromEntries([...others, ...editorKeys().map((key) => [`configuration.${key}`, translate(SETTINGS[key].description.text)])])
}

/** Dotted keys become nested objects; both spellings are read. */
function fileSchema() {
  const properties = {}
  for (const key of SETTING_KEYS.filter((candidate) => SETTINGS[candidate].place !== 'editor')) {
    const { schema, default: value, description } = SETTINGS[key]
    const entry = { description: description.text, default: value, ...schema }
    const [parent, child] = key.split('.')
    if (child === undefined) properties[key] = entry
    else (properties[parent] ??= { type: 'object', additionalProperties: false, properties: {} }).properties[child] = entry
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Taglore dataset settings',
    description: 'What a LoRA dataset teaches, how it is trained, and what its linter is to say. Comments and trailing commas are allowed.',
    type: 'object',
    allowTrailingCommas: true,
    additionalProperties: false,
    properties: { $schema: { type: 'string' }, ...properties },
  }
}

function settingsPage() {
  const rows = SETTING_KEYS.map((key) => {
    const { place, default: value, description } = SETTINGS[key]
    const where = { editor: 'editor', file: '`taglore.json`', both: 'both' }[place]
    return `| \`${key}\` | ${where} | \`${JSON.stringify(value)}\` | ${description.text.replaceAll('|', '\\|')} |`
  })
  return `<!-- Written by scripts/generate.mjs from server/src/settings.ts. Do not edit. -->
# Settings

Every setting can stand in the editor's settings as \`taglore.<key>\`, in a dataset's \`taglore.json\` as \`<key>\` (dotted keys may be
nested), or in both, as the table says. What is nearer to the dataset wins, key by key: built-in, the client's own, the editor's
settings, training files, \`taglore.json\`. Settings that name paths are taken from a workspace only when it is trusted.

| key | where | default | what it does |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

async function readJson(name) {
  return JSON.parse(await readFile(join(root, name), 'utf8').catch(() => '{}'))
}

function toJson(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

if (process.argv[1]?.endsWith('generate.mjs')) {
  const { values } = parseArgs({ options: { check: { type: 'boolean' } } })
  for (const [name, content] of Object.entries(await generateFiles())) {
    const old = await readFile(join(root, name), 'utf8').catch(() => undefined)
    if (old === content) continue
    if (values.check) {
      console.error(`${name} is not current: run 'npm run generate'`)
      process.exitCode = 1
    } else {
      await writeFile(join(root, name), content)
      console.log(`wrote ${name}`)
    }
  }
}
