import { DidChangeConfigurationNotification, DidChangeWatchedFilesNotification, type Connection, type InitializeParams, type InitializeResult, type ServerCapabilities } from 'vscode-languageserver'
import type { FileSystem } from '../base/file-system'
import { isInside } from '../base/path'
import { realWorld } from '../host/download/real-world'
import { ImageProcess } from '../host/image-process'
import { imageSuffixes } from '../trainer/files'
import { captionSuffixes } from './caption-kind'
import { registerAudit } from './audit'
import { registerBalance } from './balance'
import { registerChanges } from './changes'
import { registerCheckWithTrainer } from './check-with-trainer'
import { registerConceptRequests } from './concept-requests'
import { registerDatasetFiles } from './dataset-files'
import { registerConfigure } from './configure'
import { registerCrop } from './crop'
import { createDatasets } from './datasets'
import { createDocuments, SYNC } from './documents'
import { registerExplorer } from './explorer'
import { registerCaches } from './caches'
import { registerDownload, type WorldFor } from './download'
import { registerGallery } from './gallery'
import { registerGalleryChanges } from './gallery-changes'
import { createHoverPictures } from './hover-pictures'
import { createInspector } from './inspector'
import { createKnowledgeKeeper } from './knowledge'
import { createOpenDocuments } from './open-documents'
import { createPlanShelf } from './plan-shelf'
import { createPublisher, type Delays } from './publish'
import { createQueue } from './queue'
import { registerPlan } from './plan'
import { registerPreviewRequests } from './preview-requests'
import { registerPrepare } from './prepare'
import { registerRefactor } from './refactor'
import { registerRequests } from './requests'
import { ROUTES, scopedRoutes } from './routes'
import { createSession, readOptions, type Session } from './session'
import { registerSorter } from './sorter'
import { registerStatistics } from './statistics'
import { registerTagLists } from './tag-lists'
import { registerTagging, type TaggingWorld } from './tagging'
import { registerTaggerSetUp } from './tagging-set-up'
import { registerTextRequests } from './text-requests'
import { toPath } from './uris'

export const SERVER_NAME = 'taglore'

export interface ServerOptions {
  readonly images?: ImageProcess
  readonly delays?: Delays
  /** The network and the disk of downloads. */
  readonly world?: WorldFor
  /** Taggers and the disk of their scores. */
  readonly tagging?: TaggingWorld
}

/** Answers a client over `connection`. The caller listens and decides when the process ends. */
export function startServer(connection: Connection, fileSystem: FileSystem, version: string, options: ServerOptions = {}): void {
  connection.onInitialize((params): InitializeResult => {
    const session = createSession(connection, fileSystem, params)
    wire(session, version, options)
    return { capabilities: capabilities(params), serverInfo: { name: SERVER_NAME, version } }
  })
}

/** All capabilities: those of the routes, document synchronisation, and workspace folders. */
export function capabilities(params: Pick<InitializeParams, 'capabilities' | 'initializationOptions'>): ServerCapabilities {
  const scoped = scopedRoutes(params.capabilities, readOptions(params.initializationOptions).captionLanguage)
  const announced: ServerCapabilities = { textDocumentSync: { openClose: true, change: SYNC, save: true } }
  for (const route of ROUTES) if (!scoped.includes(route)) Object.assign(announced, route.capability)
  if (params.capabilities.workspace?.workspaceFolders) announced.workspace = { ...announced.workspace, workspaceFolders: { supported: true, changeNotifications: true } }
  return announced
}

