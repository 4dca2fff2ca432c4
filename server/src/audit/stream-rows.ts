import { isAbsolutePath, joinPath } from '../base/path'
import type { Message } from '../base/message'
import type { Dataset } from '../dataset/dataset'
import type { Knowledge } from '../workspace/knowledge'
import { describeProblems, streamProblems, type StreamOptions } from './build-report'
import type { ReportProblem } from './report'

/** Rows of the same dataset, settings, lists and language as they were found before. */
export interface KeptRows {
  /** In the order in which they are found; undefined where they have to be looked for. */
  readonly rows: readonly (readonly ReportProblem[])[] | undefined
  /** Keeps what was found for the next time. */
  keep(rows: readonly (readonly ReportProblem[])[]): Promise<void>
}

export interface RowOptions extends StreamOptions {
  readonly translate: (message: Message) => string
  readonly kept?: KeptRows | undefined
}

/** More are not kept: nobody reads them, and they would have to be held in memory. */
const MOST_KEPT = 1_000_000

/** Lists that are given at once. */
const SLICE = 200

/** `streamProblems` as rows of a report, each list sorted. */
export async function* streamRows(dataset: Dataset, knowledge: Knowledge, options: RowOptions): AsyncGenerator<readonly (readonly ReportProblem[])[]> {
  const kept = options.shard ? undefined : options.kept
  if (kept?.rows) {
    for (let at = 0; at < kept.rows.length; at += SLICE) yield kept.rows.slice(at, at + SLICE)
    return
  }
  let all: (readonly ReportProblem[])[] | undefined = kept && []
  let count = 0
  for await (const some of streamProblems(dataset, knowledge, options)) {
    const lists = some.map((found) => describeProblems(found, dataset, options.translate))
    count += lists.reduce((sum, rows) => sum + rows.length, 0)
    if (count > MOST_KEPT) all = undefined
    all?.push(...lists)
    yield lists
  }
  if (all) await kept?.keep(all)
}

/** Whether a row is about something that is shown, as `isShown` has it for problems. */
export function isRowShown({ file, related = [] }: ReportProblem, { root }: Dataset, shown: Dataset): boolean {
  return [file, ...related].some((path) => shown.sampleAt(isAbsolutePath(path) ? path : joinPath(root, path)) !== undefined)
}
