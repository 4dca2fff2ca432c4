// Texts that users see, and their translations: node scripts/l10n.mjs [--write]
// Finds every text in the sources: say`…` in server and media, l10n.t('…') in the client, t('…') in the pages, %key% in the manifest.
// Says which of them the Chinese bundle lacks, which it has for nothing, and where a translation has other placeholders.
// --write removes what nothing uses, sorts the bundle, and puts '' where a translation is to be written. Ends with 1 when anything is wrong.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './command.mjs'

const bundlePath = join(root, 'l10n/bundle.l10n.zh-cn.json')

/** Each text with the files that it stands in. */
export function findTexts() {
  const texts = new Map()
  const add = (text, file) => texts.set(text, [...(texts.get(text) ?? []), file])
  for (const [folder, pattern] of [['server/src', /\bsay(`)/g], ['client/src', /\bl10n\.t\(\s*(['"`])|\bsay(`)/g], ['media', /(?<![\w.])t\(\s*(['"`])|\bsay(`)/g]]) {
    for (const file of sources(folder)) {
      // comments show how texts are written; they hold none
      const source = readFileSync(join(root, file), 'utf8').replace(/^\s*(\/\/|\/\*\*|\*).*$/gm, '')
      // a text may itself end with the word `say`: its closing quote opens nothing
      const ends = new Set()
      for (const match of source.matchAll(pattern)) {
        const start = match.index + match[0].length - 1
        if (ends.has(start)) continue
        if (source[start] === '`') ends.add(templateEnd(source, start))
        add(readLiteral(source, start, file), file)
      }
    }
  }
  return texts
}

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => relative(root, join(root, folder, path)).replaceAll('\\', '/'))
    .sort()
}

/** The string or template that starts at `start`; `${…}` in a template becomes {0}, {1} … */
export function readLiteral(source, start, file = '') {
  const quote = source[start]
  let text = ''
  let places = 0
  for (let at = start + 1; at < source.length; at++) {
    const char = source[at]
    if (char === quote) return text
    if (char === '\\') {
      at++
      text += { n: '\n', t: '\t' }[source[at]] ?? source[at]
    } else if (quote === '`' && char === '$' && source[at + 1] === '{') {
      at = expressionEnd(source, at + 2)
      text += `{${places++}}`
    } else text += char
  }
  throw new Error(`${file}: a text that does not end`)
}

/** Index of the `}` that closes the expression at `start`, over nested braces, strings and templates. */
function expressionEnd(source, start) {
  let depth = 0
  for (let at = start; at < source.length; at++) {
    const char = source[at]
    if (char === '{') depth++
    else if (char === '}' && depth-- === 0) return at
    else if (char === "'" || char === '"') at = source.indexOf(char, at + 1)
    else if (char === '`') at = templateEnd(source, at)
  }
  throw new Error('an expression that does not end')
}

function templateEnd(source, start) {
  for (let at = start + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === '`') return at
    else if (source[at] === '$' && source[at + 1] === '{') at = expressionEnd(source, at + 2)
  }
  throw new Error('a template that does not end')
}

export function readBundle() {
  return JSON.parse(readFileSync(bundlePath, 'utf8'))
}

/** Everything that is wrong with the translations, a sentence each. */
export function checkTranslations() {
  const texts = findTexts()
  const bundle = readBundle()
  return [
    ...[...texts].filter(([text]) => !bundle[text]).map(([text, files]) => `not translated: ${JSON.stringify(text)} (${files[0]})`),
    ...Object.keys(bundle).filter((text) => !texts.has(text)).map((text) => `translated for nothing: ${JSON.stringify(text)}`),
    ...Object.entries(bundle)
      .filter(([text, translation]) => translation !== '' && placesOf(text) !== placesOf(translation))
      .map(([text, translation]) => `other placeholders: ${JSON.stringify(text)} → ${JSON.stringify(translation)}`),
    ...checkManifest(),
  ]
}

function placesOf(text) {
  return [...new Set(text.match(/\{\d+\}/g) ?? [])].sort(byText).join(' ')
}

function byText(a, b) {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The manifest's %keys% against both of its files of texts. */
function checkManifest() {
  const used = new Set([...readFileSync(join(root, 'package.json'), 'utf8').matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key))
  return ['package.nls.json', 'package.nls.zh-cn.json'].flatMap((name) => {
    const texts = JSON.parse(readFileSync(join(root, name), 'utf8'))
    return [
      ...[...used].filter((key) => !texts[key]).map((key) => `${name}: no text for '${key}'`),
      ...Object.keys(texts).filter((key) => !used.has(key)).map((key) => `${name}: '${key}' is used nowhere`),
    ]
  })
}

function writeBundle() {
  const bundle = readBundle()
  const sorted = [...findTexts().keys()].sort(byText).map((text) => [text, bundle[text] ?? ''])
  writeFileSync(bundlePath, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (process.argv.includes('--write')) writeBundle()
  const wrong = checkTranslations()
  for (const line of wrong) console.error(line)
  console.log(`${findTexts().size} texts, ${wrong.length} problems`)
  if (wrong.length > 0) process.exitCode = 1
}
