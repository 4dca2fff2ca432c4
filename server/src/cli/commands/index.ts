import type { Command } from '../command'
import { audit } from './audit'
import { buckets } from './buckets'
import { check } from './check'
import { explain } from './explain'
import { query } from './query'
import { tokens } from './tokens'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [audit, check, explain, query, tokens, buckets]
