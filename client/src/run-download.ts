import { l10n, ProgressLocation, Uri, window, workspace, type ExtensionContext } from 'vscode'
import { DOWNLOAD_PROGRESS_NOTIFICATION, type DownloadProgress, type DownloadProgressParams, type DownloadResult } from '../../server/src/protocol/download'
import { rememberOrder, type Order } from './downloads'
import type { Place } from './extend-setting'
import { number, sizeOf, timeLeft } from './figures'
import { keepLists, type KeptList } from './keep-lists'
import type { LanguageServer } from './language-server'

let tokens = 0

/** Downloads with progress; what has come is taken into the settings at `place`, or counts already where there is none. */
export async function runDownload(server: LanguageServer, context: ExtensionContext, order: Order, place: Place | undefined): Promise<void> {
  const result = await withProgress(server, order)
  if (!result) return
  if (result.kind === 'done') return finish(result, context, order, place)
  const again = result.resumable ? l10n.t('Go On') : l10n.t('Try Again')
  const answer = await (result.kind === 'failed'
    ? window.showErrorMessage(l10n.t('The tags could not be downloaded: {0}', result.message), ...(result.code === 'running' ? [] : [again]))
    : result.resumable && window.showInformationMessage(l10n.t('The download has stopped. What has come is kept for a week'), again))
  if (answer === again) await runDownload(server, context, order, place)
}

async function withProgress(server: LanguageServer, { source, list, explicit }: Order): Promise<DownloadResult | undefined> {
  const token = `download ${++tokens}`
  const editorProxy = workspace.getConfiguration('http').get<string>('proxy')
  try {
    return await window.withProgress({ location: ProgressLocation.Notification, title: l10n.t('Downloading tags'), cancellable: true }, async (progress, cancellation) => {
      let shown = 0
      const listener = server.client.onNotification(DOWNLOAD_PROGRESS_NOTIFICATION, (params: DownloadProgressParams) => {
        if (params.token !== token) return
        const { done, total } = params.progress
        const share = total ? Math.min(100, (done / total) * 100) : shown
        progress.report({ message: describe(params.progress), increment: Math.max(0, share - shown) })
        shown = Math.max(shown, share)
      })
      try {
        return await server.request('taglore/downloadTags', { source, list: list.toString(), explicit, token, ...(editorProxy && { editorProxy }) }, cancellation)
      } finally {
        listener.dispose()
      }
    })
  } catch (error) {
    void window.showErrorMessage(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

function describe({ stage, done, total, secondsLeft, waitingSeconds }: DownloadProgress): string {
  if (waitingSeconds !== undefined) return l10n.t('no answer yet, next attempt in {0} s', number(waitingSeconds))
  const amount = stage === 'file' ? sizeOf : number
  const what = { tags: l10n.t('tags'), aliases: l10n.t('aliases'), implications: l10n.t('implications'), file: l10n.t('list') }[stage]
  const counted = total === undefined ? l10n.t('{0}: {1}', what, amount(done)) : l10n.t('{0}: {1} of {2}', what, amount(done), amount(total))
  return secondsLeft === undefined ? counted : `${counted}, ${timeLeft(secondsLeft)}`
}

async function finish({ info, list, relations }: DownloadResult & { kind: 'done' }, context: ExtensionContext, order: Order, place: Place | undefined): Promise<void> {
  await rememberOrder(context, order)
  const lists: KeptList[] = [{ uri: Uri.parse(list), kind: 'tags' }]
  if (relations !== null) lists.push({ uri: Uri.parse(relations), kind: 'relations' })
  if (place && !(await keepLists(lists, place))) return
  const message = relations === null ? l10n.t('{0} tags were downloaded', number(info.rows)) : l10n.t('{0} tags and {1} implications were downloaded', number(info.rows), number(info.relations ?? 0))
  void window.showInformationMessage(message)
}
