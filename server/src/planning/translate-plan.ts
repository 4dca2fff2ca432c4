import type { Message } from '../base/message'

/** Data as a door hands it over: every message is a text in the user's language, what is undefined is left out. */
export type Translated<Data> = Data extends Message
  ? string
  : Data extends readonly (infer Item)[]
    ? number extends Data['length']
      ? readonly Translated<Item>[]
      : Data
    : Data extends object
      ? { readonly [Key in keyof Data]: Translated<Data[Key]> }
      : Data

/** Plain data with every message turned into a text. */
export function translateData<Data>(data: Data, translate: (message: Message) => string): Translated<Data> {
  // messages become texts, all else keeps its shape
  return convert(data, translate) as Translated<Data>
}

function convert(data: unknown, translate: (message: Message) => string): unknown {
  if (Array.isArray(data)) return data.map((item) => convert(item, translate))
  if (typeof data !== 'object' || data === null) return data
  if (isMessage(data)) return translate(data)
  return Object.fromEntries(Object.entries(data).flatMap(([key, value]) => (value === undefined ? [] : [[key, convert(value, translate)]])))
}

function isMessage(data: object): data is Message {
  return 'text' in data && typeof data.text === 'string' && 'args' in data && Array.isArray(data.args)
}
