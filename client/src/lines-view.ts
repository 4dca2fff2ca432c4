import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  FileType,
  l10n,
  Uri,
  ViewColumn,
  window,
  workspace,
  WorkspaceEdit,
  type FileChangeEvent,
  type FileSystemProvider,
  type TextDocument,
} from 'vscode'
import type { LanguageServer } from './language-server'
import { captionParts, LINES_SCHEME, linesParts } from './lines-uri'
import { fileUri, openUri } from './new-captions'
import { toRange } from './tag-commands'

/** Typing in the caption shows in its lines after this many milliseconds of rest. */
const REST = 100

/** Opens the lines of a caption beside it; of an image, those of its caption. */
export async function editLines(server: LanguageServer, file: Uri | undefined): Promise<void> {
  const caption = file && (await captionOf(server, fileUri(file)))
  if (!caption) return void window.showInformationMessage(l10n.t('This is no caption: open a caption or its image first'))
  const document = await workspace.openTextDocument(caption.with(linesParts(caption)))
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true })
}

async function captionOf(server: LanguageServer, file: Uri): Promise<Uri | undefined> {
  if (file.scheme === LINES_SCHEME) return file.with(captionParts(file))
  if (await server.ask('taglore/linesView', { uri: file.toString() })) return file
  const caption = (await server.ask('taglore/preview', { uri: file.toString() }))?.caption
  return caption?.exists ? Uri.parse(caption.uri) : undefined
}

/** What the lines of a caption were when somebody last looked. */
interface Seen {
  readonly uri: Uri
  lines: string
  /** Moves on whenever the lines are others: so VS Code knows that its text is old. */
  time: number
}

/** The file system of lines: reading asks the server for them, writing changes the caption's document. */
export function registerLinesView(server: LanguageServer): Disposable {
  const changes = new EventEmitter<FileChangeEvent[]>()
  const seen = new Map<string, Seen>()
  let timer: NodeJS.Timeout | undefined

  async function look(uri: Uri): Promise<Seen> {
    const answer = await server.ask('taglore/linesView', { uri: captionUri(uri).toString() })
    const known = seen.get(uri.toString())
    if (!answer && server.state !== 'running') throw known ? FileSystemError.Unavailable(uri) : FileSystemError.FileNotFound(uri)
    if (!answer) throw FileSystemError.FileNotFound(uri)
    const entry = known ?? { uri, lines: answer.lines, time: Date.now() }
    if (entry.lines !== answer.lines) {
      entry.lines = answer.lines
      entry.time = Math.max(Date.now(), entry.time + 1)
    }
    seen.set(uri.toString(), entry)
    return entry
  }

  /** Tells VS Code which lines are others than it has. */
  async function follow(): Promise<void> {
    for (const [key, entry] of seen) {
      if (!workspace.textDocuments.some((document) => document.uri.toString() === key)) seen.delete(key)
      else {
        const { time } = entry
        const now = await look(entry.uri).catch(() => undefined)
        if (now?.time !== time) changes.fire([{ type: now ? FileChangeType.Changed : FileChangeType.Deleted, uri: entry.uri }])
      }
    }
  }
  function followSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void follow(), REST)
  }

  const provider: FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => new Disposable(() => undefined),
    async stat(uri) {
      const { lines, time } = await look(uri)
      return { type: FileType.File, ctime: 0, mtime: time, size: Buffer.byteLength(lines) }
    },
    readFile: async (uri) => new TextEncoder().encode((await look(uri)).lines),
    writeFile: async (uri, content) => writeLines(server, captionUri(uri), new TextDecoder().decode(content)),
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  }
  const isFollowed = ({ uri }: TextDocument): boolean => [...seen.values()].some((entry) => captionUri(entry.uri).toString() === fileUri(uri).toString())
  return Disposable.from(
    changes,
    workspace.registerFileSystemProvider(LINES_SCHEME, provider, { isCaseSensitive: true }),
    workspace.onDidChangeTextDocument(({ document }) => isFollowed(document) && followSoon()),
    workspace.onDidCloseTextDocument((document) => isFollowed(document) && followSoon()),
    server.onDidChangeDatasets(() => seen.size > 0 && followSoon()),
    { dispose: () => clearTimeout(timer) },
  )
}

function refuse(uri: Uri): never {
  throw FileSystemError.NoPermissions(uri)
}

function captionUri(lines: Uri): Uri {
  return lines.with(captionParts(lines))
}

/** Attempts while the server has not heard of the caption's last change. */
const ATTEMPTS = 5

/** Changes the caption's document, and saves it where it had nothing unsaved. */
async function writeLines(server: LanguageServer, caption: Uri, lines: string): Promise<void> {
  const document = await workspace.openTextDocument(openUri(caption))
  const wasClean = !document.isDirty
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { version } = document
    const answer = await server.request('taglore/linesEdit', { uri: caption.toString(), lines })
    if (!answer) throw FileSystemError.FileNotFound(caption)
    const isSame = document.version === version && (answer.version === null ? wasClean : answer.version === version)
    if (!isSame) {
      await new Promise((resolve) => setTimeout(resolve, REST))
      continue
    }
    if (answer.edits.length === 0) return
    const edit = new WorkspaceEdit()
    for (const { range, newText } of answer.edits) edit.replace(document.uri, toRange(range), newText)
    if (!(await workspace.applyEdit(edit))) continue
    if (wasClean) await document.save()
    return
  }
  throw FileSystemError.Unavailable(l10n.t('The caption is being changed elsewhere; save again in a moment'))
}
