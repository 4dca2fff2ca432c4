import { CancellationTokenSource, l10n, ProgressLocation, Uri, window, workspace } from 'vscode'
import type { RefactorParams, RefactorResult, RefactorScope } from '../../../server/src/protocol/refactor'
import type { LanguageServer } from '../language-server'
import { openUri } from '../new-captions'
import { chooseFiles } from './file-list'
import { FLOWS, type Flow, type FlowId } from './flows'
import { askAll, scopeQuestions } from './scope'
import { lookAround, type RefactoringWorld } from './world'

/** Where a command comes from: what menus give, and the file that an active panel shows. */
export interface AskedAt {
  readonly clicked: unknown
  readonly selected: unknown
  readonly shown: Uri | undefined
}

/** Asks what a refactoring needs, shows what it would do, and applies what the user leaves ticked. */
export async function runRefactoring(server: LanguageServer, id: FlowId, { clicked, selected, shown }: AskedAt): Promise<void> {
  const world = await lookAround(server, clicked, selected, shown)
  if (!world) return
  const flow = FLOWS[id](world)
  if (typeof flow === 'string') void window.showInformationMessage(flow)
  else await converse(world, flow)
}

async function converse(world: RefactoringWorld, flow: Flow): Promise<void> {
  const where = flow.scope ? undefined : scopeQuestions(world, flow.first === 'caption' && !world.file ? 'dataset' : (flow.first ?? 'dataset'))
  // what was answered is still there when it is asked again
  while (await askAll(flow.title, [...flow.questions, ...(where?.questions ?? [])])) {
    const scope: RefactorScope = flow.scope ?? where?.scope() ?? { kind: 'dataset' }
    const params: RefactorParams = { ...flow.request(), uri: world.uri, scope, apply: true }
    if ((await planAndApply(world.server, flow.title, params)) !== 'again') return
  }
}

/** Carries out what was decided in a panel, shown and applied like any refactoring. Whether it was applied. */
export async function runDecided(server: LanguageServer, title: string, params: RefactorParams): Promise<boolean> {
  return (await planAndApply(server, title, params)) === 'applied'
}

type Outcome = 'again' | 'done' | 'applied'

async function planAndApply(server: LanguageServer, title: string, params: RefactorParams): Promise<Outcome> {
  const result = await plan(server, title, params)
  if (!result) return 'done'
  if (result.fault !== null) {
    void window.showWarningMessage(result.fault)
    return 'again'
  }
  if (result.files.length === 0) {
    tellRefusals(l10n.t('{0}: no caption changes', result.title), result)
    return 'done'
  }
  if (!result.needsJournal) return apply(server, result)
  const chosen = await chooseFiles(result)
  if (chosen === 'again' || chosen === 'done') return chosen
  const rest = await plan(server, title, { ...params, except: chosen.except })
  return rest && rest.fault === null ? apply(server, rest) : 'done'
}

async function apply({ client }: LanguageServer, result: RefactorResult): Promise<Outcome> {
  if (!result.edit) return 'done'
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(result.edit)
  // false too where the user closes the preview
  if (!(await workspace.applyEdit(edit, { isRefactoring: true }))) return 'done'
  if (result.refusals.length > 0) tellRefusals(result.title, result)
  return 'applied'
}

/** The plan; undefined where it was cancelled or could not be made, which the user has been told. */
async function plan(server: LanguageServer, title: string, params: RefactorParams): Promise<RefactorResult | undefined> {
  const cancellation = new CancellationTokenSource()
  const work = server.request('taglore/refactor', params, cancellation.token)
  const slow = setTimeout(() => showProgress(title, work, cancellation), 500)
  try {
    return await work
  } catch (error) {
    if (!cancellation.token.isCancellationRequested) void window.showErrorMessage(l10n.t('{0}: {1}', title, error instanceof Error ? error.message : String(error)))
    return undefined
  } finally {
    clearTimeout(slow)
    cancellation.dispose()
  }
}

function showProgress(title: string, work: Promise<unknown>, cancellation: CancellationTokenSource): void {
  void window.withProgress({ location: ProgressLocation.Notification, title, cancellable: true }, async (_, token) => {
    token.onCancellationRequested(() => cancellation.cancel())
    await work.then(undefined, () => undefined)
  })
}

/** Says what a refactoring has left alone; each file can be looked at. */
function tellRefusals(title: string, { refusals }: RefactorResult): void {
  void offerRefusals(title, refusals)
}

async function offerRefusals(title: string, refusals: RefactorResult['refusals']): Promise<void> {
  if (refusals.length === 0) return void window.showInformationMessage(title)
  const show = l10n.t('Show Files')
  const words = refusals.length === 1 ? l10n.t('{0}. 1 file is left as it is', title) : l10n.t('{0}. {1} files are left as they are', title, refusals.length)
  if ((await window.showInformationMessage(words, show)) !== show) return
  const items = refusals.map(({ uri, message }) => ({ label: Uri.parse(uri).path.split('/').at(-1) ?? uri, detail: message, uri: Uri.parse(uri) }))
  const picked = await window.showQuickPick(items, { title: words, matchOnDetail: true })
  if (picked) await window.showTextDocument(openUri(picked.uri))
}
