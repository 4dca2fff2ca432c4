import type { Message } from '../base/message'
import type { Call } from './command'

/** Milliseconds between two drawings. */
const PAUSE = 100

export interface Progress {
  readonly step: (done: number, total: number) => void
  end(): void
}

/** A line on the error stream that counts; nothing where nobody looks. */
export function showProgress(call: Call, label: Message): Progress {
  if (call.quiet || !call.terminal.interactive) return { step: () => undefined, end: () => undefined }
  const text = call.translate(label)
  let drawn = 0
  return {
    step: (done, total) => {
      const now = Date.now()
      if (now - drawn < PAUSE) return
      drawn = now
      call.terminal.tell(`\r\u001b[K${text} ${done}/${total}`)
    },
    end: () => {
      if (drawn > 0) call.terminal.tell('\r\u001b[K')
    },
  }
}
