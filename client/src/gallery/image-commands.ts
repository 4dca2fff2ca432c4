import { l10n, Uri, window, workspace, type QuickPickItem } from 'vscode'
import type { PlannedChange } from '../../../server/src/protocol/changes'
import { applyDatasetChange } from '../changes/apply-change'
import type { LanguageServer } from '../language-server'
import { fileUri } from '../new-captions'
import { askText, pickOne } from '../steps'

interface FolderItem extends QuickPickItem {
  readonly folder: string
}

/** Moves images, with all that belongs to them, to the folder of a concept that the user picks. */
export async function moveToConcept(server: LanguageServer, files: readonly Uri[]): Promise<void> {
  const uris = files.map((uri) => fileUri(uri).toString())
  const [first] = uris
  const found = first === undefined ? undefined : await server.ask('taglore/concepts', { uri: first })
  if (!found?.root) return tellChoose()
  const items = found.concepts.flatMap(({ title, triggers, folders }): FolderItem[] =>
    folders.map((folder) => ({ folder, label: decodeURIComponent(folder.split('/').at(-1) ?? ''), description: [...(folders.length > 1 ? [title] : []), ...triggers].join(' · ') })),
  )
  const title = l10n.t('Move to Concept')
  const picked = await pickOne(items, { title, placeholder: uris.length === 1 ? l10n.t('Where does the image go?') : l10n.t('Where do the {0} images go?', uris.length) })
  if (!picked || picked === 'back') return
  const change = await server.ask('taglore/planMove', { uris, to: picked.folder })
  if (change === null) void window.showInformationMessage(l10n.t('The images are there already'))
  else if (change) await applyDatasetChange(server, change, { preview: uris.length === 1 ? 'none' : 'list' })
}

/** Gives the folders of images other repeats. */
export async function setRepeats(server: LanguageServer, files: readonly Uri[]): Promise<void> {
  const uris = files.map((uri) => fileUri(uri).toString())
  const [first] = uris
  const about = first === undefined ? undefined : await server.ask('taglore/preview', { uri: first })
  if (!about?.concept) return tellChoose()
  const check = (text: string): string | undefined => (/^\d+$/.test(text) && Number(text) >= 1 ? undefined : l10n.t('Write a number from {0} on', 1))
  const answer = await askText({ title: l10n.t('Set Repeats'), placeholder: '10', prompt: l10n.t('How often an epoch shows each image of their folders'), value: String(about.concept.repeats), check })
  if (!answer || answer === 'back') return
  const result = await server.ask('taglore/planRepeats', { uris, repeats: Number(answer.text) })
  if (!result) return
  if (result.fault !== null) void window.showWarningMessage(result.fault)
  else if (result.change) await applyDatasetChange(server, result.change)
  else void window.showInformationMessage(l10n.t('The folders have these repeats already'))
}

/** Deletes images with their captions, masks and caches: into the trash where there is one, else so that it can be undone here. */
export async function deleteImages(server: LanguageServer, files: readonly Uri[]): Promise<void> {
  const uris = files.map((uri) => fileUri(uri).toString())
  const change = uris.length === 0 ? null : await server.ask('taglore/planDelete', { uris })
  if (change === undefined) return
  if (!change || change.files.length === 0) return tellChoose()
  const remove = l10n.t('Delete')
  const detail = `${l10n.t('{0} files, with captions, masks and caches.', change.files.length)}\n${namesOf(change)}`
  if ((await window.showWarningMessage(`${change.title}?`, { modal: true, detail }, remove)) !== remove) return
  if (!(await moveToTrash(change))) await applyDatasetChange(server, change, { preview: 'none' })
}

const NAMED = 10

function namesOf({ files }: PlannedChange): string {
  const names = files.slice(0, NAMED).map(({ uri }) => decodeURIComponent(uri.split('/').at(-1) ?? ''))
  return [...names, ...(files.length > NAMED ? ['…'] : [])].join('\n')
}

/** False where this system has no trash (as over a remote connection): nothing was deleted then. */
async function moveToTrash({ files }: PlannedChange): Promise<boolean> {
  for (const [at, { uri }] of files.entries()) {
    try {
      await workspace.fs.delete(Uri.parse(uri), { useTrash: true })
    } catch (error) {
      if (at === 0) return false
      throw error
    }
  }
  return true
}

function tellChoose(): void {
  void window.showInformationMessage(l10n.t('Choose images of a dataset first'))
}
