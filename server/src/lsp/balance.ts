import type { CancellationToken } from 'vscode-languageserver'
import { balanceNotes, balanceSummary, describeBalance } from '../audit/balance-report'
import { say } from '../base/message'
import { planBalance } from '../changes/balance-change'
import { proposeBalance } from '../dataset/balance'
import { listNames, readTexts } from '../host/list-names'
import { BALANCE_REQUEST, type BalanceParams, type BalanceResult } from '../protocol/balance'
import { wholeChange } from './fresh-edit'
import { guard } from './guard'
import { longWork, type LongWork } from './long-work'
import { offerChange } from './offer-change'
import { findDataset } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

/** Registers the balance of concepts; its types are in `protocol/balance.ts`. */
export function registerBalance(doors: Doors): void {
  const { session } = doors
  session.connection.onRequest(
    BALANCE_REQUEST,
    guard(session, BALANCE_REQUEST, (params: BalanceParams, token: CancellationToken): Promise<BalanceResult> => {
      const progress = session.connection.window.attachWorkDoneProgress(params.workDoneToken)
      return longWork(session, say`Balancing concepts`, token, progress, (work) => balance(doors, params, work))
    }),
  )
}

async function balance(doors: Doors, { uri, tolerance, maxSamples, tags }: BalanceParams, work: LongWork): Promise<BalanceResult> {
  const { session, documents } = doors
  // what is known about tags decides what is a trigger
  await doors.ready()
  await documents.entered()
  const dataset = await findDataset(doors, toPath(uri))
  if (!dataset) return { report: null, sentences: [], fault: null, change: null }
  const proposal = proposeBalance(dataset, { tolerance: Math.max(0, tolerance) / 100, tags, ...(maxSamples === null ? {} : { most: maxSamples }) })
  const report = describeBalance(proposal)
  const sentences = [balanceSummary(report), ...balanceNotes(report)].map(session.translate)
  const world = { root: dataset.root, filesIn: await listNames(session.fileSystem, dataset.folders.map(({ path }) => path)), textOf: await readTexts(session.fileSystem, dataset.describedBy) }
  const plan = planBalance(dataset, proposal, world)
  if ('fault' in plan) return { report, sentences, fault: session.translate(plan.fault), change: null }
  if (plan.change.files.length === 0) return { report, sentences, fault: null, change: null }
  const change = await wholeChange(doors, dataset.root, { ...plan, refusals: [] })
  return { report, sentences, fault: null, change: await offerChange(doors, { root: dataset.root, change }, work) }
}
