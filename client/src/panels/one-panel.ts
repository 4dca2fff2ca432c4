import type { Disposable, Uri } from 'vscode'
import { pageColumn } from '../navigation'
import type { PanelName, PanelParts } from './index'
import { createPanel, framePanel, registerRestore, routeMessages, type PageMessage, type Panel, type PanelPlace } from './panel'

export interface OneKind<FromPage> {
  readonly name: PanelName
  act(action: FromPage): Promise<unknown>
  closed?(): void
  /** What the page showed that came back with its window: folders that it may load files from; undefined where it cannot come back. */
  restored(subject: Uri | undefined): readonly Uri[] | undefined
}

/** The panel of a kind of which there is one at a time. */
export interface OnePanel<ToPage, FromPage extends PageMessage> extends Disposable {
  /** Undefined while it is closed. */
  readonly page: Panel<ToPage, FromPage> | undefined
  /** Reveals it, true; or opens it, false: the page says then that it is ready. `folders`: what a new page may load files from. */
  show(title: string, folders: readonly Uri[], place?: PanelPlace): boolean
}

export function registerOnePanel<ToPage, FromPage extends PageMessage>({ context, log }: PanelParts, kind: OneKind<FromPage>): OnePanel<ToPage, FromPage> {
  let page: Panel<ToPage, FromPage> | undefined

  function attach(created: Panel<ToPage, FromPage>): void {
    page = created
    routeMessages(created, kind.name, log, (action) => kind.act(action))
    created.onDispose = () => {
      page = undefined
      kind.closed?.()
    }
  }

  const restore = registerRestore(kind.name, (webview, subject) => {
    const folders = kind.restored(subject)
    if (folders) attach(framePanel(context, kind.name, webview, folders))
    else webview.dispose()
  })
  return {
    get page() {
      return page
    },
    show(title, folders, place) {
      const present = page
      if (present) present.reveal(undefined, place?.preserveFocus)
      else attach(createPanel(context, kind.name, title, place ?? { column: pageColumn(), preserveFocus: false }, folders))
      return present !== undefined
    },
    dispose() {
      restore.dispose()
      page?.dispose()
    },
  }
}
