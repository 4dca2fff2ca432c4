/** A command as it is typed, parted as shells do: blanks part, quotation marks keep together. Undefined where one is not closed. */
export function partCommand(text: string): { readonly command: string; readonly arguments: readonly string[] } | undefined {
  const parts: string[] = []
  let part: string | undefined
  let quote = ''
  for (const char of text.trim()) {
    if (quote !== '') {
      if (char === quote) quote = ''
      else part = (part ?? '') + char
    } else if (char === '"' || char === "'") {
      quote = char
      part ??= ''
    } else if (/\s/.test(char)) {
      if (part !== undefined) parts.push(part)
      part = undefined
    } else part = (part ?? '') + char
  }
  if (quote !== '') return undefined
  if (part !== undefined) parts.push(part)
  const [command = '', ...rest] = parts
  return { command, arguments: rest }
}
