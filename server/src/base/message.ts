/**
 * A user-visible text that is still to be translated: `text` with `{0}`, `{1}` … for `args`, which may be messages themselves.
 * `text` is also the key in `l10n/bundle.l10n.<locale>.json`. The doors (lsp, cli, panels) turn it into a string.
 */
export interface Message {
  readonly text: string
  readonly args: readonly MessagePart[]
}

export type MessagePart = string | number | Message

/** Key → translation, as in `l10n/bundle.l10n.<locale>.json`; undefined means English. */
export type Translations = Readonly<Record<string, string>> | undefined

/** Writes a translatable message: say`'${tag}' appears twice`. */
export function say(parts: TemplateStringsArray, ...args: MessagePart[]): Message {
  return { text: textOf(parts), args }
}

/** A place in the source has the same parts each time. */
const texts = new WeakMap<TemplateStringsArray, string>()

function textOf(parts: TemplateStringsArray): string {
  let text = texts.get(parts)
  if (text === undefined) texts.set(parts, (text = parts.reduce((before, part, index) => `${before}{${index - 1}}${part}`)))
  return text
}

/** The message in the language of `translations`, or in English where a key is absent. */
export function formatMessage(message: Message, translations?: Translations): string {
  const pattern = translations?.[message.text] ?? message.text
  return pattern.replace(/\{(\d+)\}/g, (whole, index: string) => {
    const value = message.args[Number(index)]
    if (value === undefined) return whole
    return typeof value === 'object' ? formatMessage(value, translations) : String(value)
  })
}
