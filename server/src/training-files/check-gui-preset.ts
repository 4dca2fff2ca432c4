import { say } from '../base/message'
import { editDistance } from '../tags/edit-distance'
import { GUI_PRESET_KEYS, type GuiKey } from '../trainer/schema/gui-keys'
import { nameType } from '../trainer/schema/value-type'
import { rewriteValue } from './check-value'
import type { ConfigNode } from './config-tree'
import { nearWords } from './near-words'
import type { TrainingProblem } from './problem'
import type { GivenGuiKey } from './read-gui-preset'

const NAMES = GUI_PRESET_KEYS.map(({ name }) => name)
const NUMBERS: readonly GuiKey['type'][] = ['integer', 'float', 'number']

/**
 * What is surely a slip in a preset of the kohya GUI. It takes numbers written as texts, leaves out what is empty, and each of its
 * versions has keys of its own; so a key is told only where one that it resembles is not given itself, a value only where it has
 * another nature altogether.
 */
export function checkGuiKeys(keys: ReadonlyMap<string, GivenGuiKey>): TrainingProblem[] {
  return [...keys.values()].flatMap((given) => (given.key ? checkValue(given.key, given.node) : checkName(given, keys)))
}

function checkName({ name, keySpan: span }: GivenGuiKey, keys: ReadonlyMap<string, GivenGuiKey>): TrainingProblem[] {
  const near = nearWords(name, NAMES).filter((word) => !keys.has(word))
  return near.length === 0 ? [] : [{ kind: 'unknown-key', span, key: name, aborts: false, near, message: say`The GUI has no key '${name}' and ignores it` }]
}

function checkValue({ name, type, choices }: GuiKey, node: ConfigNode): TrainingProblem[] {
  const base = { span: node.span, key: name }
  if (node.kind === 'string') {
    const value = String(node.value).trim()
    if (value === '') return []
    if (type === 'boolean') {
      const replacement = rewriteValue('boolean', node)
      return [{ ...base, kind: 'wrong-type', aborts: false, replacement, message: say`'${name}' must be true or false without quotes; any text counts as true` }]
    }
    if (NUMBERS.includes(type) && Number.isNaN(Number(value))) return [{ ...base, kind: 'wrong-type', aborts: true, message: say`'${name}' must be ${nameType(type)}; the run ends at it` }]
    const near = choices && !choices.includes(value) ? choices.filter((choice) => editDistance(value.toLowerCase(), choice.toLowerCase(), 1) <= 1) : []
    return near.length === 0 ? [] : [{ ...base, kind: 'unknown-value', aborts: false, near, message: say`'${name}' must be one of ${(choices ?? []).join(', ')}` }]
  }
  const isNested = node.kind === 'list' || node.kind === 'table'
  if (isNested && (type === 'boolean' || NUMBERS.includes(type))) return [{ ...base, kind: 'wrong-type', aborts: true, message: say`'${name}' must be ${nameType(type)}; the run ends at it` }]
  return []
}
