import { env, l10n, Uri, window, workspace } from 'vscode'
import type { ChangeStep } from '../../../server/src/protocol/changes'
import type { LanguageServer } from '../language-server'
import { fileUri } from '../new-captions'
import { tellLeft } from './left-files'
import { longRequest } from './long-request'
import { unsavedUris } from './unsaved'

type Way = 'undo' | 'redo'

const METHODS = { undo: 'taglore/undoChange', redo: 'taglore/redoChange' } as const

/** Takes back the last change of a dataset that went through the journal, or applies it again, once the user has seen which one that is. */
export async function travelLast(server: LanguageServer, way: Way, place: Uri | undefined): Promise<void> {
  const step = await chooseStep(server, way, place)
  if (!step) return
  const question = way === 'undo' ? l10n.t('Undo: {0}?', step.title) : l10n.t('Redo: {0}?', step.title)
  const go = way === 'undo' ? l10n.t('Undo') : l10n.t('Redo')
  if ((await window.showInformationMessage(question, { modal: true, detail: describe(step) }, go)) === go) await travelStep(server, way, step)
}

/** The step that is meant: of the dataset of the active file, or else of the one that has any. */
async function chooseStep(server: LanguageServer, way: Way, place: Uri | undefined): Promise<ChangeStep | undefined> {
  const own = place && (await server.ask('taglore/changeHistory', { uri: fileUri(place).toString() }))
  const near = own?.[way] ?? []
  const steps = near.length > 0 ? near : ((await server.ask('taglore/changeHistory', {}))?.[way] ?? [])
  if (steps.length === 0) void window.showInformationMessage(way === 'undo' ? l10n.t('No dataset change can be undone here') : l10n.t('No dataset change can be redone here'))
  if (steps.length <= 1) return steps[0]
  const items = steps.map((step) => ({ label: step.title, description: describe(step), step }))
  return (await window.showQuickPick(items, { title: way === 'undo' ? l10n.t('Undo Last Dataset Change') : l10n.t('Redo Last Dataset Change'), placeHolder: l10n.t('Which dataset?') }))?.step
}

/** Where, how much and when. */
function describe({ root, files, when }: ChangeStep): string {
  const count = files === 1 ? l10n.t('1 file') : l10n.t('{0} files', files)
  const uri = Uri.parse(root)
  const isFolder = workspace.workspaceFolders?.some((folder) => folder.uri.toString() === uri.toString())
  return `${isFolder ? uri.path.split('/').at(-1) : workspace.asRelativePath(uri)} · ${count} · ${new Date(when).toLocaleString(env.language)}`
}

/** Undoes or redoes one step; where files are in the way, the user may leave these as they are. */
export async function travelStep(server: LanguageServer, way: Way, { root, id, title }: ChangeStep): Promise<void> {
  const travel = async (others: boolean): Promise<void> => {
    const outcome = await longRequest(server, title, METHODS[way], { root, step: id, others, unsaved: unsavedUris() })
    if (outcome?.kind === 'nothing') void window.showInformationMessage(way === 'undo' ? l10n.t('Undone already, or no longer in the history: {0}', title) : l10n.t('Redone already, or no longer in the history: {0}', title))
    if (outcome?.kind === 'done') {
      const left = outcome.left.map((uri) => ({ uri, message: l10n.t('changed meanwhile') }))
      void tellLeft(way === 'undo' ? l10n.t('Undone: {0}', title) : l10n.t('Redone: {0}', title), left)
    }
    if (outcome?.kind !== 'refused') return
    const rest = way === 'undo' ? l10n.t('Undo the Others ({0})', outcome.others) : l10n.t('Redo the Others ({0})', outcome.others)
    if ((await window.showWarningMessage(outcome.message, ...(outcome.others > 0 ? [rest] : []))) === rest) await travel(true)
  }
  await travel(false)
}
