import { measureCaptions } from '../../audit/measure-captions'
import { renderTagsCsv } from '../../audit/render-csv'
import { renderStatistics, renderStatisticsMarkdown } from '../../audit/render-statistics'
import { say } from '../../base/message'
import { partOf } from '../../dataset/part-of'
import { selectImages } from '../../features/select-images'
import { choiceOf, printJson, type Command } from '../command'
import { folderArgument, openDataset } from '../open-dataset'
import { DATASET_OPTIONS } from '../options'
import { whereOption } from '../query-option'
import { refuseMore } from '../refuse-more'
import { visible } from '../visible'

export const stats: Command = {
  name: 'stats',
  usage: 'DIR',
  summary: say`Counts what captions hold: tags, what comes together, what is covered and absent, lengths`,
  details: [say`--format csv gives the tags alone, for a spreadsheet.`],
  options: ['format', ...DATASET_OPTIONS],

  async run(call) {
    const format = choiceOf(call, 'format', ['text', 'json', 'markdown', 'csv'], 'text')
    const where = whereOption(call)
    const root = await folderArgument(call, call.positionals[0])
    refuseMore(call, 1)
    const { dataset, knowledge, unreadableSettings } = await openDataset(call, root)
    const shown = where ? partOf(dataset, selectImages(dataset, knowledge, where)) : dataset
    const report = measureCaptions(dataset, knowledge, { shown, translations: call.translations })
    const text = format === 'json' ? printJson(report) : format === 'csv' ? renderTagsCsv(report.tags) : format === 'markdown' ? renderStatisticsMarkdown(report, call.translations) : visible(renderStatistics(report, call.translations))
    await call.terminal.write(text)
    return unreadableSettings ? 2 : 0
  },
}
