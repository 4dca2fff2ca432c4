import { commands, EventEmitter, l10n, Uri, window, workspace, type CancellationToken, type Disposable, type Event, type ExtensionContext, type LogOutputChannel } from 'vscode'
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  State,
  TransportKind,
  type CloseHandlerResult,
  type ConfigurationParams,
  type ConfigurationRequest,
  type ErrorHandler,
  type LanguageClientOptions,
  type Middleware,
} from 'vscode-languageclient/node'
import { ACCEPT_WORD_COMMAND, APPLY_CHANGE_COMMAND, REVIEW_SCHEME, SHOW_TAG_COMMAND, type InitializationOptions } from '../../server/src/protocol/initialize'
import { CHANGED_NOTIFICATION, type ChangedParams } from '../../server/src/protocol/status'
import { planRename } from './changes/rename'
import { withoutLargeFiles } from './large-files'
import { isUnwritten, uriConverters } from './new-captions'
import type { Ask, Method, Request, Requests } from './requests'
import { createRestartPolicy } from './restart-policy'
import { linkRulePages } from './rule-pages'
import { setValues } from './set-values'
import { captionSuffixes } from './settings'
import { createFileWatcher } from './watched-files'

export type ServerState = 'starting' | 'running' | 'stopped'

/** The language server as the rest of the extension knows it. */
export interface LanguageServer extends Disposable {
  readonly state: ServerState
  readonly onDidChangeState: Event<ServerState>
  /** Datasets have changed: panels and status ask again. */
  readonly onDidChangeDatasets: Event<readonly string[]>
  readonly ask: Ask
  readonly request: Request
  readonly client: LanguageClient
  start(): Promise<void>
  restart(): Promise<void>
}

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
  [State.Starting]: 'starting',
  [State.Running]: 'running',
}

/** Makes the client of the language server; `start` starts it. */
export function createLanguageServer(context: ExtensionContext, log: LogOutputChannel): LanguageServer {
  const states = new EventEmitter<ServerState>()
  const datasets = new EventEmitter<readonly string[]>()
  const watcher = createFileWatcher(captionSuffixes)
  const policy = createRestartPolicy()
  const client = new LanguageClient('taglore', 'Taglore', serverOptions(context), clientOptions(context, log, watcher, errorHandler(log, () => policy.mayRestart(Date.now())), (...asked) => planRename(server, ...asked)))
  // the client does not tell that it waits for its first start
  let state: ServerState = 'starting'
  client.onDidChangeState(({ newState }) => {
    state = STATES[newState]
    log.debug(`server: ${state}`)
    states.fire(state)
  })
  client.onNotification(CHANGED_NOTIFICATION, (params: ChangedParams) => datasets.fire(params.roots))

  // waits for a server that is starting; one that has stopped answers nothing
  const request: Request = <Name extends Method>(method: Name, params: Requests[Name][0], token?: CancellationToken) =>
    // an absent token would be sent as one more parameter
    token ? client.sendRequest<Requests[Name][1]>(method, params, token) : client.sendRequest<Requests[Name][1]>(method, params)
  const start = (): Promise<void> =>
    client.start().catch((error: unknown) => {
      log.error(`The language server could not be started: ${String(error)}`)
      void offerRestart(l10n.t('Taglore could not be started: its language server does not answer'))
    })
  const server: LanguageServer = {
    get state() {
      return state
    },
    onDidChangeState: states.event,
    onDidChangeDatasets: datasets.event,
    request,
    ask: createAsk(request, log),
    client,
    start,
    async restart() {
      policy.reset()
      // one that has ended by itself has nothing to stop
      if (client.needsStop()) await client.stop().catch((error: unknown) => log.warn(`The old server did not stop in order: ${String(error)}`))
      await start()
    },
    dispose() {
      for (const part of [watcher, states, datasets]) part.dispose()
    },
  }
  return server
}

function serverOptions(context: ExtensionContext): { run: ServerModule; debug: ServerModule } {
  const run: ServerModule = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc }
  return { run, debug: { ...run, options: { execArgv: ['--nolazy', '--inspect=6019', '--enable-source-maps'] } } }
}

/** Files that may hold tags and are no captions; the server tells by their content whether they do. */
const OTHER_FILES = ['**/*.toml', '**/*.json', '**/*prompt*.txt']

interface ServerModule {
  readonly module: string
  readonly transport: TransportKind.ipc
  readonly options?: { readonly execArgv: string[] }
}

