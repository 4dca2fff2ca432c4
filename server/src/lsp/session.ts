import { MessageType, ShowMessageNotification, type ClientCapabilities, type Connection, type InitializeParams } from 'vscode-languageserver'
import type { FileSystem } from '../base/file-system'
import { formatMessage, type Message, type Translations } from '../base/message'
import { isInside, relativePath } from '../base/path'
import { cacheFolder } from '../host/cache-folder'
import { fromNative } from '../host/disk'
import { emptyKnowledge } from '../host/load-knowledge'
import { loadTranslations, readTranslations } from '../host/load-translations'
import { layerSettings, type Layer, type Settings } from '../settings'
import { Workspace } from '../workspace/workspace'
import { createAttention, type Attention } from './attention'
import { toPath, toUri } from './uris'

/** One connected client: what it can do, what it asked for, and the workspace. */
export interface Session {
  readonly connection: Connection
  readonly fileSystem: FileSystem
  readonly workspace: Workspace
  readonly capabilities: ClientCapabilities
  /** Paths that name files and programs are taken from the workspace only when it is trusted. */
  readonly trusted: boolean
  /** Commands of the client that code actions may name. */
  readonly commands: ReadonlySet<string>
  /** See `InitializationOptions`. */
  readonly hoverImages: boolean
  /** See `REVIEW_SCHEME` in the protocol. */
  readonly reviewScheme: string | undefined
  /** See `InitializationOptions`. */
  readonly captionLanguage: string | undefined
  /** Where what takes long to make is kept. */
  readonly cacheFolder: string
  readonly translate: (message: Message) => string
  readonly translations: Translations
  /** What requests and background work tell each other. */
  readonly attention: Attention
  folders(): readonly string[]
  setFolders(folders: readonly string[]): void
  /** The path relative to the workspace folder that holds it; as it is outside all of them. */
  relative(path: string): string
  /** The layers below `taglore.json` for a path, asked of the client where it can be asked. */
  layersFor(path: string): Promise<readonly Layer[]>
  settingsFor(path: string): Promise<Settings>
  /** Settings handed over by a client that cannot be asked for them. */
  setPushed(values: unknown): void
  /** Lets work go on by itself; what goes wrong in it is logged. */
  background(work: Promise<unknown>): void
  /** Something that should not have happened, for the log; `where` it did. */
  log(where: string, error: unknown): void
  /** Tells the user something once, however often it is found. */
  tellOnce(message: Message): void
}

export function createSession(connection: Connection, fileSystem: FileSystem, params: InitializeParams): Session {
  const options = readOptions(params.initializationOptions)
  const translations = options.translations ?? loadTranslations(params.locale)
  const translate = (message: Message): string => formatMessage(message, translations)
  let folders = (params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri }] : [])).map(({ uri }) => toPath(uri))
  let pushed: unknown
  const told = new Set<string>()
  const below: readonly Layer[] = [{ origin: 'client', values: options.settings }]

  const layersFor = async (path: string): Promise<readonly Layer[]> => {
    if (!params.capabilities.workspace?.configuration) return pushed === undefined ? below : [...below, { origin: 'editor', values: pushed, trusted: options.trusted }]
    try {
      const values: unknown = await connection.workspace.getConfiguration({ scopeUri: toUri(path), section: 'taglore' })
      return [...below, { origin: 'editor', values, trusted: options.trusted }]
    } catch (error) {
      connection.console.warn(`workspace/configuration: ${String(error)}`)
      return below
    }
  }

  const log = (where: string, error: unknown): void => {
    connection.console.error(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  }

  const background = (work: Promise<unknown>): void => {
    work.catch((error: unknown) => log('background', error))
  }

  return {
    connection,
    fileSystem,
    workspace: new Workspace(emptyKnowledge(), layerSettings(below)),
    capabilities: params.capabilities,
    trusted: options.trusted,
    commands: options.commands,
    hoverImages: options.hoverImages,
    reviewScheme: options.reviewScheme,
    captionLanguage: options.captionLanguage,
    cacheFolder: options.cacheFolder === undefined ? cacheFolder() : fromNative(options.cacheFolder),
    translate,
    translations,
    attention: createAttention(),
    folders: () => folders,
    setFolders: (changed) => {
      folders = [...changed]
    },
    relative: (path) => {
      const holder = folders.filter((folder) => isInside(path, folder)).sort((a, b) => b.length - a.length)[0]
      return holder === undefined ? path : relativePath(holder, path)
    },
    layersFor,
    settingsFor: async (path) => layerSettings(await layersFor(path)),
    setPushed: (values) => {
      pushed = values
    },
    background,
    log,
    tellOnce: (message) => {
      const text = translate(message)
      if (told.has(text)) return
      told.add(text)
      connection.console.warn(text)
      // a message with nothing to answer: what is asked back fails in clients that cannot ask
      background(connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message: `Taglore: ${text}` }))
    },
  }
}

interface Options {
  readonly hoverImages: boolean
  readonly settings: unknown
  readonly trusted: boolean
  readonly translations: Translations
  readonly commands: ReadonlySet<string>
  readonly reviewScheme: string | undefined
  readonly captionLanguage: string | undefined
  readonly cacheFolder: string | undefined
}

/** `InitializationOptions`, each of them optional; anything else is ignored. */
export function readOptions(given: unknown): Options {
  const values: Record<string, unknown> = typeof given === 'object' && given !== null ? { ...given } : {}
  const commands: readonly unknown[] = Array.isArray(values['commands']) ? values['commands'] : []
  return {
    settings: values['settings'],
    trusted: values['trusted'] !== false,
    hoverImages: values['hoverImages'] === true,
    translations: readTranslations(values['translations']),
    commands: new Set(commands.filter((name): name is string => typeof name === 'string')),
    reviewScheme: typeof values['reviewScheme'] === 'string' ? values['reviewScheme'] : undefined,
    captionLanguage: typeof values['captionLanguage'] === 'string' ? values['captionLanguage'] : undefined,
    cacheFolder: typeof values['cacheFolder'] === 'string' ? values['cacheFolder'] : undefined,
  }
}
