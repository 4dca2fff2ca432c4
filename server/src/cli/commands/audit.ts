import { buildReport } from '../../audit/build-report'
import { renderHtml } from '../../audit/render-html'
import { renderJson } from '../../audit/render-json'
import { renderMarkdown } from '../../audit/render-markdown'
import { renderText } from '../../audit/render-text'
import type { Report, ReportShard } from '../../audit/report'
import { say } from '../../base/message'
import { partOf } from '../../dataset/part-of'
import type { QueryTest } from '../../dataset/query/compile-query'
import { selectImages } from '../../features/select-images'
import { reportFormatOf, type Call, type Command, type ReportFormat } from '../command'
import { exitCodeOf, failLevel } from '../fail-on'
import { keptRows } from '../kept-rows'
import { folderArgument, openDataset, type OpenedDataset } from '../open-dataset'
import { DATASET_OPTIONS } from '../options'
import { showProgress } from '../progress'
import { whereOption } from '../query-option'
import { refuseMore } from '../refuse-more'
import { sarifOf } from '../sarif'
import { shardOption } from '../shard-option'
import { UsageError } from '../usage-error'
import { visible } from '../visible'

export const audit: Command = {
  name: 'audit',
  usage: 'DIR',
  summary: say`Reports on a dataset: problems, balance, buckets, tags`,
  options: ['format', 'fail-on', 'shard', 'pixels', ...DATASET_OPTIONS],

  async run(call) {
    const format = reportFormatOf(call)
    const level = failLevel(call)
    const where = whereOption(call)
    const shard = shardOption(call)
    if (shard && format !== 'json') throw new UsageError(say`A share of a report is no report yet: add --format json, and merge it`)
    const root = await folderArgument(call, call.positionals[0])
    refuseMore(call, 1)
    const opened = await openDataset(call, root)
    const report = await reportOn(call, opened, where, shard)
    await call.terminal.write(renderReport(call, format, report))
    return opened.unreadableSettings ? 2 : exitCodeOf(report.problems, level)
  },
}

/** A report in the form that is asked for. */
export function renderReport(call: Call, format: ReportFormat, report: Report): string {
  switch (format) {
    case 'json':
      return renderJson(report)
    case 'markdown':
      return renderMarkdown(report, call.translations)
    case 'html':
      return renderHtml(report, call.translations)
    case 'sarif':
      return sarifOf(call, report.problems, report.root)
    case 'text':
      return visible(renderText(report, call.translations))
  }
}

/** The report on a dataset, or on the part of it that a query selects. */
export async function reportOn(call: Call, opened: OpenedDataset, where: QueryTest | undefined, shard?: ReportShard): Promise<Report> {
  const { dataset, knowledge } = opened
  const progress = showProgress(call, say`Checking`)
  const shown = where && partOf(dataset, selectImages(dataset, knowledge, where))
  const report = await buildReport(dataset, knowledge, { translate: call.translate, shown, ...(shard ? { shard } : { kept: await keptRows(call, opened) }), onProgress: progress.step })
  progress.end()
  return report
}
