import { buildReport } from '../../audit/build-report'
import { renderJson } from '../../audit/render-json'
import { renderMarkdown } from '../../audit/render-markdown'
import { renderText } from '../../audit/render-text'
import type { Report } from '../../audit/report'
import { say } from '../../base/message'
import { partOf } from '../../dataset/part-of'
import type { QueryTest } from '../../dataset/query/compile-query'
import { selectImages } from '../../features/select-images'
import { formatOf, type Call, type Command } from '../command'
import { exitCodeOf, failLevel } from '../fail-on'
import { folderArgument, openDataset, type OpenedDataset } from '../open-dataset'
import { DATASET_OPTIONS } from '../options'
import { showProgress } from '../progress'
import { whereOption } from '../query-option'
import { refuseMore } from '../refuse-more'
import { visible } from '../visible'

export const audit: Command = {
  name: 'audit',
  usage: 'DIR',
  summary: say`Reports on a dataset: problems, balance, buckets, tags`,
  options: ['format', 'fail-on', ...DATASET_OPTIONS],

  async run(call) {
    const format = formatOf(call)
    const level = failLevel(call)
    const where = whereOption(call)
    const root = await folderArgument(call, call.positionals[0])
    refuseMore(call, 1)
    const opened = await openDataset(call, root)
    const report = await reportOn(call, opened, where)
    await call.terminal.write(format === 'json' ? renderJson(report) : format === 'markdown' ? renderMarkdown(report, call.translations) : visible(renderText(report, call.translations)))
    return opened.unreadableSettings ? 2 : exitCodeOf(report.problems, level)
  },
}

/** The report on a dataset, or on the part of it that a query selects. */
export async function reportOn(call: Call, { dataset, knowledge }: OpenedDataset, where: QueryTest | undefined): Promise<Report> {
  const progress = showProgress(call, say`Checking`)
  const shown = where && partOf(dataset, selectImages(dataset, knowledge, where))
  const report = await buildReport(dataset, knowledge, { translate: call.translate, shown, onProgress: progress.step })
  progress.end()
  return report
}
