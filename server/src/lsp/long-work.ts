import { LSPErrorCodes, ResponseError, type CancellationToken, type WorkDoneProgressReporter } from 'vscode-languageserver'
import type { Message } from '../base/message'
import type { Session } from './session'

/** What long work is given so that the server stays awake, and tells how far it is. */
export interface LongWork {
  /** Gives other work a turn where the last one is a frame ago; rejects once the client has lost interest. */
  breathe(): Promise<void>
  report(done: number, total: number): void
  /** Aborts, with the answer as its reason, once the client has lost interest. */
  readonly signal: AbortSignal
}

/** Milliseconds after which other work gets a turn. */
const FRAME = 20

/** Runs work that may look at a whole dataset; one that is cancelled answers so. */
export async function longWork<Result>(session: Session, title: Message, token: CancellationToken, progress: WorkDoneProgressReporter, work: (long: LongWork) => Promise<Result>): Promise<Result> {
  const stop = new AbortController()
  const abort = (): void => stop.abort(new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled'))
  if (token.isCancellationRequested) abort()
  const listening = token.onCancellationRequested(abort)
  let turn = performance.now()
  const breathe = async (): Promise<void> => {
    if (performance.now() - turn > FRAME) {
      await new Promise((resolve) => setImmediate(resolve))
      turn = performance.now()
    }
    stop.signal.throwIfAborted()
  }
  progress.begin(session.translate(title), 0, undefined, true)
  try {
    // a cancellation that came with the request is read from the stream first
    await new Promise((resolve) => setImmediate(resolve))
    await breathe()
    return await work({ breathe, signal: stop.signal, report: (done, total) => progress.report(Math.round((done / total) * 100), `${done}/${total}`) })
  } finally {
    listening.dispose()
    progress.done()
  }
}
