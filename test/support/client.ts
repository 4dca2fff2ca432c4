import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  type CompletionItem,
  type CompletionList,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type MessageReader,
  type MessageWriter,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type SemanticTokens,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol/node'
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { FileSystem } from '../../server/src/base/file-system'
import { ImageProcess } from '../../server/src/host/image-process'
import { startServer, type ServerOptions } from '../../server/src/lsp/server'
import { toPath, toUri } from '../../server/src/lsp/uris'

export interface ClientOptions {
  readonly files: FileSystem
  /** Workspace folders; none in place of an empty list stands for a client without them. */
  readonly folders?: readonly string[]
  readonly capabilities?: ClientCapabilities
  /** Section `taglore` as the client answers it, for each URI. */
  readonly settings?: object | ((uri: string) => object)
  readonly initializationOptions?: object
  readonly locale?: string
  readonly server?: ServerOptions
  /** The client announces progress and then refuses it. */
  readonly refusesProgress?: boolean
}

/** What VS Code announces of what we look at. */
export const FULL: ClientCapabilities = {
  window: { workDoneProgress: true },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true, resourceOperations: ['create', 'rename', 'delete'], changeAnnotationSupport: { groupsOnLabel: true } },
  },
  textDocument: {
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } }, resolveSupport: { properties: ['edit'] } },
    completion: { completionItem: { labelDetailsSupport: true, documentationFormat: ['markdown'], tagSupport: { valueSet: [1] } } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
  },
}

/** No waiting for quiet beyond what a test can see. */
const NO_IMAGES = join(__dirname, '../host/fixtures/no-images.cjs')
const PROMPT = { dataset: 1, datasetAtMost: 50, typing: 60_000 }
const PATIENCE = 15_000

/** As our server sends it: messages are plain text. */
export type Told = Diagnostic & { readonly message: string }

/** A language client that waits for what it is to see, and never just for a while. */
export class TestClient {
  readonly told: string[] = []
  readonly log: string[] = []
  readonly progress: unknown[] = []
  readonly registered: string[] = []
  /** How often the server said that datasets changed. */
  changes = 0
  /** How often the server said that problems are to be asked for again. */
  refreshes = 0
  initialized: InitializeResult | undefined
  private readonly published = new Map<string, PublishDiagnosticsParams>()
  private readonly documents = new Map<string, TextDocument>()
  private readonly watchers = new Set<() => void>()
  settings: object | ((uri: string) => object)

  private constructor(
    readonly connection: ProtocolConnection,
    private readonly options: Pick<ClientOptions, 'settings' | 'refusesProgress'>,
  ) {
    this.settings = options.settings ?? {}
  }

