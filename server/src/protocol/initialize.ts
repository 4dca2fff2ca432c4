/**
 * `initializationOptions` of the server. Everything may be left out: other clients know nothing of it.
 * The language comes with `initialize` itself (`locale`); translations lie beside the server (`l10n/`).
 */
export interface InitializationOptions {
  /** The same object as section `taglore` of `workspace/configuration`; the weakest layer above the defaults. */
  readonly settings?: unknown
  /** False: settings that name paths are not taken from the workspace. True when left out. */
  readonly trusted?: boolean
  /** Translations of all texts, in place of those that the locale chooses. */
  readonly translations?: Readonly<Record<string, string>>
  /** Commands of the client that code actions and links in hovers may name. What needs others is not offered. */
  readonly commands?: readonly string[]
  /** The client shows pictures (`data:` addresses) in the Markdown of a hover. */
  readonly hoverImages?: boolean
  /** A scheme of the client's own whose documents are never written: see `REVIEW_SCHEME`. */
  readonly reviewScheme?: string
  /** The language id that the client gives captions and nothing else: what other programs do too (formatting) is then registered for it alone. */
  readonly captionLanguage?: string
  /** An absolute path of the machine that the server runs on: what takes long to make is kept there. The system's folder for caches without it. */
  readonly cacheFolder?: string
}

/**
 * VS Code previews a workspace edit when one of its edits asks for confirmation, but then leaves exactly those unticked. To show
 * a change of many captions with everything ticked, only an edit of a document that does not exist asks: its name is the advice.
 */
export const REVIEW_SCHEME = 'taglore-review'

/** A command of the client: accepts a word in the user's own settings. Its one argument is the word. */
export const ACCEPT_WORD_COMMAND = 'taglore.acceptWord'

/** A command of the client: shows a `PlannedChange`, its one argument, and applies it. */
export const APPLY_CHANGE_COMMAND = 'taglore.applyChange'

/** A command of the client: shows where a dataset uses a tag. Its arguments are the URI of the dataset's root and the tag. */
export const SHOW_TAG_COMMAND = 'taglore.showTagInDataset'
