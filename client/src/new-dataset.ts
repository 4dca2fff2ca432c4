import { FileType, l10n, Uri, window, workspace, type QuickPickItem } from 'vscode'
import type { NewDatasetParams } from '../../server/src/protocol/dataset-files'
import { modelName } from '../../server/src/protocol/names'
import { applyDatasetChange } from './changes/apply-change'
import { longRequest } from './changes/long-request'
import type { LanguageServer } from './language-server'
import { askText, pickOne, runSteps, type StepResult } from './steps'

interface Choice<Value> extends QuickPickItem {
  readonly value: Value
}

type Draft = { -readonly [Key in keyof NewDatasetParams]: NewDatasetParams[Key] }

/** Makes a dataset of a folder of downloads: asks what it is for, shows every file that would move, and does it as one step. */
export async function newDataset(server: LanguageServer, given: Uri | undefined): Promise<void> {
  const folder = given ?? (await chooseFolder())
  if (!folder) return
  const images = (await workspace.fs.readDirectory(folder)).filter(([name, type]) => type !== FileType.Directory && PICTURE.test(name)).length
  if (images === 0) return void window.showInformationMessage(l10n.t("'{0}' holds no pictures: choose the folder that they lie in", nameOf(folder)))
  const title = images === 1 ? l10n.t('New Dataset: 1 picture') : l10n.t('New Dataset: {0} pictures', images)
  const draft: Draft = { uri: folder.toString(), goal: 'character', model: 'sdxl', trigger: '', repeats: 10, how: 'move' }
  for (let again = true; again; ) {
    if (!(await runSteps(questions(server, draft, title, folder)))) return
    const planned = await longRequest(server, title, 'taglore/planDataset', draft)
    if (!planned) return
    if (!planned.change) {
      void window.showWarningMessage(planned.fault ?? title)
      continue
    }
    const outcome = await applyDatasetChange(server, planned.change, { back: true })
    if (outcome === 'applied') await offerOpening(Uri.parse(planned.change.root))
    again = outcome === 'back'
  }
}

const PICTURE = /\.(?:png|jpe?g|webp|bmp|avif|jxl|gif|tiff?|jfif|jpe|apng|heic|heif)$/i

async function chooseFolder(): Promise<Uri | undefined> {
  const [folder] = (await window.showOpenDialog({ canSelectFiles: false, canSelectFolders: true, canSelectMany: false, title: l10n.t('New Dataset'), openLabel: l10n.t('Choose the Folder of Pictures') })) ?? []
  return folder
}

function questions(server: LanguageServer, draft: Draft, title: string, folder: Uri): readonly (() => Promise<StepResult>)[] {
  const goals: readonly Choice<Draft['goal']>[] = [
    { value: 'character', label: l10n.t('Character'), description: l10n.t('one person or figure, in any style') },
    { value: 'style', label: l10n.t('Style'), description: l10n.t('a way of drawing, whatever is shown') },
    { value: 'concept', label: l10n.t('Concept'), description: l10n.t('a thing, a pose, an action') },
  ]
  const models = MODELS.map((value): Choice<Draft['model']> => ({ value, label: modelName(value) }))
  const ways: readonly Choice<Draft['how']>[] = [
    { value: 'move', label: l10n.t('This folder becomes the dataset'), description: l10n.t('its pictures move into a folder with repeats') },
    { value: 'copy', label: l10n.t('A copy beside it becomes the dataset'), description: l10n.t('the downloads stay as they are') },
  ]
  return [
    () => choose(goals, draft.goal, { title, placeholder: l10n.t('What does the dataset teach?'), step: 1, steps: 5 }, (value) => (draft.goal = value)),
    () => choose(models, draft.model, { title, placeholder: l10n.t('Which family is the base model of?'), step: 2, steps: 5, back: true }, (value) => (draft.model = value)),
    async () => {
      const prompt = draft.goal === 'style' ? l10n.t('The word that calls it up; a style may do without') : l10n.t('The word that calls it up: short, and no word that the model knows')
      const about = { uri: draft.uri, goal: draft.goal, model: draft.model }
      const value = draft.trigger || ((await server.ask('taglore/trigger', about))?.proposal ?? nameOf(folder))
      const note = async (text: string): Promise<string | undefined> => (await server.ask('taglore/trigger', { ...about, text }))?.note
      const given = await askText({ title, placeholder: l10n.t('Trigger'), prompt, value, note, step: 3, steps: 5, back: true, check: (text) => checkTrigger(text, draft.goal) })
      if (!given || given === 'back') return given === 'back' ? 'back' : 'end'
      draft.trigger = given.text
      return 'next'
    },
    async () => {
      const check = (text: string): string | undefined => (/^[1-9]\d{0,3}$/.test(text) ? undefined : l10n.t('Write a whole number from 1 on'))
      const given = await askText({ title, placeholder: l10n.t('Repeats'), prompt: l10n.t('How often an epoch shows each picture'), value: String(draft.repeats), step: 4, steps: 5, back: true, check })
      if (!given || given === 'back') return given === 'back' ? 'back' : 'end'
      draft.repeats = Number(given.text)
      return 'next'
    },
    () => choose(ways, draft.how, { title, placeholder: l10n.t('Where?'), step: 5, steps: 5, back: true }, (value) => (draft.how = value)),
  ]
}

const MODELS = ['sdxl', 'illustrious', 'noobai', 'pony', 'sd15', 'nai', 'sd2', 'sd3', 'flux', 'lumina', 'anima'] as const

function checkTrigger(text: string, goal: Draft['goal']): string | undefined {
  if (text === '') return goal === 'style' ? undefined : l10n.t('Write a trigger')
  return /[,\n]/.test(text) ? l10n.t('A trigger is one tag: no commas') : undefined
}

async function choose<Value>(items: readonly Choice<Value>[], value: Value, options: Parameters<typeof pickOne<Choice<Value>>>[1], accept: (value: Value) => void): Promise<StepResult> {
  const active = items.find((item) => item.value === value)
  const picked = await pickOne(items, { ...options, ...(active && { active }) })
  if (!picked || picked === 'back') return picked === 'back' ? 'back' : 'end'
  accept(picked.value)
  return 'next'
}

/** A dataset outside the workspace is not seen there. */
async function offerOpening(root: Uri): Promise<void> {
  if (workspace.getWorkspaceFolder(root)) return
  const open = l10n.t('Open Folder')
  if ((await window.showInformationMessage(l10n.t("'{0}' is ready", nameOf(root)), open)) === open) workspace.updateWorkspaceFolders(workspace.workspaceFolders?.length ?? 0, 0, { uri: root })
}

function nameOf(uri: Uri): string {
  return uri.path.split('/').at(-1) ?? uri.path
}
