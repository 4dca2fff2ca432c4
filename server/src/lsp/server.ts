import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, type Connection, type InitializeParams, type InitializeResult, type ServerCapabilities } from 'vscode-languageserver'
import type { FileSystem } from '../base/file-system'
import { loadKnowledge } from '../host/load-knowledge'
import { ImageProcess } from '../host/image-process'
import { imageSuffixes } from '../trainer/files'
import { createDatasets } from './datasets'
import { createDocuments, SYNC } from './documents'
import { createPublisher } from './publish'
import { registerRequests } from './requests'
import { ROUTES } from './routes'
import { createSession, type Session } from './session'
import { toPath } from './uris'

export const SERVER_NAME = 'taglore'

/** Answers a client over `connection`. The caller listens and decides when the process ends. */
export function startServer(connection: Connection, fileSystem: FileSystem, version: string): void {
  connection.onInitialize((params): InitializeResult => {
    const session = createSession(connection, fileSystem, params)
    wire(session)
    return { capabilities: capabilities(params), serverInfo: { name: SERVER_NAME, version } }
  })
}

/** All capabilities: those of the routes, document synchronisation, and workspace folders. */
export function capabilities(params: Pick<InitializeParams, 'capabilities'>): ServerCapabilities {
  const announced: ServerCapabilities = { textDocumentSync: { openClose: true, change: SYNC, save: true } }
  if (params.capabilities.workspace?.workspaceFolders) announced.workspace = { workspaceFolders: { supported: true, changeNotifications: true } }
  return Object.assign(announced, ...ROUTES.map((route) => route.capability)) as ServerCapabilities
}

function wire(session: Session): void {
  const { connection, workspace } = session
  const images = new ImageProcess()
  const publisher = createPublisher(session)
  const datasets = createDatasets(session, (roots) => publisher.changed(roots))
  const documents = createDocuments(session, datasets, publisher)
  const doors = { session, datasets, documents }
  for (const route of ROUTES) route.register(doors)
  registerRequests(doors, images)

  let listed = ''
  const readKnowledge = async (): Promise<void> => {
    const base = session.folders()[0] ?? '/'
    const { values } = await session.settingsFor(base)
    const lists = values['tags.lists']
    if (workspace.knowledge.ready && listed === JSON.stringify(lists)) return
    listed = JSON.stringify(lists)
    const { knowledge, problems } = await loadKnowledge(session.fileSystem, { lists }, base)
    workspace.apply({ kind: 'knowledge', knowledge })
    for (const problem of problems) session.tellOnce(problem)
    if (session.capabilities.workspace?.semanticTokens?.refreshSupport) session.background(Promise.resolve(connection.languages.semanticTokens.refresh()))
    publisher.changed()
  }

  const settingsChanged = async (): Promise<void> => {
    workspace.apply({ kind: 'settings', settings: await session.settingsFor(session.folders()[0] ?? '/') })
    await datasets.reloadAll()
    await documents.recheck()
    await readKnowledge()
    publisher.changed()
  }

  connection.onInitialized(() => {
    const { workspace: can } = session.capabilities
    if (can?.didChangeConfiguration?.dynamicRegistration) session.background(connection.client.register(DidChangeConfigurationNotification.type, { section: 'taglore' }))
    if (can?.didChangeWatchedFiles?.dynamicRegistration) session.background(connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: watchedGlobs().map((globPattern) => ({ globPattern })) }))
    if (can?.workspaceFolders) connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => session.background(foldersChanged(added.map(({ uri }) => toPath(uri)), removed.map(({ uri }) => toPath(uri)))))
    session.background(start())
  })

  const start = async (): Promise<void> => {
    workspace.apply({ kind: 'settings', settings: await session.settingsFor(session.folders()[0] ?? '/') })
    await readKnowledge()
    for (const folder of session.folders()) await datasets.discover(folder)
  }

  const foldersChanged = async (added: readonly string[], removed: readonly string[]): Promise<void> => {
    session.setFolders([...session.folders().filter((folder) => !removed.includes(folder)), ...added])
    for (const folder of removed) for (const { root } of workspace.datasets) if (root.startsWith(folder)) datasets.close(root)
    for (const folder of added) await datasets.discover(folder)
  }

  connection.onDidChangeConfiguration(() => session.background(settingsChanged()))
  connection.onDidChangeWatchedFiles(({ changes }) => {
    session.background(datasets.filesChanged(changes.map(({ uri }) => toPath(uri))).then(() => documents.recheck()))
  })
  connection.onShutdown(() => {
    publisher.stop()
    images.stop()
  })
}

/** Captions, images and settings; folders too, for those that come and go as a whole. */
function watchedGlobs(): string[] {
  const suffixes = [...imageSuffixes, ...imageSuffixes.map((suffix) => suffix.toUpperCase()), '.txt', '.caption'].map((suffix) => suffix.slice(1))
  return [`**/*.{${suffixes.join(',')}}`, '**/taglore.json', '**/[0-9]*_*']
}
