import { commands, env, l10n, window, workspace, type QuickPickItem, type Uri } from 'vscode'
import type { ConvertibleMode, PlanOptions, WriteWishes } from '../../server/src/protocol/plan'
import { applyDatasetChange } from './changes/apply-change'
import { longRequest } from './changes/long-request'
import { findRoot } from './find-dataset'
import type { LanguageServer } from './language-server'
import { hasTrainingTemplate } from './settings'
import { shellOf } from './shell'
import { pickOne } from './steps'

/** What sd-scripts is started with. */
const STARTED_WITH = ['dataset-toml', 'training-toml']

/** Files that a command writes where no panel says which. */
export const USUAL_FILES: WriteWishes = { writers: [...STARTED_WITH, 'sample-prompts'] }

/** Does something for the dataset that a file or folder belongs to. What the server cannot do is told. */
export async function forDataset(server: LanguageServer, place: Uri | undefined, run: (root: Uri) => Promise<unknown>): Promise<void> {
  const root = await findRoot(server, place)
  if (!root) return
  try {
    await run(root)
  } catch (error) {
    void window.showWarningMessage(error instanceof Error ? error.message : String(error))
  }
}

/** Writes the files of a plan, after they have been shown; through the journal, so that they are on the disk and undone as one. Whether it was done. */
export async function writePlan(server: LanguageServer, root: Uri, options: PlanOptions, wishes: WriteWishes): Promise<boolean> {
  const change = await longRequest(server, l10n.t('Write training files'), 'taglore/writePlan', { uri: root.toString(), options, ...wishes })
  return change !== undefined && (await applyDatasetChange(server, change)) === 'applied'
}

/** Puts the command that starts the training into the clipboard, as the shell in use needs it. */
export async function copyTrainingCommand(server: LanguageServer, root: Uri, options: PlanOptions, wishes: WriteWishes): Promise<void> {
  const answer = await server.request('taglore/trainingCommand', { uri: root.toString(), options, shell: shellOf(env.shell) })
  await env.clipboard.writeText(answer.command)
  const write = l10n.t('Write Files…')
  const missing = !answer.exists || (await isUnwritten(server, root, options, wishes))
  if (!missing) return void window.showInformationMessage(l10n.t('Copied: {0}', answer.command))
  if ((await window.showInformationMessage(l10n.t('Copied: {0}. The training files do not say yet what was planned', answer.command), write)) === write) await writePlan(server, root, options, wishes)
}

/**
 * Starts the training in a terminal with the user's own template. Without one the command is only put there: it is the user who knows
 * where the trainer lies. Files that do not say what was planned are written first.
 */
export async function startTraining(server: LanguageServer, root: Uri, options: PlanOptions, wishes: WriteWishes): Promise<void> {
  if (!workspace.isTrusted) return void window.showWarningMessage(l10n.t('Training is started only in a workspace that you trust'))
  if (!(await filesAreRight(server, root, options, wishes))) return
  const { command } = await server.request('taglore/trainingCommand', { uri: root.toString(), options, shell: shellOf(env.shell) })
  const isOwn = hasTrainingTemplate(root)
  const terminal = window.createTerminal({ name: l10n.t('Training: {0}', root.path.split('/').at(-1) ?? ''), cwd: root })
  terminal.show()
  terminal.sendText(command, isOwn)
  if (isOwn) return
  const setting = l10n.t('Open Setting')
  const words = l10n.t('The command stands in the terminal and is not started: go to the folder of sd-scripts first, or give a command of your own in the setting {0}', 'taglore.training.command')
  if ((await window.showInformationMessage(words, setting)) === setting) await commands.executeCommand('workbench.action.openSettings', 'taglore.training.command')
}

/** Whether the files say what was planned, or the user starts with them as they are. */
async function filesAreRight(server: LanguageServer, root: Uri, options: PlanOptions, wishes: WriteWishes): Promise<boolean> {
  if (!(await isUnwritten(server, root, options, wishes))) return true
  const { exists } = await server.request('taglore/trainingCommand', { uri: root.toString(), options, shell: 'bash' })
  const write = l10n.t('Write Files…')
  const anyway = l10n.t('Start Anyway')
  const answer = await window.showWarningMessage(l10n.t('The training files do not say yet what was planned'), { modal: true, detail: l10n.t('The trainer reads the files, not the plan.') }, write, ...(exists ? [anyway] : []))
  if (answer === anyway) return true
  return answer === write && writePlan(server, root, options, { ...wishes, writers: [...new Set([...wishes.writers, ...STARTED_WITH])] })
}

/** Whether writing the files that the trainer is started with would change them. */
async function isUnwritten(server: LanguageServer, root: Uri, options: PlanOptions, wishes: WriteWishes): Promise<boolean> {
  const change = await server.request('taglore/writePlan', { uri: root.toString(), options, ...wishes, writers: STARTED_WITH })
  return change.files.length > 0
}

interface ModeItem extends QuickPickItem {
  readonly to: ConvertibleMode
}

/** Has the images trained in another mode, after the change has been shown. Whether it was done. */
export async function convertMode(server: LanguageServer, root: Uri): Promise<boolean> {
  const items: readonly ModeItem[] = [
    { to: 'dreambooth-captions', label: l10n.t('DreamBooth with captions'), detail: l10n.t('Each image has its own caption; images without one get the text that they are trained with now') },
    { to: 'dreambooth-class', label: l10n.t('DreamBooth without captions'), detail: l10n.t("Every image is trained with the folder's text; captions are put aside, not deleted") },
    { to: 'fine-tuning', label: l10n.t('Fine-tuning with metadata'), detail: l10n.t('All captions of a folder go into one metadata file that the dataset configuration names') },
  ]
  const picked = await pickOne(items, { title: l10n.t('Convert Training Mode'), placeholder: l10n.t('How should the images be trained?') })
  if (!picked || picked === 'back') return false
  const change = await longRequest(server, picked.label, 'taglore/convertMode', { uri: root.toString(), to: picked.to })
  return change !== undefined && (await applyDatasetChange(server, change)) === 'applied'
}
