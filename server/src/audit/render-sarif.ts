import type { Level } from '../base/level'
import { formatMessage, type Translations } from '../base/message'
import { joinPath } from '../base/path'
import { findRule } from '../lint/registry'
import type { ReportProblem } from './report'

export interface SarifOptions {
  /** The product's version. */
  readonly version: string
  /** Absolute path of the folder that locations are relative to: services expect the root of what was checked out. */
  readonly base: string
  /** The folder that the files of the problems are relative to, as seen from `base`; '' where both are the same. */
  readonly folder: string
  readonly translations?: Translations
  /** The page of a rule, Markdown. */
  readonly pageOf?: (rule: string) => string | undefined
}

const BASE_ID = '%SRCROOT%'
const LEVELS: Readonly<Record<Level, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' }

/** Problems as SARIF 2.1.0, which code hosts turn into annotations. Offers are no results: they would bury the faults. */
export function renderSarif(problems: readonly ReportProblem[], options: SarifOptions): string {
  const faults = problems.filter((row) => findRule(row.rule)?.offer !== true)
  const ids = [...new Set(faults.map(({ rule }) => rule))].sort()
  const places = new Map(ids.map((id, index) => [id, index]))
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Taglore', version: options.version, semanticVersion: options.version, rules: ids.map((id) => describeRule(id, options)) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [BASE_ID]: { uri: folderUri(options.base) } },
        results: faults.map((row) => describeResult(row, places.get(row.rule) ?? -1, options.folder)),
      },
    ],
  }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

function describeRule(id: string, { translations, pageOf }: SarifOptions): object {
  const rule = findRule(id)
  const summary = rule ? formatMessage(rule.summary, translations) : id
  const page = pageOf?.(id)
  return {
    id,
    shortDescription: { text: summary },
    ...(page === undefined ? {} : { help: { text: summary, markdown: page } }),
    ...(rule && rule.level !== 'off' ? { defaultConfiguration: { level: LEVELS[rule.level] } } : {}),
  }
}

function describeResult({ rule, level, file, range, message, fixes, related }: ReportProblem, ruleIndex: number, folder: string): object {
  const { start, end } = range
  const whole = start.line === 0 && start.character === 0 && end.line === 0 && end.character === 0
  const region = { startLine: start.line + 1, startColumn: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 }
  return {
    ruleId: rule,
    ruleIndex,
    level: LEVELS[level],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: locate(file, folder), ...(whole ? {} : { region }) } }],
    ...(related && related.length > 0 ? { relatedLocations: related.map((path) => ({ physicalLocation: { artifactLocation: locate(path, folder) } })) } : {}),
    ...(fixes.length > 0 ? { properties: { fixes: fixes.map(({ title, safe }) => ({ title, safe })) } } : {}),
  }
}

/** A path as a URI relative to the base. One that begins with `/` lies outside, and is told as it is. */
function locate(file: string, folder: string): { readonly uri: string; readonly uriBaseId?: string } {
  if (isAbsolute(file)) return { uri: `file://${encodePath(file.startsWith('/') ? file : `/${file}`)}` }
  const path = file === '.' ? (folder === '' ? '.' : folder) : folder === '' ? file : joinPath(folder, file)
  return isAbsolute(path) ? { uri: `file://${encodePath(path.startsWith('/') ? path : `/${path}`)}` } : { uri: encodePath(path), uriBaseId: BASE_ID }
}

function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:\//.test(path)
}

function folderUri(folder: string): string {
  return `file://${encodePath(folder.startsWith('/') ? folder : `/${folder}`).replace(/\/*$/, '/')}`
}

/** Colons too: `a:b` would be a scheme. Halves of characters are none that a URI can hold. */
function encodePath(path: string): string {
  return path.split('/').map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'))).join('/')
}
