import type { Message } from '../base/message'

/** The program cannot run as it was called: one line that says what to do, and exit code 2. */
export class UsageError extends Error {
  constructor(readonly said: Message) {
    super(said.text)
  }
}
