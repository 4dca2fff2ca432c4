import { suffixOf } from '../base/path'
import type { ParsedConfig } from './config-tree'
import { parseJson } from './parse-json'
import { parseToml } from './parse-toml'

/** Reads a TOML or JSON file by its name, or, with any other name, by its first character. A byte order mark is blanked, so that offsets stay. */
export function parseConfig(text: string, name: string): ParsedConfig {
  const clean = text.replace(/^\ufeff/, ' ')
  return languageOf(clean, name) === 'json' ? parseJson(clean) : parseToml(clean)
}

function languageOf(text: string, name: string): 'toml' | 'json' {
  const suffix = suffixOf(name).toLowerCase()
  if (suffix === '.json') return 'json'
  if (suffix === '.toml') return 'toml'
  // `[[` begins a TOML header
  return /^\s*(?:\{\s*["}]|\[\s*["{\]])/.test(text) ? 'json' : 'toml'
}
