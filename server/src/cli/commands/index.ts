import type { Command } from '../command'
import { audit } from './audit'
import { balance } from './balance'
import { buckets } from './buckets'
import { check } from './check'
import { config } from './config'
import { explain } from './explain'
import { fix } from './fix'
import { merge } from './merge'
import { plan } from './plan'
import { query } from './query'
import { rename } from './rename'
import { stats } from './stats'
import { tag } from './tag'
import { tokens } from './tokens'
import { undo } from './undo'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [audit, check, merge, config, fix, explain, stats, plan, query, rename, tag, balance, undo, tokens, buckets]
