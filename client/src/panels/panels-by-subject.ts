import { Disposable, type Uri, type WebviewPanel } from 'vscode'
import { pageColumn } from '../navigation'
import type { PanelName, PanelParts } from './index'
import { createPanel, framePanel, registerRestore, routeMessages, type PageMessage, type Panel } from './panel'

/** What stands behind one page. */
export interface Session<FromPage> {
  act(action: FromPage): Promise<unknown>
  /** Those with these roots have changed; any where none is named. */
  datasetsChanged(roots: readonly string[]): void
  /** The server answers again. */
  serverStarted?(): void
  /** The page is closed. */
  stop(): void
}

export interface PanelKind<ToPage, FromPage extends PageMessage, Own> {
  readonly name: PanelName
  create(subject: Uri, page: Panel<ToPage, FromPage>): Own
  /** The page came back with its window. */
  restored?(session: Own): void
  /** What a page was about that came back without: a window that was closed in a hurry may not have kept it. */
  forgotten?(): Promise<Uri | undefined>
}

export interface PanelsBySubject<Own> extends Disposable {
  of(subject: Uri): Own | undefined
  /** That of the panel which has the keyboard. */
  readonly active: Own | undefined
  /** Reveals the panel of a subject; opens one where there is none. */
  show(subject: Uri, title: string): Own
}

/** Panels of one kind, one for each subject: a dataset by its root, or a part of it. They come back after a reload of the window. */
export function registerPanelsBySubject<ToPage, FromPage extends PageMessage, Own extends Session<FromPage>>(parts: PanelParts, kind: PanelKind<ToPage, FromPage, Own>): PanelsBySubject<Own> {
  const { context, server, log } = parts
  const open = new Map<string, { readonly page: Panel<ToPage, FromPage>; readonly session: Own }>()

  function start(subject: Uri, page: Panel<ToPage, FromPage>): Own {
    const key = subject.toString()
    const session = kind.create(subject, page)
    routeMessages(page, kind.name, log, (action) => session.act(action))
    open.set(key, { page, session })
    page.remember(subject)
    page.onDispose = () => {
      session.stop()
      open.delete(key)
    }
    return session
  }

  async function restore(webview: WebviewPanel, remembered: Uri | undefined): Promise<void> {
    const subject = remembered ?? (await kind.forgotten?.())
    if (!subject) return webview.dispose()
    const session = start(subject, framePanel(context, kind.name, webview, []))
    kind.restored?.(session)
  }

  const subscriptions = Disposable.from(
    registerRestore(kind.name, (webview, subject) => void restore(webview, subject)),
    server.onDidChangeDatasets((roots) => {
      for (const { session } of open.values()) session.datasetsChanged(roots)
    }),
    server.onDidChangeState((state) => {
      if (state === 'running') for (const { session } of open.values()) session.serverStarted?.()
    }),
  )
  return {
    of: (subject) => open.get(subject.toString())?.session,
    get active() {
      return [...open.values()].find(({ page }) => page.active)?.session
    },
    show(subject, title) {
      const present = open.get(subject.toString())
      present?.page.reveal()
      return present?.session ?? start(subject, createPanel(context, kind.name, title, { column: pageColumn(), preserveFocus: false }, []))
    },
    dispose() {
      subscriptions.dispose()
      for (const { page } of open.values()) page.dispose()
    },
  }
}
