import type { ValueType } from '../trainer/schema/value-type'
import type { ConfigNode } from './config-tree'

/**
 * Whether a value has the type by the exact rules of the dataset configuration: no integer for a float, no text for a number;
 * booleans pass as integers, as they are ones in Python.
 *
 * sd-scripts: config_util.ConfigSanitizer (voluptuous: isinstance)
 */
export function fitsExactly(type: ValueType, node: ConfigNode): boolean {
  switch (type) {
    case 'boolean':
      return node.kind === 'boolean'
    case 'integer':
      return node.kind === 'integer' || node.kind === 'boolean'
    case 'float':
      return node.kind === 'float'
    case 'number':
      return node.kind === 'float' || node.kind === 'integer' || node.kind === 'boolean'
    case 'string':
      return node.kind === 'string'
    case 'table':
      return node.kind === 'table'
    case 'size':
      return fitsExactly('integer', node) || isListOf(node, 'integer', 2)
    case 'float-pair':
      return isListOf(node, 'float', 2)
    case 'string-list':
      return isListOf(node, 'string')
    case 'number-list':
      return isListOf(node, 'number')
    case 'number-or-list':
      return fitsExactly('number', node) || isListOf(node, 'number')
  }
}

function isListOf(node: ConfigNode, type: ValueType, length?: number): boolean {
  return node.kind === 'list' && (length === undefined || node.items.length === length) && node.items.every((item) => fitsExactly(type, item))
}

/**
 * The value as it must be written to have the type, where only one thing can be meant: `"512"` → `512`, `1` → `1.0`,
 * `[2, 4]` → `[2.0, 4.0]`, `"true"` → `true`; undefined elsewhere.
 */
export function rewriteValue(type: ValueType, node: ConfigNode): string | undefined {
  switch (type) {
    case 'boolean':
      return booleanText(node)
    case 'integer':
      return integerText(node)
    case 'float':
      return floatText(node)
    case 'number':
      return node.kind === 'string' ? numberText(String(node.value)) : undefined
    case 'string':
      return node.kind === 'integer' || node.kind === 'float' ? `"${node.value}"` : undefined
    case 'size':
      return sizeText(node)
    case 'float-pair':
      return pairText(node)
    case 'string-list':
      return node.kind === 'string' ? `[${String(node.value).split(/\s+/).filter(Boolean).map((item) => JSON.stringify(item)).join(', ')}]` : undefined
    default:
      return undefined
  }
}

function booleanText(node: ConfigNode): string | undefined {
  const text = String('value' in node ? node.value : '').toLowerCase()
  if (text === 'true' || text === 'false') return text
  return text === '1' ? 'true' : text === '0' ? 'false' : undefined
}

function integerText(node: ConfigNode): string | undefined {
  if (node.kind !== 'string' && node.kind !== 'float') return undefined
  const text = String(node.value).trim()
  return /^[+-]?\d+(?:\.0+)?$/.test(text) && Number.isSafeInteger(Number(text)) ? String(Number(text)) : undefined
}

function floatText(node: ConfigNode): string | undefined {
  if (node.kind === 'integer') return withPoint(Number(node.value))
  const text = node.kind === 'string' ? numberText(String(node.value)) : undefined
  return text === undefined ? undefined : withPoint(Number(text))
}

function numberText(text: string): string | undefined {
  return /^\s*[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\s*$/.test(text) ? text.trim() : undefined
}

function withPoint(value: number): string {
  const text = String(value)
  return /[.e]/.test(text) ? text : `${text}.0`
}

function sizeText(node: ConfigNode): string | undefined {
  if (node.kind === 'list') {
    const sides = node.items.map((item) => (item.kind === 'integer' ? String(item.value) : integerText(item)))
    return sides.length === 2 && sides.every((side) => side !== undefined) ? `[${sides.join(', ')}]` : undefined
  }
  if (node.kind === 'float') return integerText(node)
  const sides = node.kind === 'string' ? /^\s*(\d+)\s*(?:[,x×]\s*(\d+)\s*)?$/.exec(String(node.value)) : null
  if (!sides) return undefined
  return sides[2] === undefined ? String(Number(sides[1])) : `[${Number(sides[1])}, ${Number(sides[2])}]`
}

function pairText(node: ConfigNode): string | undefined {
  if (node.kind === 'string') {
    const [low, high, ...rest] = String(node.value).split(',').map(numberText)
    return low !== undefined && high !== undefined && rest.length === 0 ? `[${withPoint(Number(low))}, ${withPoint(Number(high))}]` : undefined
  }
  if (node.kind !== 'list' || node.items.length !== 2) return undefined
  const texts = node.items.map((item) => (item.kind === 'float' ? withPoint(Number(item.value)) : floatText(item)))
  return texts.every((text) => text !== undefined) ? `[${texts.join(', ')}]` : undefined
}

/**
 * The types in a TOML list that Python's `toml` 0.10.2 refuses for being mixed; undefined where they are one.
 * Integers and floats are two types there. JSON lists may be mixed.
 */
export function mixedTypes(node: ConfigNode): readonly string[] | undefined {
  if (node.kind !== 'list') return undefined
  const kinds = [...new Set(node.items.map((item) => item.kind))]
  return kinds.length > 1 ? kinds : undefined
}
