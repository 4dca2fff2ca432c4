import { say } from '../../base/message'
import { relativePath } from '../../base/path'
import { describeRefusal, type Refusal } from '../../changes/plans/parts/refusal'
import { isFault } from '../../changes/plans/parts/new-tag'
import { renameTag } from '../../changes/plans/rename-tag'
import { withDeclarations } from '../../features/rename'
import { formatOf, hasOption, printJson, type Call, type Command } from '../command'
import { apply, changedFiles, diffOf, recover, undoHint, withSettings } from '../journal'
import { folderArgument, openDataset, tellNote } from '../open-dataset'
import { DATASET_OPTIONS } from '../options'
import { whereOption } from '../query-option'
import { refuseMore } from '../refuse-more'
import { samplesWhere } from '../samples-where'
import { UsageError } from '../usage-error'

export const rename: Command = {
  name: 'rename',
  usage: 'DIR OLD NEW',
  summary: say`Renames a tag in all captions of a dataset, and where taglore.json declares it a trigger`,
  details: [say`All spellings of the old tag become the new one; where the new tag stands already, the old one goes.`, say`'taglore undo DIR' takes it back.`],
  options: ['format', 'dry-run', ...DATASET_OPTIONS],

  async run(call) {
    const format = formatOf(call)
    const [folder, from, to] = call.positionals
    const where = whereOption(call)
    if (folder !== undefined && (from === undefined || to === undefined)) throw new UsageError(say`Which tag, and what will it be called? Give both in quotes, such as "long hair" "very long hair"`)
    const root = await folderArgument(call, folder)
    refuseMore(call, 3)
    const dry = hasOption(call, 'dry-run')
    if (!dry) await recover(call, root)
    const opened = await openDataset(call, root)
    const args = { from: from ?? '', to: to ?? '' }
    const { dataset } = opened
    const answer = renameTag.plan(opened, args, samplesWhere(opened, where) ?? [...dataset.samples.values()])
    if (isFault(answer)) throw new UsageError(answer.fault)
    // a part of the dataset keeps the old trigger elsewhere
    const plan = where ? answer.plan : withDeclarations(answer.plan, dataset, args)
    const change = await withSettings(call, root, plan.change, plan.settings)
    const changed = dry ? changedFiles(change, root) : await apply(call, root, change)
    if (dry) await writeDiff(call, format, await diffOf(call, change, dataset), changed)
    else if (format === 'json') await call.terminal.write(printJson({ changed }))
    else await call.terminal.write(`${call.translate(changed.length > 0 ? say`Files changed: ${changed.length}; ${undoHint(folder ?? root)}` : say`No caption has '${args.from}'`)}\n`)
    tellRefusals(call, plan.refusals, root)
    return opened.unreadableSettings ? 2 : 0
  },
}

async function writeDiff(call: Call, format: string, diff: string, changed: readonly string[]): Promise<void> {
  await call.terminal.write(format === 'json' ? printJson({ changed, diff }) : format === 'markdown' ? `\`\`\`diff\n${diff}\`\`\`\n` : diff)
}

function tellRefusals(call: Call, refusals: readonly Refusal[], root: string): void {
  for (const refusal of refusals) tellNote(call, say`${relativePath(root, refusal.path)}: ${describeRefusal(refusal)}`)
}
