import { renderProblems, renderProblemsMarkdown } from '../../audit/render-problems'
import { say } from '../../base/message'
import { planFixes, type PlannedFixes } from '../../lint/plan-fixes'
import type { Rule } from '../../lint/rule'
import { formatOf, hasOption, printJson, valuesOf, type Call, type Command } from '../command'
import { apply, changedFiles, diffOf, recover, undoHint, withSettings } from '../journal'
import { folderArgument, openDataset, tellNote, type OpenedDataset } from '../open-dataset'
import { DATASET_OPTIONS } from '../options'
import { whereOption } from '../query-option'
import { refuseMore } from '../refuse-more'
import { ruleNamed } from '../rule-named'
import { samplesWhere } from '../samples-where'
import { UsageError } from '../usage-error'
import { visible } from '../visible'
import { reportOn } from './audit'

export const fix: Command = {
  name: 'fix',
  usage: 'DIR',
  summary: say`Applies the safe fixes of a dataset's problems, and lists what is left`,
  details: [
    say`Safe fixes have one obvious outcome and change nothing else: no tag is added, lost or replaced by another.`,
    say`With --unsafe and --rule the first fix of each of the rule's problems is applied, the one that the editor offers first.`,
    say`'taglore undo DIR' takes it back.`,
  ],
  options: ['format', 'rule', 'unsafe', 'dry-run', 'pixels', ...DATASET_OPTIONS],

  async run(call) {
    const format = formatOf(call)
    const rules = rulesOption(call)
    const unsafe = hasOption(call, 'unsafe')
    if (unsafe && !rules) throw new UsageError(say`Which rule's fixes? --unsafe needs --rule ID`)
    const where = whereOption(call)
    const root = await folderArgument(call, call.positionals[0])
    refuseMore(call, 1)
    const dry = hasOption(call, 'dry-run')
    if (!dry) await recover(call, root)
    const opened = await openDataset(call, root)
    const planned = planFixes({ ...opened, settings: opened.dataset.settings }, { rules, unsafe, samples: samplesWhere(opened, where) })
    const change = await withSettings(call, root, planned.change, planned.settings)
    if (dry) await showDiff(call, format, { ...planned, change }, opened)
    else {
      const changed = await apply(call, root, change)
      const after = changed.length > 0 ? await openDataset(call, root, opened.knowledge) : opened
      const { problems } = await reportOn(call, after, where)
      const head = changed.length > 0 ? `${call.translate(say`Files changed: ${changed.length}; ${undoHint(call.positionals[0] ?? root)}`)}\n\n` : ''
      const left = format === 'markdown' ? renderProblemsMarkdown(problems, call.translations) : visible(renderProblems(problems, call.translations))
      await call.terminal.write(format === 'json' ? printJson({ changed, problems }) : head + left)
    }
    if (planned.skipped > 0) tellNote(call, say`Fixes that touch the same text as others were left out (${planned.skipped}); run this again for them`)
    return opened.unreadableSettings ? 2 : 0
  },
}

/** The rules of `--rule`, which also takes a list with commas; undefined without it. */
function rulesOption(call: Call): readonly Rule[] | undefined {
  const given = valuesOf(call, 'rule').flatMap((value) => value.split(',')).map((id) => id.trim()).filter((id) => id !== '')
  return given.length === 0 ? undefined : [...new Set(given)].map(ruleNamed)
}

async function showDiff(call: Call, format: string, { change }: PlannedFixes, opened: OpenedDataset): Promise<void> {
  const diff = await diffOf(call, change, opened.dataset)
  const changed = changedFiles(change, opened.dataset.root)
  if (format === 'json') {
    const { problems } = await reportOn(call, opened, undefined)
    await call.terminal.write(printJson({ changed, problems, diff }))
  } else await call.terminal.write(format === 'markdown' ? `\`\`\`diff\n${diff}\`\`\`\n` : diff)
}
