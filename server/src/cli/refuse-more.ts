import { say } from '../base/message'
import type { Call } from './command'
import { UsageError } from './usage-error'

/** Refuses arguments beyond `count`: mostly a path or a query with blanks that was not quoted. */
export function refuseMore(call: Call, count: number): void {
  const extra = call.positionals[count]
  if (extra !== undefined) throw new UsageError(say`'${extra}' is one argument too many; put paths and queries with blanks in quotes`)
}
