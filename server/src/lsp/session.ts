import type { ClientCapabilities, Connection, InitializeParams } from 'vscode-languageserver'
import type { FileSystem } from '../base/file-system'
import { formatMessage, type Message, type Translations } from '../base/message'
import { isInside, relativePath } from '../base/path'
import { emptyKnowledge } from '../host/load-knowledge'
import { readProduct } from '../host/product-files'
import { layerSettings, type Layer, type Settings } from '../settings'
import { Workspace } from '../workspace/workspace'
import { toPath, toUri } from './uris'

/** One connected client: what it can do, what it asked for, and the workspace. */
export interface Session {
  readonly connection: Connection
  readonly fileSystem: FileSystem
  readonly workspace: Workspace
  readonly capabilities: ClientCapabilities
  /** Paths that name files and programs are taken from the workspace only when it is trusted. */
  readonly trusted: boolean
  readonly translate: (message: Message) => string
  readonly translations: Translations
  folders(): readonly string[]
  setFolders(folders: readonly string[]): void
  /** The path relative to the workspace folder that holds it; as it is outside all of them. */
  relative(path: string): string
  /** The layers below `taglore.json` for a path, asked of the client where it can be asked. */
  layersFor(path: string): Promise<readonly Layer[]>
  settingsFor(path: string): Promise<Settings>
  /** Lets work go on by itself; what goes wrong in it is logged. */
  background(work: Promise<unknown>): void
  /** Tells the user something once, however often it is found. */
  tellOnce(message: Message): void
}

export function createSession(connection: Connection, fileSystem: FileSystem, params: InitializeParams): Session {
  const options = readOptions(params.initializationOptions)
  const translations = options.translations ?? loadTranslations(params.locale)
  const translate = (message: Message): string => formatMessage(message, translations)
  let folders = (params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri }] : [])).map(({ uri }) => toPath(uri))
  const told = new Set<string>()
  const below: readonly Layer[] = [{ origin: 'client', values: options.settings }]

  const layersFor = async (path: string): Promise<readonly Layer[]> => {
    if (!params.capabilities.workspace?.configuration) return below
    try {
      const values: unknown = await connection.workspace.getConfiguration({ scopeUri: toUri(path), section: 'taglore' })
      return [...below, { origin: 'editor', values, trusted: options.trusted }]
    } catch (error) {
      connection.console.warn(`workspace/configuration: ${String(error)}`)
      return below
    }
  }

  return {
    connection,
    fileSystem,
    workspace: new Workspace(emptyKnowledge(), layerSettings(below)),
    capabilities: params.capabilities,
    trusted: options.trusted,
    translate,
    translations,
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
    background: (work) => {
      work.catch((error: unknown) => connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)))
    },
    tellOnce: (message) => {
      const text = translate(message)
      if (told.has(text)) return
      told.add(text)
      connection.console.warn(text)
      connection.window.showWarningMessage(`Taglore: ${text}`)
    },
  }
}

interface InitializationOptions {
  readonly settings: unknown
  readonly trusted: boolean
  readonly translations: Translations
}

/** `{ settings, trusted, translations }`, each optional; anything else is ignored. */
function readOptions(given: unknown): InitializationOptions {
  const values: Record<string, unknown> = typeof given === 'object' && given !== null ? { ...given } : {}
  return { settings: values['settings'], trusted: values['trusted'] !== false, translations: readTranslations(values['translations']) }
}

function readTranslations(given: unknown): Translations {
  if (typeof given !== 'object' || given === null) return undefined
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}

/** The bundle of a locale: `zh-CN`, `zh_CN`, `zh-hans` and `zh` are one; English has none. */
export function loadTranslations(locale: string | undefined): Translations {
  if (locale === undefined || !/^zh/i.test(locale)) return undefined
  const text = readProduct('l10n', 'bundle.l10n.zh-cn.json')
  return text === undefined ? undefined : readTranslations(JSON.parse(text))
}