  /** Starts a server in this process, over streams, and greets it. */
  static async start(options: ClientOptions): Promise<TestClient> {
    const [up, down] = [new PassThrough(), new PassThrough()]
    const server = createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down))
    startServer(server, options.files, '0.0.0', { delays: PROMPT, images: new ImageProcess({ entry: NO_IMAGES }), ...options.server })
    server.listen()
    return TestClient.connect(new StreamMessageReader(down), new StreamMessageWriter(up), options)
  }

  static async connect(reader: MessageReader, writer: MessageWriter, options: Omit<ClientOptions, 'files' | 'server'>): Promise<TestClient> {
    const connection = createProtocolConnection(reader, writer)
    const client = new TestClient(connection, options)
    client.listen()
    connection.listen()
    client.initialized = await connection.sendRequest<InitializeResult>('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: options.folders?.map((path) => ({ uri: toUri(path), name: path })) ?? null,
      capabilities: options.capabilities ?? FULL,
      initializationOptions: options.initializationOptions,
      locale: options.locale,
    })
    await connection.sendNotification('initialized', {})
    return client
  }

  private listen(): void {
    const { connection } = this
    const see = (work: () => void): void => {
      work()
      for (const watcher of [...this.watchers]) watcher()
    }
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => see(() => this.published.set(toPath(params.uri), params)))
    connection.onNotification('window/showMessage', ({ message }: { message: string }) => see(() => this.told.push(message)))
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => see(() => this.log.push(message)))
    connection.onNotification('taglore/changed', () => see(() => this.changes++))
    connection.onNotification('$/progress', (params: unknown) => see(() => this.progress.push(params)))
    connection.onRequest('window/workDoneProgress/create', () => (this.options.refusesProgress ? Promise.reject(new Error('no progress here')) : null))
    connection.onRequest('workspace/semanticTokens/refresh', () => null)
    connection.onRequest('workspace/inlayHint/refresh', () => null)
    connection.onRequest('workspace/diagnostic/refresh', () => {
      see(() => this.refreshes++)
      return null
    })
    connection.onRequest('client/registerCapability', ({ registrations }: { registrations: { method: string }[] }) => {
      see(() => this.registered.push(...registrations.map(({ method }) => method)))
      return null
    })
    connection.onRequest('workspace/configuration', ({ items }: { items: { scopeUri?: string; section?: string }[] }) =>
      items.map(({ scopeUri = '' }) => (typeof this.settings === 'function' ? this.settings(scopeUri) : this.settings)),
    )
  }

  /** Resolves with what `look` finds, as soon as it finds something; `what` names it should it never. */
  until<Found>(what: string, look: () => Found | undefined | false): Promise<Found> {
    return new Promise((resolve, reject) => {
      const watcher = (): void => {
        const found = look()
        if (found === undefined || found === false) return
        done()
        resolve(found)
      }
      const timer = setTimeout(() => {
        done()
        reject(new Error(`never seen: ${what}\n${[...this.told, ...this.log].join('\n')}`))
      }, PATIENCE)
      const done = (): void => {
        clearTimeout(timer)
        this.watchers.delete(watcher)
      }
      this.watchers.add(watcher)
      watcher()
    })
  }

  /** Resolves when `ask` gives what is looked for; asks again each time that the server has looked at its datasets. */
  async eventually<Found>(what: string, ask: () => Promise<Found | undefined | false>): Promise<Found> {
    for (;;) {
      const seen = this.changes + this.published.size
      const found = await ask()
      if (found !== undefined && found !== false) return found
      await this.until(what, () => this.changes + this.published.size !== seen)
    }
  }

  /** Resolves when the tag lists are read and the datasets of the workspace were looked at. */
  async ready(path = '/'): Promise<this> {
    await this.eventually('the tag lists', async () => (await this.request<{ tags: { ready: boolean } }>('taglore/status', { uri: toUri(path) })).tags.ready)
    return this
  }

  request<Result>(method: string, params: unknown): Promise<Result> {
    return this.connection.sendRequest<Result>(method, params)
  }

  async open(path: string, text: string, languageId = 'sd-caption'): Promise<void> {
    this.documents.set(path, TextDocument.create(toUri(path), languageId, 1, text))
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri: toUri(path), languageId, version: 1, text } })
  }

  /** Replaces the text as one change, or types `text` over a range. */
  async change(path: string, text: string, at?: { start: number; end: number }): Promise<void> {
    const document = this.document(path)
    const contentChanges = [at ? { range: rangeOf(document, at), text } : { text }]
    TextDocument.update(document, contentChanges, document.version + 1)
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri: document.uri, version: document.version }, contentChanges })
  }

  async close(path: string): Promise<void> {
    this.documents.delete(path)
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: toUri(path) } })
  }

  async save(path: string): Promise<void> {
    await this.connection.sendNotification('textDocument/didSave', { textDocument: { uri: toUri(path) } })
  }

  /** Tells of files that other programs have made, changed or removed. */
  async filesChanged(...paths: readonly string[]): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: paths.map((path) => ({ uri: toUri(path), type: 2 })) })
  }

  async settingsChanged(settings: object): Promise<void> {
    this.settings = settings
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null })
  }

  complete(path: string, offset: number): Promise<CompletionList | null> {
    return this.request('textDocument/completion', this.place(path, offset))
  }

  resolveItem(item: CompletionItem): Promise<CompletionItem> {
    return this.request('completionItem/resolve', item)
  }

  hover(path: string, offset: number): Promise<Hover | null> {
    return this.request('textDocument/hover', this.place(path, offset))
  }

  tokens(path: string): Promise<SemanticTokens> {
    return this.request('textDocument/semanticTokens/full', { textDocument: { uri: toUri(path) } })
  }

  actions(path: string, at: { start: number; end: number }, context: Partial<CodeActionContext> = {}): Promise<CodeAction[]> {
    const range = rangeOf(this.document(path), at)
    return this.request('textDocument/codeAction', { textDocument: { uri: toUri(path) }, range, context: { diagnostics: [], ...context } })
  }

  /** The actions of what is not open: an image, a folder. */
  actionsAt(path: string): Promise<CodeAction[]> {
    const start = { line: 0, character: 0 }
    return this.request('textDocument/codeAction', { textDocument: { uri: toUri(path) }, range: { start, end: start }, context: { diagnostics: [] } })
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.request('codeAction/resolve', action)
  }

  /** What was last published for a file. */
  diagnostics(path: string): readonly Told[] {
    return (this.published.get(path)?.diagnostics ?? []) as readonly Told[]
  }

  versionOfDiagnostics(path: string): number | undefined {
    return this.published.get(path)?.version
  }

  codes(path: string): readonly unknown[] {
    return this.diagnostics(path).map(({ code }) => code)
  }

  /** Waits until a file has (or no longer has) a problem of this rule. */
  async problem(path: string, code: string, there = true): Promise<Told | undefined> {
    await this.until(`${there ? '' : 'no '}${code} at ${path}`, () => this.codes(path).includes(code) === there)
    return this.diagnostics(path).find((diagnostic) => diagnostic.code === code)
  }

  /** Waits until everything that the server was told so far is looked at: it answers changes of settings in turn. */
  async settled(): Promise<void> {
    for (let round = 0; round < 3; round++) {
      const { changes } = this
      await this.settingsChanged(this.settings)
      await this.until('a look at the datasets', () => this.changes > changes)
    }
  }

  document(path: string): TextDocument {
    const document = this.documents.get(path)
    if (!document) throw new Error(`${path} is not open`)
    return document
  }

  async stop(): Promise<void> {
    await this.request('shutdown', null)
    this.connection.dispose()
  }

  private place(path: string, offset: number): { textDocument: { uri: string }; position: Position } {
    return { textDocument: { uri: toUri(path) }, position: this.document(path).positionAt(offset) }
  }
}

function rangeOf(document: TextDocument, { start, end }: { start: number; end: number }): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) }
}

/** The text edits of a workspace edit, by path; file operations as `create`, `delete` or `rename`. */
export function editsOf(edit: WorkspaceEdit | undefined): ReadonlyMap<string, { readonly version: number | null | undefined; readonly edits: readonly TextEdit[]; readonly operation?: string }> {
  const found = new Map<string, { version: number | null | undefined; edits: readonly TextEdit[]; operation?: string }>()
  for (const [uri, edits] of Object.entries(edit?.changes ?? {})) found.set(toPath(uri), { version: undefined, edits })
  for (const change of edit?.documentChanges ?? []) {
    if ('kind' in change) {
      const uri = change.kind === 'rename' ? change.oldUri : change.uri
      found.set(toPath(uri), { version: null, edits: [], operation: change.kind })
    } else {
      const path = toPath(change.textDocument.uri)
      // no snippet edits are ever sent
      const edits = (change as TextDocumentEdit).edits as readonly TextEdit[]
      found.set(path, { ...found.get(path), version: change.textDocument.version, edits })
    }
  }
  return found
}

/** A text after edits. */
export function applyTo(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(TextDocument.create('', '', 0, text), [...edits])
}
