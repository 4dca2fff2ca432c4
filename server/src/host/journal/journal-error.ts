import { formatMessage, type Message } from '../../base/message'

/** `busy`: another program changes the dataset. `stuck`: a change is half done and can neither be finished nor taken back now. `damaged`: the journal cannot be read. */
export type JournalErrorCode = 'busy' | 'stuck' | 'damaged'

/** Why a journal cannot be used now, in words for the user. */
export class JournalError extends Error {
  constructor(
    readonly code: JournalErrorCode,
    readonly told: Message,
    options?: ErrorOptions,
  ) {
    super(formatMessage(told), options)
    this.name = 'JournalError'
  }
}
