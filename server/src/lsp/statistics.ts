import type { CancellationToken } from 'vscode-languageserver'
import { measureCaptions, tokensOfSample } from '../audit/measure-captions'
import { renderStatisticsMarkdown } from '../audit/render-statistics'
import { say } from '../base/message'
import { STATISTICS_REQUEST, type StatisticsParams, type StatisticsResult } from '../protocol/audit'
import { guard } from './guard'
import { longWork } from './long-work'
import { findDataset } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

/** Registers the statistics of a dataset; the types are in `protocol/audit.ts`. */
export function registerStatistics(doors: Doors): void {
  const { session, open } = doors
  const { connection, workspace, translations } = session
  connection.onRequest(
    STATISTICS_REQUEST,
    guard(session, STATISTICS_REQUEST, async ({ uri, workDoneToken }: StatisticsParams, token: CancellationToken): Promise<StatisticsResult | null> => {
      await doors.ready()
      await doors.documents.entered()
      const dataset = await findDataset(doors, toPath(uri))
      if (!dataset) return null
      return longWork(session, say`Measuring captions`, token, connection.window.attachWorkDoneProgress(workDoneToken), async (work) => {
        const { knowledge } = workspace
        const tokens = new Map<string, number | undefined>()
        for (const sample of dataset.samples.values()) {
          tokens.set(sample.id, tokensOfSample(sample, dataset, knowledge))
          if (tokens.size % 200 !== 0) continue
          work.report(tokens.size, dataset.samples.size)
          await work.breathe()
        }
        const report = measureCaptions(dataset, knowledge, { tokensOf: ({ id }) => tokens.get(id), translations })
        return { root: open.toUri(dataset.root), markdown: renderStatisticsMarkdown(report, translations) }
      })
    }),
  )
}
