import { commands, ConfigurationTarget, l10n, QuickPickItemKind, Range, Uri, window, workspace, WorkspaceEdit, type QuickPickItem } from 'vscode'
import { modelName } from '../../server/src/protocol/names'
import type { ConfigureParams } from '../../server/src/protocol/status'
import { findRoot } from './find-dataset'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'
import { pickOne } from './steps'

interface Choice extends QuickPickItem {
  readonly value: string
}

export async function chooseGoal(server: LanguageServer, file: Uri | undefined): Promise<void> {
  const choices: Choice[] = [
    { value: 'character', label: l10n.t('Character'), description: l10n.t('one person or figure, in any style') },
    { value: 'style', label: l10n.t('Style'), description: l10n.t('a way of drawing, whatever is shown') },
    { value: 'concept', label: l10n.t('Concept'), description: l10n.t('a thing, a pose, an action') },
  ]
  await choose(server, file, 'goal', choices, l10n.t('What does the dataset teach?'))
}

export async function chooseModel(server: LanguageServer, file: Uri | undefined): Promise<void> {
  const models = ['sdxl', 'illustrious', 'noobai', 'pony', 'sd15', 'nai', 'sd2', 'sd3', 'flux', 'lumina', 'anima']
  await choose(server, file, 'model', models.map((value) => ({ value, label: modelName(value) })), l10n.t('Which family is the base model of?'))
}

async function choose(server: LanguageServer, file: Uri | undefined, key: 'goal' | 'model', choices: Choice[], title: string): Promise<void> {
  const status = file && (await server.ask('taglore/status', { uri: fileUri(file).toString() }))
  const current = status?.[key]
  const items = choices.map((choice) => (choice.value === current ? { ...choice, label: `$(check) ${choice.label}` } : choice))
  const picked = await window.showQuickPick(items, { title, placeHolder: title })
  if (!picked) return
  // where a dataset has a taglore.json, that is what counts; elsewhere the workspace's settings do
  const written = file && (await configure(server, { uri: fileUri(file).toString(), change: { kind: 'set', key, value: picked.value } }))
  if (!written) await workspace.getConfiguration('taglore', file).update(key, picked.value, workspace.workspaceFolders ? ConfigurationTarget.Workspace : ConfigurationTarget.Global)
}

/** Shows what each format makes of the dataset, and writes the one that is chosen into its taglore.json. */
export async function chooseFormat(server: LanguageServer, file: Uri | undefined): Promise<void> {
  const place = await findRoot(server, file)
  const answer = place && (await server.ask('taglore/formats', { uri: fileUri(place).toString() }))
  if (!answer?.root) return void window.showInformationMessage(l10n.t('No dataset found here: choose a folder that holds images, or the parent of folders such as 10_name'))
  const { root, current, isChosen, reason, formats } = answer
  const ticked = (label: string, isCurrent: boolean): string => (isCurrent ? `$(check) ${label}` : label)
  const foldersOf = (folders: number): string => (folders === 1 ? l10n.t('1 folder of images') : l10n.t('{0} folders of images', folders))
  const items: readonly FormatItem[] = [
    { value: null, label: ticked(l10n.t('Recognise it from the folders'), !isChosen) },
    { label: l10n.t('Fit what lies there'), kind: QuickPickItemKind.Separator },
    ...formats.filter(({ fits }) => fits).map(({ id, title, sign, folders }): FormatItem => ({ value: id, label: ticked(title, isChosen && id === current), description: foldersOf(folders), ...(sign !== null && { detail: sign }) })),
    { label: l10n.t('Others'), kind: QuickPickItemKind.Separator },
    ...formats.filter(({ fits }) => !fits).map(({ id, title, folders }): FormatItem => ({ value: id, label: ticked(title, isChosen && id === current), description: foldersOf(folders) })),
  ]
  const inForce = formats.find(({ id }) => id === current)?.title
  const picked = await pickOne(items, { title: l10n.t('Format of {0}', decodeURIComponent(root.split('/').at(-1) ?? '')), placeholder: reason ?? (inForce === undefined ? l10n.t('No format fits what lies there') : l10n.t('Read as {0}', inForce)), isChoice: ({ value }) => value !== undefined })
  if (!picked || picked === 'back' || picked.value === undefined) return
  await configure(server, { uri: root, change: { kind: 'format', value: picked.value } })
}

interface FormatItem extends QuickPickItem {
  /** Null: recognised. */
  readonly value?: string | null
}

/** Writes the triggers that were inferred into taglore.json, which then opens: they are the user's from now on. */
export async function declareTriggers(server: LanguageServer, file: Uri | undefined): Promise<void> {
  const written = file && (await configure(server, { uri: fileUri(file).toString(), change: { kind: 'declare-triggers' } }))
  if (written) await window.showTextDocument(written, { preview: true })
  else void window.showInformationMessage(l10n.t('There is no inferred trigger to declare here'))
}

/** The file that was written; undefined where nothing was. */
export async function configure(server: LanguageServer, params: ConfigureParams): Promise<Uri | undefined> {
  const result = await server.ask('taglore/configure', params)
  if (!result) return undefined
  const uri = Uri.parse(result.uri)
  const edit = new WorkspaceEdit()
  if (!result.exists) edit.createFile(uri, { ignoreIfExists: true })
  const document = result.exists ? await workspace.openTextDocument(uri) : undefined
  const end = document?.lineAt(document.lineCount - 1).range.end
  edit.replace(uri, new Range(0, 0, end?.line ?? 0, end?.character ?? 0), result.text)
  if (!(await workspace.applyEdit(edit))) return undefined
  await (await workspace.openTextDocument(uri)).save()
  return uri
}

/** The menu behind the status bar's item. */
export async function showDatasetActions(server: LanguageServer, file: Uri | undefined): Promise<void> {
  const status = file && (await server.ask('taglore/status', { uri: fileUri(file).toString() }))
  const items: (QuickPickItem & { readonly command: string })[] = [
    { command: 'chooseGoal', label: l10n.t('Change the goal'), ...(status && { description: `${status.goal} (${status.goalOrigin})` }) },
    { command: 'chooseModel', label: l10n.t('Change the model'), ...(status && { description: `${modelName(status.model)} (${status.modelOrigin})` }) },
    { command: 'chooseFormat', label: l10n.t('Change the format'), ...(status?.format && { description: status.format, ...(status.formatReason !== null && { detail: status.formatReason }) }) },
    { command: 'openPreview', label: l10n.t('Open the preview') },
    { command: 'auditDataset', label: l10n.t('Audit the dataset') },
  ]
  const picked = await window.showQuickPick(items, { title: status?.root ? Uri.parse(status.root).path.split('/').at(-1) : 'Taglore' })
  if (picked) await commands.executeCommand(`taglore.${picked.command}`)
}