function clientOptions(context: ExtensionContext, log: LogOutputChannel, watcher: ReturnType<typeof createFileWatcher>, handler: ErrorHandler, renames: NonNullable<Middleware['provideRenameEdits']>): LanguageClientOptions {
  return {
    documentSelector: [{ language: 'sd-caption' }, ...OTHER_FILES.map((pattern) => ({ scheme: 'file', pattern }))],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    diagnosticCollectionName: 'taglore',
    diagnosticPullOptions: { onChange: true, onSave: true },
    initializationOptions: (): InitializationOptions => ({
      trusted: workspace.isTrusted,
      commands: [ACCEPT_WORD_COMMAND, APPLY_CHANGE_COMMAND, SHOW_TAG_COMMAND],
      hoverImages: true,
      reviewScheme: REVIEW_SCHEME,
      captionLanguage: 'sd-caption',
      cacheFolder: Uri.joinPath(context.globalStorageUri, 'cache').fsPath,
    }),
    synchronize: { fileEvents: watcher, configurationSection: 'taglore' },
    markdown: { supportHtml: false, isTrusted: { enabledCommands: [SHOW_TAG_COMMAND] } },
    uriConverters,
    errorHandler: handler,
    // told by whoever has started it
    initializationFailedHandler: () => false,
    middleware: { ...diagnosticLinks(), ...withoutLargeFiles(), provideRenameEdits: (...asked) => renames(...asked), workspace: { configuration: (params, token, next) => ownSettings(context, params, token, next) } },
  }
}

/** The settings of ours that the user has set; what nobody has said is the server's to decide, and to tell. */
async function ownSettings({ extension }: ExtensionContext, params: ConfigurationParams, token: CancellationToken, next: ConfigurationRequest.HandlerSignature): Promise<unknown[]> {
  const given = await next(params, token)
  if (!Array.isArray(given)) return []
  const prefix = 'taglore.'
  return params.items.map(({ section, scopeUri }, index): unknown => {
    if (section !== 'taglore') return given[index]
    const configuration = workspace.getConfiguration(section, scopeUri === undefined ? undefined : Uri.parse(scopeUri))
    return setValues(settingNames(extension.packageJSON).map((name) => name.slice(prefix.length)), (key) => configuration.inspect(key), (key) => configuration.get(key))
  })
}

function settingNames(manifest: unknown): readonly string[] {
  // our own manifest, checked by its test
  const { contributes } = manifest as { readonly contributes: { readonly configuration: { readonly properties: object } } }
  return Object.keys(contributes.configuration.properties)
}

/** Rule ids of problems lead to the rule's page. */
function diagnosticLinks(): Middleware {
  return {
    // a caption that is not there yet cannot be wrong
    handleDiagnostics: (uri, diagnostics, next) => next(uri, isUnwritten(uri) ? [] : linkRulePages(diagnostics)),
    provideDiagnostics: async (document, previousResultId, token, next) => {
      const report = await next(document, previousResultId, token)
      return report && 'items' in report ? { ...report, items: linkRulePages(report.items) } : report
    },
  }
}

/** Restarts a server that has ended, within reason; the user hears of it once, when it stays down. */
function errorHandler(log: LogOutputChannel, mayRestart: () => boolean): ErrorHandler {
  return {
    error(error) {
      log.error(`connection to the server: ${error.message}`)
      return { action: ErrorAction.Continue, handled: true }
    },
    closed(): CloseHandlerResult {
      if (mayRestart()) {
        log.warn('The language server has ended; it is started again')
        return { action: CloseAction.Restart, handled: true }
      }
      log.error('The language server has ended too often; it is not started again')
      void offerRestart(l10n.t('Taglore has stopped: its language server ended more than five times in three minutes'))
      return { action: CloseAction.DoNotRestart, handled: true }
    },
  }
}

async function offerRestart(message: string): Promise<void> {
  const restart = l10n.t('Restart Server')
  const showLog = l10n.t('Show Log')
  const answer = await window.showErrorMessage(message, restart, showLog)
  if (answer === restart) await commands.executeCommand('taglore.restartServer')
  if (answer === showLog) await commands.executeCommand('taglore.showLog')
}

function createAsk(request: Request, log: LogOutputChannel): Ask {
  return async (method, params, token) => {
    try {
      return await request(method, params, token)
    } catch (error) {
      if (!token?.isCancellationRequested) log.warn(`${method}: ${error instanceof Error ? error.message : String(error)}`)
      return undefined
    }
  }
}
