import { MarkdownString, type CancellationToken, type Uri } from 'vscode'
import type { ExplorerImage } from '../../../server/src/protocol/explorer'
import type { LanguageServer } from '../language-server'

/** Pixels of the longest side. */
const SIDE = 256

/** The picture, the caption and what is wrong with them; made when the mouse rests on a row. */
export async function imageTooltip(server: LanguageServer, image: Uri, { name, text, messages }: Pick<ExplorerImage, 'name' | 'text' | 'messages'>, token: CancellationToken): Promise<MarkdownString> {
  const picture = await server.ask('taglore/thumbnail', { uri: image.toString(), size: SIDE }, token)
  const tooltip = new MarkdownString(undefined, true)
  if (picture?.data) tooltip.appendMarkdown(`![](${picture.data})\n\n`)
  else if (picture?.message) tooltip.appendMarkdown(`${plain(picture.message)}\n\n`)
  tooltip.appendMarkdown([`**${plain(name)}**`, ...(text === '' ? [] : [plain(text)]), ...messages.map((message) => `$(warning) ${plain(message)}`)].join('\n\n'))
  return tooltip
}

/** Text as it is, that may still be broken between words: `appendText` keeps each blank. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~&$]/g, '\\$&').replace(/\s*\n\s*/g, '  \n')
}
