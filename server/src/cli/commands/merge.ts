import { mergeReports } from '../../audit/merge-reports'
import type { Report } from '../../audit/report'
import { FileError } from '../../base/file-system'
import { say } from '../../base/message'
import { reportFormatOf, type Call, type Command } from '../command'
import { exitCodeOf, failLevel } from '../fail-on'
import { describeFileError, pathOf } from '../open-dataset'
import { UsageError } from '../usage-error'
import { renderReport } from './audit'

export const merge: Command = {
  name: 'merge',
  usage: 'REPORT…',
  summary: say`Joins the reports of 'audit --shard' into the one of the whole dataset`,
  options: ['format', 'fail-on'],

  async run(call) {
    const format = reportFormatOf(call)
    const level = failLevel(call)
    if (call.positionals.length === 0) throw new UsageError(say`Which reports? Give those of 'audit --shard 1/N --format json' to N/N`)
    const parts = []
    for (const given of call.positionals) parts.push(await readReport(call, given))
    const merged = mergeReports(parts, call.translations)
    if ('fault' in merged) throw new UsageError(merged.fault)
    await call.terminal.write(renderReport(call, format, merged))
    return exitCodeOf(merged.problems, level)
  },
}

async function readReport(call: Call, given: string): Promise<Report> {
  try {
    const report: unknown = JSON.parse(new TextDecoder().decode(await call.terminal.fileSystem.read(pathOf(call, given))))
    if (isReport(report)) return report
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(describeFileError(error, given))
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new UsageError(say`'${given}' is no report of 'audit --format json'`)
}

function isReport(value: unknown): value is Report {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1 && 'problems' in value && Array.isArray(value.problems) && 'summary' in value && 'concepts' in value && 'rules' in value
}
