import { l10n, Uri, window, workspace } from 'vscode'
import type { Neighbour, PreviewData, PreviewDirection } from '../../../server/src/protocol/preview'
import { excludeImages } from '../exclude-images'
import type { LanguageServer } from '../language-server'
import { fileUri } from '../new-captions'
import { nextIn, type ImageFilter } from './filter'

/** What comes next from here, among the images of a filter for a step; says so where there is nothing of the kind. */
export async function neighbourOf(server: LanguageServer, from: Uri, direction: PreviewDirection, filter: ImageFilter | undefined): Promise<Neighbour | undefined> {
  const isStep = direction === 'next' || direction === 'previous'
  const to = filter && isStep ? nextIn(filter, from, direction) : await server.ask('taglore/neighbour', { uri: fileUri(from).toString(), direction })
  if (!to && !isStep) tellNone(direction)
  return to ?? undefined
}

/** The images one step away. */
export function imagesAround({ next, previous }: PreviewData, here: Uri, filter: ImageFilter | undefined): readonly string[] {
  const around = filter ? [nextIn(filter, here, 'next'), nextIn(filter, here, 'previous')] : [next, previous]
  return around.flatMap((place) => place?.image ?? [])
}

/** Moves the shown image out of the dataset; answers what to show instead, once it is gone. */
export async function excludeShown(server: LanguageServer, data: PreviewData | undefined): Promise<Neighbour | undefined> {
  const [image] = data?.images ?? []
  if (!image) return undefined
  await excludeImages(server, [Uri.parse(image.uri)])
  const isStillThere = await workspace.fs.stat(Uri.parse(image.uri)).then(() => true, () => false)
  return isStillThere ? undefined : (data?.next ?? data?.previous ?? undefined)
}

function tellNone(direction: PreviewDirection): void {
  const words: Partial<Record<PreviewDirection, string>> = {
    'next-uncaptioned': l10n.t('Every image has a caption'),
    'next-problem': l10n.t('No other image has a problem'),
    'next-unreviewed': l10n.t('Every image is marked as reviewed'),
  }
  const sentence = words[direction]
  if (sentence !== undefined) window.setStatusBarMessage(sentence, 5000)
}
