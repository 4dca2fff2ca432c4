import { languages, Uri, workspace, type Disposable, type LogOutputChannel, type TextDocument } from 'vscode'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'

export const CAPTION_LANGUAGE = 'sd-caption'
const TEXT_LANGUAGE = 'plaintext'

export interface CaptionMode extends Disposable {
  /** Asks again for every open text file. */
  recheck(): void
  /** Sets the language of a file's document, and leaves it at that. */
  treatAs(uri: Uri, caption: boolean): Promise<void>
  /** The document as a caption, before it is shown: it is known to be one. */
  asCaption(document: TextDocument): Promise<TextDocument>
}

/**
 * Gives open text files the language of captions where the server says that they are captions, and takes it back where
 * they no longer are. A language that the user chose by hand is left alone until the file is closed.
 */
export function followCaptionKinds(server: LanguageServer, log: LogOutputChannel): CaptionMode {
  /** Documents that have their language from us. */
  const ours = new Set<string>()
  /** Documents whose language the user chose. */
  const chosen = new Set<string>()
  /** Documents whose language we are changing right now. */
  const changing = new Set<string>()
  /** Documents closed in this turn: one opened again at once only changed its language. */
  const closing = new Set<string>()

  async function check(document: TextDocument): Promise<void> {
    const key = document.uri.toString()
    if (chosen.has(key) || !mayBeCaption(document)) return
    if (document.languageId !== TEXT_LANGUAGE && !ours.has(key)) return
    const kind = await server.ask('taglore/captionKind', { uri: fileUri(document.uri).toString(), ...(await siblingsOf(document.uri)) })
    if (!kind || document.isClosed || chosen.has(key)) return
    await setLanguage(document, kind.caption)
  }

  async function setLanguage(document: TextDocument, caption: boolean): Promise<void> {
    const key = document.uri.toString()
    const language = caption ? CAPTION_LANGUAGE : TEXT_LANGUAGE
    if (caption) ours.add(key)
    else ours.delete(key)
    if (document.languageId === language) return
    changing.add(key)
    try {
      await languages.setTextDocumentLanguage(document, language)
      log.debug(`${document.uri.path}: ${language}`)
    } finally {
      changing.delete(key)
    }
  }

  function onOpen(document: TextDocument): void {
    const key = document.uri.toString()
    const onlyChanged = closing.delete(key)
    if (onlyChanged) {
      if (changing.has(key)) return
      chosen.add(key)
      ours.delete(key)
      return
    }
    void check(document)
  }

  function onClose(document: TextDocument): void {
    const key = document.uri.toString()
    closing.add(key)
    queueMicrotask(() => {
      if (!closing.delete(key)) return
      chosen.delete(key)
      ours.delete(key)
    })
  }

  function recheck(): void {
    for (const document of workspace.textDocuments) void check(document)
  }

  const parts = [
    workspace.onDidOpenTextDocument(onOpen),
    workspace.onDidCloseTextDocument(onClose),
    workspace.onDidCreateFiles(recheck),
    workspace.onDidDeleteFiles(recheck),
    workspace.onDidRenameFiles(recheck),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration('taglore') && recheck()),
    server.onDidChangeDatasets(recheck),
    server.onDidChangeState((state) => state === 'running' && recheck()),
  ]
  recheck()
  return {
    recheck,
    async treatAs(uri, caption) {
      const document = workspace.textDocuments.find((candidate) => candidate.uri.toString() === uri.toString())
      chosen.delete(uri.toString())
      if (document) await setLanguage(document, caption)
    },
    async asCaption(document) {
      if (!chosen.has(document.uri.toString()) && document.languageId === TEXT_LANGUAGE) await setLanguage(document, true)
      return document
    },
    dispose: () => parts.forEach((part) => part.dispose()),
  }
}

const NEVER_SCHEMES = new Set(['untitled', 'output', 'git', 'vscode-settings', 'taglore-plan', 'taglore-lines'])

function mayBeCaption({ uri }: TextDocument): boolean {
  return !NEVER_SCHEMES.has(uri.scheme)
}

/** Names in the file's folder where the server cannot look for itself. */
async function siblingsOf(uri: Uri): Promise<{ readonly siblings?: readonly string[] }> {
  if (fileUri(uri).scheme === 'file') return {}
  try {
    const entries = await workspace.fs.readDirectory(Uri.joinPath(uri, '..'))
    return { siblings: entries.map(([name]) => name) }
  } catch {
    return {}
  }
}
