import { describeBalance, renderBalance } from '../../audit/balance-report'
import { say } from '../../base/message'
import { planBalance } from '../../changes/balance-change'
import { isFault } from '../../changes/plans/parts/new-tag'
import { proposeBalance, type BalanceProposal } from '../../dataset/balance'
import type { Dataset } from '../../dataset/dataset'
import { listNames, readTexts } from '../../host/list-names'
import { formatOf, hasOption, printJson, valueOf, valuesOf, type Call, type Command } from '../command'
import type { OptionName } from '../options'
import { apply, changedFiles, diffOf, recover, undoHint, withSettings } from '../journal'
import { folderArgument, openDataset } from '../open-dataset'
import { refuseMore } from '../refuse-more'
import { UsageError } from '../usage-error'
import { visible } from '../visible'

export const balance: Command = {
  name: 'balance',
  usage: 'DIR',
  summary: say`Proposes repeats that show every concept about equally often, and sets them`,
  details: [
    say`The smallest epoch within the tolerance is proposed. Folders of one trigger count as one, and keep their relation; the outfits of a character share its part.`,
    say`--tag and tags that taglore.json declares as concepts count apart: their images get a folder of their own.`,
    say`--apply renames folders, or sets num_repeats where a dataset configuration lists them; 'taglore undo DIR' takes it back.`,
  ],
  options: ['format', 'tolerance', 'max-samples', 'tag', 'apply', 'dry-run', 'settings', 'tags', 'relations', 'translations'],

  async run(call) {
    const format = formatOf(call)
    const tolerance = numberOption(call, 'tolerance', 0) ?? 10
    const most = numberOption(call, 'max-samples', 1)
    const root = await folderArgument(call, call.positionals[0])
    refuseMore(call, 1)
    const dry = hasOption(call, 'dry-run')
    const wanted = hasOption(call, 'apply') || dry
    if (wanted && !dry) await recover(call, root)
    const { dataset, unreadableSettings } = await openDataset(call, root)
    const proposal = proposeBalance(dataset, { tolerance: tolerance / 100, most, tags: valuesOf(call, 'tag') })
    const report = describeBalance(proposal)
    const done = wanted ? await carryOut(call, dataset, proposal, dry) : undefined
    if (format === 'json') await call.terminal.write(printJson({ ...report, ...done }))
    else {
      const hint = done && !dry && done.changed.length > 0 ? `\n${call.translate(undoHint(call.positionals[0] ?? root))}\n` : ''
      await call.terminal.write(done?.diff ?? visible(renderBalance(report, format, call.translations)) + hint)
    }
    return unreadableSettings ? 2 : 0
  },
}

function numberOption(call: Call, name: OptionName, least: number): number | undefined {
  const given = valueOf(call, name)
  if (given === undefined) return undefined
  const value = Number(given)
  if (given.trim() === '' || !Number.isFinite(value) || value < least) throw new UsageError(say`Option '--${name}' needs a number from ${least} on; '${given}' is none`)
  return value
}

async function carryOut(call: Call, dataset: Dataset, proposal: BalanceProposal, dry: boolean): Promise<{ readonly changed: readonly string[]; readonly diff?: string }> {
  const { fileSystem } = call.terminal
  const filesIn = await listNames(fileSystem, dataset.folders.map(({ path }) => path))
  const textOf = await readTexts(fileSystem, dataset.describedBy)
  const plan = planBalance(dataset, proposal, { root: dataset.root, filesIn, textOf })
  if (isFault(plan)) throw new UsageError(plan.fault)
  const change = await withSettings(call, dataset.root, plan.change, plan.settings)
  if (dry) return { changed: changedFiles(change, dataset.root), diff: await diffOf(call, change, dataset) }
  return { changed: await apply(call, dataset.root, change) }
}
