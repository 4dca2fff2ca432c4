import { l10n, QuickPickItemKind, Uri, window, type QuickPickItem } from 'vscode'
import type { FoundList, ListDescription, ListKind } from '../../server/src/protocol/tag-lists'
import type { Place } from './extend-setting'
import { number, sizeOf } from './figures'
import { isKept, keepLists, placeItems, placeOf, type KeptList, type PlaceItem } from './keep-lists'
import type { LanguageServer } from './language-server'
import { pickOne } from './steps'

/** A file, and what the server understands of it. */
interface Candidate {
  readonly uri: Uri
  readonly description: ListDescription
}

/** Lets the user point at a list or at the folder of a program that has some, shows what they are, and takes them into the settings. */
export async function addTagList(server: LanguageServer): Promise<void> {
  const files = await chooseFiles(server)
  if (!files || files.length === 0) return
  const candidates = await describeFiles(server, files)
  if (candidates.length === 0) return
  const lists = await withRelations(candidates)
  const place = lists && (await preview(candidates))
  if (!place || !(await keepLists(lists, place))) return
  const rows = candidates.reduce((sum, { description }) => sum + description.rows, 0)
  void window.showInformationMessage(
    candidates.length === 1 ? l10n.t("'{0}' is added: {1}", nameOf(candidates[0]?.uri), countRows(candidates[0]?.description)) : l10n.t('{0} lists with {1} rows are added', candidates.length, number(rows)),
  )
}

/** Undefined where the user has changed their mind. */
async function chooseFiles(server: LanguageServer): Promise<readonly Uri[] | undefined> {
  const title = l10n.t('Add Tag List')
  const file: QuickPickItem = { label: `$(file) ${l10n.t('Choose a file…')}`, detail: l10n.t('tags, aliases, implications or translations: CSV, text, tag_mapping.json') }
  const folder: QuickPickItem = { label: `$(folder) ${l10n.t('Find lists in a folder…')}`, detail: l10n.t('where a WebUI, ComfyUI, kohya, sd-scripts, a tagger or BooruDatasetTagManager is installed') }
  const picked = await pickOne([file, folder], { title, placeholder: l10n.t('Where is the list?') })
  if (picked === file) return window.showOpenDialog({ title, openLabel: l10n.t('Look at It'), canSelectMany: true, filters: { [l10n.t('Tag lists')]: ['csv', 'txt', 'json'], [l10n.t('All files')]: ['*'] } })
  if (picked !== folder) return undefined
  const [root] = (await window.showOpenDialog({ title, openLabel: l10n.t('Look for Lists'), canSelectFiles: false, canSelectFolders: true })) ?? []
  return root && findFiles(server, root)
}

interface FoundItem extends QuickPickItem {
  readonly uri?: Uri
}

async function findFiles(server: LanguageServer, folder: Uri): Promise<readonly Uri[] | undefined> {
  const found = await asking(server.request('taglore/findLists', { uri: folder.toString() }))
  if (!found) return undefined
  if (found.lists.length === 0) {
    void window.showInformationMessage(l10n.t("No tag list was found in '{0}'; choose the folder where the program is installed, or the file itself", folder.fsPath))
    return undefined
  }
  const items: FoundItem[] = []
  let program: string | null | undefined
  for (const list of found.lists) {
    if (list.program !== program) items.push({ label: list.program ?? l10n.t('In the folder itself'), kind: QuickPickItemKind.Separator })
    program = list.program
    items.push(toItem(list))
  }
  const picked = await window.showQuickPick(items, { title: l10n.t('Lists in {0}', folder.fsPath), placeHolder: l10n.t('Which of them shall Taglore know?'), canPickMany: true, matchOnDetail: true, ignoreFocusOut: true })
  return picked?.flatMap(({ uri }) => uri ?? [])
}

function toItem({ uri: value, path, kind, format, size }: FoundList): FoundItem {
  const uri = Uri.parse(value)
  const known = isKept({ uri, kind }) ? `$(check) ${l10n.t('in your settings')} · ` : ''
  return { uri, label: nameOf(uri), description: `${known}${kindName(kind)} · ${format} · ${sizeOf(size)}`, detail: path }
}

/** Those that are lists; of the others the user is told. */
async function describeFiles(server: LanguageServer, files: readonly Uri[]): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = []
  for (const uri of files) {
    const description = await asking(server.request('taglore/describeList', { uri: uri.toString() }))
    if (description?.kind === 'unreadable') void window.showWarningMessage(description.message)
    else if (description) candidates.push({ uri, description })
  }
  return candidates
}