function wire(session: Session, version: string, { images = new ImageProcess(), delays, world, tagging }: ServerOptions): void {
  const { connection, workspace } = session
  const open = createOpenDocuments(connection)
  const publisher = createPublisher(session, open, delays)
  const recolour = (): void => {
    const { semanticTokens, inlayHint } = session.capabilities.workspace ?? {}
    if (semanticTokens?.refreshSupport) session.background(Promise.resolve(connection.languages.semanticTokens.refresh()))
    if (inlayHint?.refreshSupport) session.background(connection.languages.inlayHint.refresh())
  }
  const datasets = createDatasets(session, open, (roots) => {
    publisher.changed(roots)
    inspector.changed(roots)
    // triggers are inferred from the dataset
    recolour()
    // a dataset may name tag lists of its own
    session.background(knowledge.refresh())
  })
  const inspector = createInspector(session, images, (root) => publisher.changed([root]))
  const knowledge = createKnowledgeKeeper(session, () => {
    recolour()
    publisher.changed()
  })
  const documents = createDocuments(session, open, datasets, publisher)
  let started: Promise<void> = Promise.resolve()
  const doors = { session, datasets, documents, open, publisher, ready: knowledge.ready, pictures: createHoverPictures(session, images), shelf: createPlanShelf(), inspector, discovered: () => started }
  for (const route of ROUTES) route.register(doors)
  registerRequests(doors, images)
  registerPreviewRequests(doors)
  registerTextRequests(doors)
  registerRefactor(doors)
  registerChanges(doors, images)
  registerAudit(doors, version)
  registerStatistics(doors)
  registerBalance(doors)
  registerConceptRequests(doors)
  registerPlan(doors)
  registerCheckWithTrainer(doors)
  registerDatasetFiles(doors)
  registerExplorer(doors)
  registerConfigure(doors)
  registerCrop(doors)
  registerGallery(doors)
  registerGalleryChanges(doors)
  registerSorter(doors)
  registerPrepare(doors, images)
  registerTagLists(doors)
  registerCaches(session)
  const stopTaggers = registerTagging(doors, tagging)
  registerTaggerSetUp(session, version, world ?? realWorld, tagging?.packages)
  const stopDownloads = registerDownload(session, knowledge, { version, world })
  /** What changes the workspace as a whole happens in the order in which the client tells of it. */
  const queue = createQueue()
  const inTurn = (work: () => Promise<unknown>): void => session.background(queue(work))

  const readSettings = async (): Promise<void> => {
    workspace.apply({ kind: 'settings', settings: await session.settingsFor(session.folders()[0] ?? '/') })
  }

  const start = async (): Promise<void> => {
    await readSettings()
    await knowledge.refresh()
    for (const folder of session.folders()) await datasets.discover(folder)
    await documents.recheck()
  }

  const settingsChanged = async (): Promise<void> => {
    await readSettings()
    await datasets.settingsChanged()
    await documents.recheck()
    await knowledge.refresh()
    recolour()
    publisher.changed()
  }

  const foldersChanged = async (added: readonly string[], removed: readonly string[]): Promise<void> => {
    const left = session.folders().filter((folder) => !removed.includes(folder))
    session.setFolders([...left, ...added])
    for (const { root } of workspace.datasets) {
      if (removed.some((folder) => isInside(root, folder)) && !left.some((folder) => isInside(root, folder))) datasets.close(root)
    }
    for (const folder of added) await datasets.discover(folder)
    await documents.recheck()
  }

  const filesChanged = async (paths: readonly string[]): Promise<void> => {
    await datasets.filesChanged(paths)
    await knowledge.filesChanged(paths)
    await documents.recheck()
  }

  connection.onInitialized(() => {
    const { workspace: can } = session.capabilities
    if (can?.didChangeConfiguration?.dynamicRegistration) session.background(connection.client.register(DidChangeConfigurationNotification.type, { section: 'taglore' }))
    if (can?.workspaceFolders) connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => inTurn(() => foldersChanged(added.map(({ uri }) => toPath(uri)), removed.map(({ uri }) => toPath(uri)))))
    if (can?.didChangeWatchedFiles?.dynamicRegistration) session.background(watchFiles(session))
    const { captionLanguage: language } = session
    for (const { scoped } of scopedRoutes(session.capabilities, language)) {
      if (scoped && language !== undefined) session.background(connection.client.register(scoped.type, { documentSelector: [{ language }] }))
    }
    started = queue(start)
    session.background(started)
  })
  connection.onDidChangeConfiguration(({ settings }) => {
    session.setPushed(sectionOf(settings))
    inTurn(settingsChanged)
  })
  connection.onDidChangeWatchedFiles(({ changes }) => inTurn(() => filesChanged(changes.map(({ uri }) => toPath(uri)))))
  connection.onShutdown(() => {
    publisher.stop()
    inspector.stop()
    images.stop()
    stopDownloads()
    stopTaggers()
  })
}

function sectionOf(settings: unknown): unknown {
  return typeof settings === 'object' && settings !== null && 'taglore' in settings ? settings.taglore : undefined
}

/** Training files and metadata: what a dataset's folders and captions can be read from. */
const DESCRIBING: readonly string[] = ['**/*.{toml,yaml,yml,jsonl}', '**/{dataset,config,metadata,captions,concepts,meta_}*.json']

/** Captions, images, settings and lists; folders too, for those that come and go as a whole. */
async function watchFiles(session: Session): Promise<void> {
  const { values } = await session.settingsFor(session.folders()[0] ?? '/')
  const suffixes = [...imageSuffixes, ...imageSuffixes.map((suffix) => suffix.toUpperCase()), ...captionSuffixes(values), '.csv'].map((suffix) => suffix.slice(1))
  const globs = [`**/*.{${suffixes.join(',')}}`, '**/taglore.json', '**/[0-9]*_*', ...DESCRIBING]
  await session.connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: globs.map((globPattern) => ({ globPattern })) })
}
