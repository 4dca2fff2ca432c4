import { randomBytes } from 'node:crypto'
import { env, l10n, Uri, window, type Disposable, type ExtensionContext, type LogOutputChannel, type ViewColumn, type Webview, type WebviewPanel } from 'vscode'
import type { PanelName } from './index'

/** A page in a tab of its own, talking in messages of one type each way. */
export interface Panel<ToPage, FromPage extends PageMessage> extends Disposable {
  readonly active: boolean
  /** It can be talked to: a page that is hidden, or has not said `ready` yet, asks for everything by itself. */
  readonly visible: boolean
  readonly column: ViewColumn | undefined
  title: string
  post(message: ToPage): void
  /** What the panel shows, by a URI: restored after a reload of the window. */
  remember(subject: Uri): void
  /** The address under which the page can load a file below one of the panel's folders. */
  addressOf(file: Uri): Uri
  /** Lets the page load files below this folder, too. Only the first time for a folder is expensive: the page loads again. */
  allow(folder: Uri): void
  reveal(column?: ViewColumn, preserveFocus?: boolean): void
  /** Set by whoever owns the panel. */
  handle: (message: FromPage) => void
  onDispose: () => void
  onActive: (active: boolean) => void
}

/** Every page says `ready` when it can be talked to, also after it was hidden or the window was loaded again. */
export interface PageMessage {
  readonly kind: string
}

export interface PanelPlace {
  readonly column: ViewColumn
  readonly preserveFocus: boolean
}

export function createPanel<ToPage, FromPage extends PageMessage>(context: ExtensionContext, name: PanelName, title: string, place: PanelPlace, folders: readonly Uri[]): Panel<ToPage, FromPage> {
  const showOptions = { viewColumn: place.column, preserveFocus: place.preserveFocus }
  return framePanel(context, name, window.createWebviewPanel(viewType(name), title, showOptions), folders)
}

/** Every message of the page is acted on; what fails there is told by the log. */
export function routeMessages<FromPage extends PageMessage>(page: Pick<Panel<never, FromPage>, 'handle'>, name: PanelName, log: LogOutputChannel, act: (action: FromPage) => Promise<unknown>): void {
  page.handle = (action) => void act(action).catch((error: unknown) => log.error(`${name}: ${action.kind}: ${String(error)}`))
}

/** Panels that were open when the window was closed come back, each with the URI it had remembered. */
export function registerRestore(name: PanelName, restore: (webview: WebviewPanel, subject: Uri | undefined) => void): Disposable {
  return window.registerWebviewPanelSerializer(viewType(name), {
    deserializeWebviewPanel: (webview, state: unknown) => {
      restore(webview, subjectOf(state))
      return Promise.resolve()
    },
  })
}

function subjectOf(state: unknown): Uri | undefined {
  return typeof state === 'object' && state !== null && 'subject' in state && typeof state.subject === 'string' ? Uri.parse(state.subject) : undefined
}

function viewType(name: PanelName): string {
  return `taglore.${name}`
}

export function framePanel<ToPage, FromPage extends PageMessage>(context: ExtensionContext, name: PanelName, panel: WebviewPanel, folders: readonly Uri[]): Panel<ToPage, FromPage> {
  const dist = Uri.joinPath(context.extensionUri, 'dist')
  const allowed = [...folders]
  const { webview } = panel
  const setOptions = (): void => {
    webview.options = { enableScripts: true, localResourceRoots: [dist, ...allowed] }
  }
  setOptions()
  // an answer may come when its page has gone, and then is nobody's
  let isClosed = false
  let isReady = false
  let subject: Uri | undefined
  const tellSubject = (): void => {
    if (subject && !isClosed) void webview.postMessage({ kind: 'remember', subject: subject.toString() })
  }
  const self: Panel<ToPage, FromPage> = {
    get active() {
      return panel.active
    },
    get visible() {
      return panel.visible && isReady
    },
    get column() {
      return panel.viewColumn
    },
    get title() {
      return panel.title
    },
    set title(title) {
      if (!isClosed) panel.title = title
    },
    post(message) {
      if (!isClosed) void webview.postMessage(message)
    },
    remember(uri) {
      subject = uri
      tellSubject()
    },
    addressOf: (file) => webview.asWebviewUri(file),
    allow(folder) {
      if (allowed.some((root) => contains(root, folder))) return
      allowed.push(folder)
      isReady = false
      if (!isClosed) setOptions()
    },
    reveal: (column, preserveFocus) => panel.reveal(column, preserveFocus),
    handle: () => undefined,
    onDispose: () => undefined,
    onActive: () => undefined,
    dispose: () => panel.dispose(),
  }
  // the page is our own, and its messages are of the type that both sides import
  webview.onDidReceiveMessage((message: FromPage) => {
    if (message.kind === 'ready') {
      isReady = true
      tellSubject()
    }
    self.handle(message)
  })
  panel.onDidDispose(() => {
    isClosed = true
    clearTimeout(timer)
    self.onDispose()
  })
  panel.onDidChangeViewState(() => {
    if (!panel.visible) isReady = false
    self.onActive(panel.active)
  })
  let timer: NodeJS.Timeout | undefined
  const load = (attempts: number): void => {
    webview.html = pageOf(webview, dist, name)
    // in a browser, a page that comes back with its window may not get at its files the first time (VS Code 1.100)
    if (attempts > 1) timer = setTimeout(() => !isReady && panel.visible && load(attempts - 1), PATIENCE)
  }
  load(3)
  return self
}

/** Milliseconds until a page that has not said a word is loaded again. */
const PATIENCE = 7000

function contains(folder: Uri, file: Uri): boolean {
  return folder.scheme === file.scheme && folder.authority === file.authority && `${file.path}/`.startsWith(folder.path.endsWith('/') ? folder.path : `${folder.path}/`)
}

function pageOf(webview: Webview, dist: Uri, name: PanelName): string {
  const nonce = randomBytes(16).toString('base64')
  const address = (file: string): string => webview.asWebviewUri(Uri.joinPath(dist, file)).toString()
  const source = webview.cspSource
  const policy = [
    "default-src 'none'",
    `img-src ${source} data:`,
    `style-src ${source}`,
    `font-src ${source}`,
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  // a block of data, no script; `<` cannot end it
  const strings = JSON.stringify(l10n.bundle ?? {}).replaceAll('<', '\\u003c')
  return `<!DOCTYPE html>
<html lang="${env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${address(`${name}.css`)}">
<title>Taglore</title>
</head>
<body data-panel="${name}" data-vscode-context='{"preventDefaultContextMenuItems":true}'>
<main id="page"></main>
<script type="application/json" id="strings">${strings}</script>
<script nonce="${nonce}" src="${address(`${name}.js`)}"></script>
</body>
</html>`
}
