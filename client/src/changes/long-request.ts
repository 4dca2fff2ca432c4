import { CancellationTokenSource, l10n, ProgressLocation, window } from 'vscode'
import { WorkDoneProgress } from 'vscode-languageclient'
import type { LanguageServer } from '../language-server'
import type { Method, Requests } from '../requests'

/** Milliseconds after which work is shown. */
const PATIENCE = 500

let count = 0

/**
 * Asks for something that may take long: with progress and a button to cancel once it does. Undefined where it was cancelled or failed,
 * which the user has been told.
 */
export async function longRequest<Name extends Method>(server: LanguageServer, title: string, method: Name, params: Omit<Requests[Name][0], 'workDoneToken'>): Promise<Requests[Name][1] | undefined> {
  const cancellation = new CancellationTokenSource()
  const workDoneToken = `taglore-${++count}`
  let report: ((message: string, percentage: number) => void) | undefined
  let reached = 0
  const listening = server.client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
    if (value.kind === 'report') report?.(value.message ?? '', value.percentage ?? 0)
  })
  // the parameters are those of the method, with a token that it knows
  const work = server.request(method, { ...params, workDoneToken } as unknown as Requests[Name][0], cancellation.token)
  const slow = setTimeout(() => {
    void window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (progress, token) => {
      token.onCancellationRequested(() => cancellation.cancel())
      report = (message, percentage) => {
        progress.report({ message, increment: Math.max(0, percentage - reached) })
        reached = Math.max(reached, percentage)
      }
      await work.then(undefined, () => undefined)
    })
  }, PATIENCE)
  try {
    return await work
  } catch (error) {
    if (!cancellation.token.isCancellationRequested) void window.showErrorMessage(l10n.t('{0}: {1}', title, error instanceof Error ? error.message : String(error)))
    return undefined
  } finally {
    clearTimeout(slow)
    listening.dispose()
    cancellation.dispose()
  }
}
