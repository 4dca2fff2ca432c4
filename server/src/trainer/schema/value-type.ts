import { say, type Message } from '../../base/message'

/**
 * Types of values as Python sees them: `integer` takes booleans too, `float` takes no integer, `number` takes both.
 * `size` is an integer or [integer, integer]; `float-pair` exactly two floats.
 */
export type ValueType =
  | 'boolean'
  | 'integer'
  | 'float'
  | 'number'
  | 'string'
  | 'size'
  | 'float-pair'
  | 'string-list'
  | 'number-list'
  | 'number-or-list'
  | 'table'

const NAMES: Readonly<Record<ValueType, Message>> = {
  boolean: say`true or false`,
  integer: say`an integer`,
  float: say`a number with a decimal point`,
  number: say`a number`,
  string: say`a text in quotes`,
  size: say`an integer or [width, height]`,
  'float-pair': say`two numbers with decimal points in brackets`,
  'string-list': say`a list of texts`,
  'number-list': say`a list of numbers`,
  'number-or-list': say`a number or a list of numbers`,
  table: say`a table`,
}

/** The type in words, with its article: “an integer”. */
export function nameType(type: ValueType): Message {
  return NAMES[type]
}
