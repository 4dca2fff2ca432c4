import { Disposable, EventEmitter, FileType, Uri, workspace, type FileChangeEvent, type FileStat, type FileSystemProvider } from 'vscode'

/**
 * Captions that do not exist yet. Opening one for an uncaptioned image must write nothing (an empty caption aborts training),
 * and moving on without a word must ask nothing; an untitled document with a path counts as unsaved from the start.
 * So it opens as a file of this scheme, which reads as empty until the first save writes the real one.
 */
export const NEW_CAPTION_SCHEME = 'taglore-new'

export function newCaptionUri(file: Uri): Uri {
  return file.scheme === 'file' ? file.with({ scheme: NEW_CAPTION_SCHEME }) : file
}

/** The real file of a document: its own URI, but for captions that do not exist yet. */
export function fileUri(uri: Uri): Uri {
  return uri.scheme === NEW_CAPTION_SCHEME ? uri.with({ scheme: 'file' }) : uri
}

/** Whether this is a caption that does not exist and in which nothing was written yet. */
export function isUnwritten(uri: Uri): boolean {
  const open = openUri(uri)
  return open.scheme === NEW_CAPTION_SCHEME && workspace.textDocuments.some((document) => document.uri.toString() === open.toString() && document.getText() === '')
}

/** The URI under which a file is open: its own, but for captions that were new when they were opened. */
export function openUri(uri: Uri): Uri {
  if (uri.scheme !== 'file') return uri
  const asNew = newCaptionUri(uri).toString()
  return workspace.textDocuments.find((document) => document.uri.scheme === NEW_CAPTION_SCHEME && document.uri.toString() === asNew)?.uri ?? uri
}

/** For the language client: to the server, a caption that does not exist yet is an open document at its real place. */
export const uriConverters = {
  code2Protocol: (uri: Uri): string => fileUri(uri).toString(),
  protocol2Code: (value: string): Uri => openUri(Uri.parse(value)),
}

export function registerNewCaptions(): Disposable {
  const changes = new EventEmitter<FileChangeEvent[]>()
  const provider: FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => new Disposable(() => undefined),
    stat: (uri) => orElse<FileStat>(workspace.fs.stat(fileUri(uri)), { type: FileType.File, ctime: 0, mtime: 0, size: 0 }),
    readFile: (uri) => orElse(workspace.fs.readFile(fileUri(uri)), new Uint8Array()),
    writeFile: (uri, content) => workspace.fs.writeFile(fileUri(uri), content),
    delete: (uri) => workspace.fs.delete(fileUri(uri)),
    rename: (from, to, options) => workspace.fs.rename(fileUri(from), fileUri(to), options),
    readDirectory: (uri) => workspace.fs.readDirectory(fileUri(uri)),
    createDirectory: (uri) => workspace.fs.createDirectory(fileUri(uri)),
  }
  return Disposable.from(changes, workspace.registerFileSystemProvider(NEW_CAPTION_SCHEME, provider, { isCaseSensitive: true }))
}

async function orElse<Value>(attempt: Thenable<Value>, fallback: Value): Promise<Value> {
  try {
    return await attempt
  } catch {
    return fallback
  }
}
