import type { ReportShard } from '../audit/report'
import { say } from '../base/message'
import { valueOf, type Call } from './command'
import { UsageError } from './usage-error'

/** The share of `--shard`; undefined without it. */
export function shardOption(call: Call): ReportShard | undefined {
  const given = valueOf(call, 'shard')
  if (given === undefined) return undefined
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(given) ?? []
  const shard = { index: Number(index), count: Number(count) }
  if (!(shard.index >= 1 && shard.index <= shard.count)) throw new UsageError(say`Option '--shard' is a share such as 1/4 of 1/4 to 4/4; '${given}' is none`)
  return shard
}
