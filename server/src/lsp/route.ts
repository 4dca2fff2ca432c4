import type { ClientCapabilities, RegistrationType, ServerCapabilities, TextDocumentRegistrationOptions } from 'vscode-languageserver'
import type { Datasets } from './datasets'
import type { Documents } from './documents'
import type { HoverPictures } from './hover-pictures'
import type { Inspector } from './inspector'
import type { OpenDocuments } from './open-documents'
import type { PlanShelf } from './plan-shelf'
import type { Publisher } from './publish'
import type { Session } from './session'

/** What a route may use. */
export interface Doors {
  readonly session: Session
  readonly datasets: Datasets
  readonly documents: Documents
  readonly open: OpenDocuments
  readonly publisher: Publisher
  readonly pictures: HoverPictures
  readonly inspector: Inspector
  /** Changes that were planned and shown: see `offerChange`. */
  readonly shelf: PlanShelf
  /** Resolves when the tag lists are read, or cannot be. */
  readonly ready: () => Promise<void>
  /** Resolves when the datasets of the workspace's folders are open. */
  readonly discovered: () => Promise<void>
}

/** One LSP feature: what is announced, beside what answers. */
export interface Route {
  readonly name: string
  readonly capability: Partial<ServerCapabilities>
  /**
   * What would get in the way of other programs in documents that are no captions (two formatters for `taglore.json`): registered for
   * captions alone, and not announced, where the client has a language for them and `can` register later.
   */
  readonly scoped?: { readonly type: RegistrationType<TextDocumentRegistrationOptions>; readonly can: (client: ClientCapabilities) => boolean }
  register(doors: Doors): void
}
