import { say } from '../base/message'
import { nameOf, relativePath } from '../base/path'
import { findLists } from '../host/find-lists'
import {
  DESCRIBE_LIST_REQUEST,
  FIND_LISTS_REQUEST,
  type DescribeListParams,
  type DescribeListResult,
  type FindListsParams,
  type FindListsResult,
} from '../protocol/tag-lists'
import { describeList } from '../tags/describe-list'
import type { Standing } from '../tags/relation-kind'
import { hasAlias, hasTag, isLive } from '../tags/tag-index'
import { guard } from './guard'
import type { Doors } from './route'
import { isFilePath, toPath, toUri } from './uris'

/** Problems that a preview names. */
const PROBLEMS = 5
/** Bytes; a million rows are about 40 MB. */
const LARGEST = 128 * 1024 * 1024

/** Registers what is asked before a list is taken into the settings: where there are some, and what a file is. */
export function registerTagLists({ session, ready }: Doors): void {
  const { connection, fileSystem, translate } = session

  const describe = async ({ uri }: DescribeListParams): Promise<DescribeListResult> => {
    const path = toPath(uri)
    const name = nameOf(path)
    const unreadable = (message: ReturnType<typeof say>): DescribeListResult => ({ kind: 'unreadable', message: translate(message) })
    if (!isFilePath(path)) return unreadable(say`'${name}' lies on no disk that Taglore can read`)
    if ((await fileSystem.stat(path)).size > LARGEST) return unreadable(say`'${name}' is too large for a tag list (more than ${LARGEST / 1024 / 1024} MB)`)
    const text = decode(await fileSystem.read(path))
    if (text === undefined) return unreadable(say`'${name}' is not UTF-8; save it as UTF-8`)
    // names of tags tell aliases from implications
    await ready()
    const { tags } = session.workspace.knowledge
    const standingOf = (tag: string): Standing => (isLive(tags, tag) ? 'tag' : hasTag(tags, tag) || hasAlias(tags, tag) ? 'alias' : 'unknown')
    const list = describeList(text, path, standingOf)
    if (!list) return unreadable(say`'${name}' is no list of tags, relations or translations that Taglore knows; expected rows such as 1girl,0,6008644,"sole_female"`)
    const problems = list.problems.slice(0, PROBLEMS).map(({ line, message }) => ({ line, message: translate(message) }))
    return { ...list, format: translate(list.format), leftOut: list.problems.length, problems }
  }

  const find = async ({ uri }: FindListsParams): Promise<FindListsResult> => {
    const folder = toPath(uri)
    if (!isFilePath(folder)) return { lists: [] }
    const lists = await findLists(fileSystem, folder)
    return { lists: lists.map(({ path, program = null, format, ...list }) => ({ ...list, program, format: translate(format), uri: toUri(path), path: relativePath(folder, path) })) }
  }

  connection.onRequest(DESCRIBE_LIST_REQUEST, guard<[DescribeListParams], unknown>(session, DESCRIBE_LIST_REQUEST, describe))
  connection.onRequest(FIND_LISTS_REQUEST, guard(session, FIND_LISTS_REQUEST, find))
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