/** The lists with what the user says of relations that tell nothing of themselves; undefined where the user says nothing. */
async function withRelations(candidates: readonly Candidate[]): Promise<readonly KeptList[] | undefined> {
  const lists: KeptList[] = []
  for (const { uri, description } of candidates) {
    const { kind, named } = description
    if (kind !== 'relations' || named) lists.push({ uri, kind })
    else {
      const relation = await askRelation(uri, description)
      if (!relation) return undefined
      lists.push({ uri, kind, relation })
    }
  }
  return lists
}

async function askRelation(uri: Uri, { relation, sample }: ListDescription): Promise<'aliases' | 'implications' | undefined> {
  const example = sample[0] ? `${sample[0].name} ${sample[0].detail}` : ''
  const items = [
    { value: 'aliases' as const, label: l10n.t('Aliases'), detail: l10n.t('the first is another name of the second: {0}', example) },
    { value: 'implications' as const, label: l10n.t('Implications'), detail: l10n.t('whatever has the first tag has the second as well: {0}', example) },
  ]
  const shown = items.map((item) => (item.value === relation ? { ...item, description: l10n.t('so its rows say') } : item))
  const active = shown.find(({ value }) => value === relation)
  const picked = await pickOne(shown, { title: nameOf(uri), placeholder: l10n.t('What are these pairs?'), active })
  return picked === 'back' ? undefined : picked?.value
}

type PreviewItem = QuickPickItem & Partial<Pick<PlaceItem, 'place'>>

/** Shows what was understood, and where it may be kept. */
async function preview(candidates: readonly Candidate[]): Promise<Place | undefined> {
  const kinds = candidates.map(({ description }) => description.kind)
  const items: PreviewItem[] = [{ label: l10n.t('Add'), kind: QuickPickItemKind.Separator }, ...placeItems(kinds)]
  const [only] = candidates
  if (candidates.length === 1 && only) items.push(...previewRows(only.description))
  else {
    items.push({ label: l10n.t('What Taglore has read'), kind: QuickPickItemKind.Separator })
    for (const { uri, description } of candidates) items.push({ label: nameOf(uri), description: [countRows(description), description.format, leftOut(description)].filter((part) => part !== '').join(' · '), alwaysShow: true })
  }
  const title = candidates.length === 1 && only ? [nameOf(only.uri), only.description.format, countRows(only.description)].join(' · ') : l10n.t('Add {0} lists', candidates.length)
  const picked = await pickOne(items, { title, placeholder: l10n.t('Where is it to count?'), isChoice: ({ place }) => place !== undefined })
  return picked === 'back' || picked?.place === undefined ? undefined : placeOf({ ...picked, place: picked.place })
}

function previewRows(description: ListDescription): readonly PreviewItem[] {
  const { sample, problems } = description
  const items: PreviewItem[] = [{ label: l10n.t('The first rows'), kind: QuickPickItemKind.Separator }]
  for (const { name, detail } of sample) items.push({ label: name, description: detail })
  if (problems.length > 0) items.push({ label: leftOut(description), kind: QuickPickItemKind.Separator })
  for (const { line, message } of problems) items.push({ label: `$(warning) ${l10n.t('Line {0}', line + 1)}`, description: message })
  return items
}

function leftOut({ leftOut: count }: ListDescription): string {
  return count === 0 ? '' : count === 1 ? l10n.t('1 row is left out') : l10n.t('{0} rows are left out', number(count))
}

function countRows(description: ListDescription | undefined): string {
  const rows = number(description?.rows ?? 0)
  if (description?.kind === 'translations') return l10n.t('{0} translations', rows)
  if (description?.kind !== 'relations') return l10n.t('{0} tags', rows)
  if (description.relation === null || !description.named) return l10n.t('{0} pairs', rows)
  return description.relation === 'aliases' ? l10n.t('{0} aliases', rows) : l10n.t('{0} implications', rows)
}

function kindName(kind: ListKind): string {
  return kind === 'tags' ? l10n.t('tags') : kind === 'relations' ? l10n.t('relations') : l10n.t('translations')
}

/** The answer, or undefined where the user was told that there is none. */
async function asking<Answer>(question: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await question
  } catch (error) {
    void window.showErrorMessage(error instanceof Error ? error.message : String(error))
    return undefined
  }
}

function nameOf(uri: Uri | undefined): string {
  return uri?.path.split('/').at(-1) ?? ''
}
