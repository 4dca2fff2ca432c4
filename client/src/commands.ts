import { commands, Disposable, Uri, type ExtensionContext, type LogOutputChannel } from 'vscode'
import type { TagCommandParams } from '../../server/src/protocol/captions'
import type { CaptionMode } from './caption-mode'
import { chooseGoal, chooseModel, declareTriggers, showDatasetActions } from './dataset-settings'
import type { LanguageServer } from './language-server'
import { activeFile, captionColumn, moveToCaption, openCaption, type Direction } from './navigation'
import { fileUri } from './new-captions'
import type { Panels } from './panels'
import { openRulePage } from './rule-pages'
import { runTagCommand } from './tag-commands'
import { treatAs } from './treat-as'

export interface Parts {
  readonly context: ExtensionContext
  readonly server: LanguageServer
  readonly mode: CaptionMode
  readonly panels: Panels
  readonly log: LogOutputChannel
}

const TAG_COMMANDS: Readonly<Record<string, TagCommandParams['command']>> = {
  selectNextTag: 'select-next',
  selectPreviousTag: 'select-previous',
  deleteTag: 'delete',
  moveTagLeft: 'move-left',
  moveTagRight: 'move-right',
}

const MOVES: Readonly<Record<string, Direction>> = {
  nextCaption: 'next',
  previousCaption: 'previous',
  nextUncaptioned: 'next-uncaptioned',
}

/** Registers every command of the manifest. */
export function registerCommands(parts: Parts): Disposable {
  const { context, server, mode, panels, log } = parts
  const handlers: Record<string, (...args: unknown[]) => unknown> = {
    openPreview: (uri) => panels.preview.open(activeFile(uri)),
    openCaption: (uri) => openCaptionOf(parts, activeFile(uri) ?? panels.preview.file),
    auditDataset: (uri) => panels.audit.open(activeFile(uri)),
    treatAsCaption: (uri) => treatAs(mode, asUri(uri), true),
    treatAsPlainText: (uri) => treatAs(mode, asUri(uri), false),
    declareTriggers: () => declareTriggers(server, activeFile()),
    chooseGoal: () => chooseGoal(server, activeFile()),
    chooseModel: () => chooseModel(server, activeFile()),
    showDatasetActions: () => showDatasetActions(server, activeFile()),
    restartServer: () => server.restart(),
    showLog: () => log.show(),
    openRulePage: (rule) => typeof rule === 'string' && openRulePage(context, rule),
  }
  for (const [id, command] of Object.entries(TAG_COMMANDS)) handlers[id] = () => runTagCommand(server, command)
  for (const [id, direction] of Object.entries(MOVES)) handlers[id] = () => move(parts, direction)
  return Disposable.from(...Object.entries(handlers).map(([id, handler]) => commands.registerCommand(`taglore.${id}`, handler)))
}

function asUri(value: unknown): Uri | undefined {
  return value instanceof Uri ? value : undefined
}

/** From the caption that is active, or from the one that the active preview shows; the keyboard stays where it is. */
async function move({ server, mode, panels }: Parts, direction: Direction): Promise<void> {
  const fromPanel = panels.preview.active
  const from = fromPanel ? panels.preview.file : activeFile()
  if (from) await moveToCaption(server, mode, { from, direction, preserveFocus: fromPanel })
}

async function openCaptionOf({ server, mode }: Parts, image: Uri | undefined): Promise<void> {
  if (!image) return
  const data = await server.ask('taglore/preview', { uri: fileUri(image).toString() })
  if (!data?.caption) return
  await openCaption(mode, { caption: data.caption.uri, captionExists: data.caption.exists }, { preserveFocus: false, viewColumn: captionColumn() })
}
