/**
 * `initializationOptions` of the server. Everything may be left out: other clients know nothing of it.
 * The language comes with `initialize` itself (`locale`); translations lie beside the server (`l10n/`).
 */
export interface InitializationOptions {
  /** The same object as section `taglore` of `workspace/configuration`; the weakest layer above the defaults. */
  readonly settings?: unknown
  /** False: settings that name paths are not taken from the workspace. True when left out. */
  readonly trusted?: boolean
}
