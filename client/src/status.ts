import { languages, LanguageStatusSeverity, l10n, StatusBarAlignment, window, workspace, type Disposable, type Uri } from 'vscode'
import { modelName } from '../../server/src/protocol/names'
import type { StatusResult } from '../../server/src/protocol/status'
import { CAPTION_LANGUAGE } from './caption-mode'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'

/** Typing asks again after this many milliseconds of rest. */
const REST = 250
const SELECTOR = { language: CAPTION_LANGUAGE }

/** The status bar's item at the right, and what the language's own status (the braces) tells. */
export function showStatus(server: LanguageServer): Disposable {
  const bar = createBarItem()
  const service = languages.createLanguageStatusItem('taglore.server', SELECTOR)
  service.name = 'Taglore'
  const triggers = createTriggersItem()
  let asked = 0
  let timer: NodeJS.Timeout | undefined

  async function update(): Promise<void> {
    showService(service, server.state, undefined)
    const file = activeCaption()
    if (!file || server.state === 'stopped') return bar.hide()
    const question = ++asked
    const status = await server.ask('taglore/status', { uri: fileUri(file).toString() })
    if (question !== asked || !status) return
    showService(service, server.state, status)
    showTriggers(triggers, status)
    bar.text = barText(status)
    bar.tooltip = barTooltip(status)
    bar.show()
  }
  function updateSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void update(), REST)
  }

  const parts: Disposable[] = [
    bar,
    service,
    triggers,
    window.onDidChangeActiveTextEditor(() => void update()),
    // the language is set a moment after a caption has opened
    workspace.onDidOpenTextDocument((document) => document === window.activeTextEditor?.document && void update()),
    workspace.onDidChangeTextDocument(({ document }) => document === window.activeTextEditor?.document && updateSoon()),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('taglore') && updateSoon()),
    server.onDidChangeDatasets(updateSoon),
    server.onDidChangeState(() => void update()),
    { dispose: () => clearTimeout(timer) },
  ]
  void update()
  return { dispose: () => parts.forEach((part) => part.dispose()) }
}

function createBarItem() {
  const item = window.createStatusBarItem('taglore.status', StatusBarAlignment.Right, 100)
  item.name = 'Taglore'
  item.command = 'taglore.showDatasetActions'
  return item
}

function createTriggersItem() {
  const item = languages.createLanguageStatusItem('taglore.triggers', SELECTOR)
  item.name = l10n.t('Triggers')
  item.text = l10n.t('No trigger')
  return item
}

function activeCaption(): Uri | undefined {
  const document = window.activeTextEditor?.document
  return document?.languageId === CAPTION_LANGUAGE ? document.uri : undefined
}

function barText({ format, model, tokens }: StatusResult): string {
  return [...(format === null ? [] : [format]), modelName(model), ...(tokens ? [l10n.t('{0} tokens', `${tokens.estimated ? '~' : ''}${tokens.count}/${tokens.limit}`)] : [])].join(' · ')
}

function barTooltip({ format, formatReason, goal, goalOrigin, model, modelOrigin, concept, tokens }: StatusResult): string {
  return [
    ...(format === null ? [] : [formatReason ?? l10n.t('Format: {0}', format)]),
    l10n.t('Goal: {0} ({1})', goal, goalOrigin),
    l10n.t('Model: {0} ({1})', modelName(model), modelOrigin),
    ...(concept === null ? [] : [l10n.t('Concept: {0}', concept)]),
    ...(tokens?.estimated ? [l10n.t('Tokens are estimated for this model')] : []),
    l10n.t('Click to change the format, the goal or the model'),
  ].join('\n')
}

function showService(item: ReturnType<typeof languages.createLanguageStatusItem>, state: LanguageServer['state'], status: StatusResult | undefined): void {
  item.busy = state === 'starting' || status?.tags.ready === false
  item.severity = state === 'stopped' ? LanguageStatusSeverity.Error : status && status.problems.length > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information
  item.command = state === 'stopped' ? { command: 'taglore.restartServer', title: l10n.t('Restart Server') } : { command: 'taglore.showLog', title: l10n.t('Show Log') }
  if (state === 'stopped') item.text = l10n.t('Taglore has stopped')
  else if (state === 'starting' || !status) item.text = l10n.t('Taglore is starting')
  else item.text = status.tags.ready ? l10n.t('{0} tags known', status.tags.count.toLocaleString()) : l10n.t('Reading tag lists, {0} tags so far', status.tags.count.toLocaleString())
  item.detail = [status?.formatReason ?? status?.format ?? undefined, ...(status?.problems ?? [])].filter((part) => part !== undefined).join(' · ')
}

function showTriggers(item: ReturnType<typeof languages.createLanguageStatusItem>, { triggers }: StatusResult): void {
  const inferred = triggers.some(({ declared }) => !declared)
  item.text = triggers.length === 0 ? l10n.t('No trigger') : l10n.t('Trigger: {0}', triggers.map(({ text }) => text).join(', '))
  item.detail = inferred ? l10n.t('inferred from the captions') : ''
  item.command = inferred ? { command: 'taglore.declareTriggers', title: l10n.t('Declare it'), tooltip: l10n.t('Writes the trigger into taglore.json') } : undefined
}
