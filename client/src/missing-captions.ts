import { l10n, window, type QuickPickItem, type Uri } from 'vscode'
import type { CaptionSource, UncaptionedResult } from '../../server/src/protocol/dataset-files'
import { applyDatasetChange } from './changes/apply-change'
import { longRequest } from './changes/long-request'
import { findRoot } from './find-dataset'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'
import { pickOne } from './steps'

interface SourceItem extends QuickPickItem {
  readonly source: CaptionSource
}

/** Asks what the captions of uncaptioned images shall say, shows what would be written, and writes it. */
export async function createMissingCaptions(server: LanguageServer, chosen: readonly Uri[], active: Uri | undefined): Promise<void> {
  const place = chosen[0] ?? active ?? (await findRoot(server, undefined))
  if (!place) return
  const scope = { uri: fileUri(place).toString(), ...(chosen.length > 0 && { within: chosen.map((uri) => fileUri(uri).toString()) }) }
  const missing = await server.ask('taglore/uncaptioned', scope)
  if (!missing) return
  if (missing.images === 0) return void window.showInformationMessage(chosen.length > 0 ? l10n.t('All images here have a caption') : l10n.t('All images of the dataset have a caption'))
  const title = missing.images === 1 ? l10n.t('Create Missing Captions: 1 image') : l10n.t('Create Missing Captions: {0} images', missing.images)
  const back = { title, placeholder: l10n.t('What shall they say?') }
  for (let again = true; again; ) {
    const item = await pickOne(sourceItems(missing), back)
    if (!item || item === 'back') return
    const change = await longRequest(server, title, 'taglore/planCaptions', { ...scope, source: item.source })
    again = change ? (await applyDatasetChange(server, change, { back: true })) === 'back' : false
  }
}

/** Each with what it would write for one of the images. */
function sourceItems({ examples }: UncaptionedResult): readonly SourceItem[] {
  const labels: Readonly<Record<CaptionSource, string>> = {
    usual: l10n.t('What most captions of the folder say'),
    generation: l10n.t('The prompts in the pictures (WebUI, ComfyUI, NovelAI)'),
    trigger: l10n.t('The trigger alone'),
    empty: l10n.t('Nothing yet: an empty line'),
  }
  const sources: readonly CaptionSource[] = ['usual', 'generation', 'trigger', 'empty']
  return sources.flatMap((source) => {
    const example = examples[source]
    if (example === null || (source === 'trigger' && example === examples.usual)) return []
    return [{ source, label: labels[source], detail: example === '' ? l10n.t('Training shows the image without a word') : example }]
  })
}
