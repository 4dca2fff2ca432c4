/** A scalar of YAML, or a flow list of numbers and texts. */
export type YamlValue = string | number | boolean | null | readonly (string | number | boolean | null)[]

/**
 * The tables of the block list under `key`: `datasets:` with `- folder_path: …` below it. Only what configurations are written in is
 * read: `key: value` lines with scalars and flow lists; whatever is nested deeper, anchors and block texts are passed over.
 */
export function readYamlTables(text: string, key: string): readonly Readonly<Record<string, YamlValue>>[] {
  const tables: Record<string, YamlValue>[] = []
  let listDepth = -1
  let itemDepth = -1
  for (const raw of text.split(/\r\n|\r|\n/)) {
    const line = withoutComment(raw)
    if (line.trim() === '') continue
    const depth = line.length - line.trimStart().length
    const item = /^\s*-(\s+)/.exec(line)
    if (listDepth >= 0 && (depth < listDepth || (depth === listDepth && !item))) listDepth = -1
    if (listDepth < 0) {
      if (new RegExp(`^\\s*(?:-\\s+)?["']?${key}["']?\\s*:\\s*$`).test(line)) listDepth = line.replace(/^\s*-\s+/, (lead) => ' '.repeat(lead.length)).search(/\S/)
      continue
    }
    if (item && (itemDepth < 0 || depth <= itemDepth || tables.length === 0)) {
      tables.push({})
      itemDepth = depth
    }
    const content = item && depth === itemDepth ? line.replace(/^\s*-\s+/, '') : depth > itemDepth ? line.trim() : ''
    const pair = /^["']?([A-Za-z_][\w-]*)["']?\s*:\s+(\S.*)$/.exec(content.trim())
    const table = tables.at(-1)
    if (pair?.[1] !== undefined && pair[2] !== undefined && table && !Object.hasOwn(table, pair[1])) table[pair[1]] = readValue(pair[2].trim())
  }
  return tables
}

/** A mark begins a comment at the start or after a blank, outside of quotes. */
function withoutComment(line: string): string {
  let quote = ''
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at)
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if ((char === '"' || char === "'") && /[\s:,[-]|^$/.test(line.charAt(at - 1))) quote = char
    else if (char === '#' && (at === 0 || /\s/.test(line.charAt(at - 1)))) return line.slice(0, at).trimEnd()
  }
  return line.trimEnd()
}

function readValue(text: string): YamlValue {
  if (text.startsWith('[') && text.endsWith(']')) return text.slice(1, -1).split(',').map((item) => readScalar(item.trim()))
  return readScalar(text)
}

function readScalar(text: string): string | number | boolean | null {
  const quoted = /^(["'])(.*)\1$/.exec(text)
  if (quoted) return quoted[2] ?? ''
  if (/^(?:true|yes|on)$/i.test(text)) return true
  if (/^(?:false|no|off)$/i.test(text)) return false
  if (/^(?:null|~)?$/i.test(text)) return null
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : text
}
