import { Disposable, EventEmitter, l10n, Uri, ViewColumn, window, workspace } from 'vscode'
import type { LanguageServer } from './language-server'
import { fileUri } from './new-captions'

/** Documents that say what the trainer reads of a caption; they can only be read, and follow the caption. */
const TRAINED_SCHEME = 'taglore-trained'

/** Typing in the caption shows after this many milliseconds of rest. */
const REST = 100

/** Opens what the trainer reads of a caption beside it; of an image, of its caption. */
export async function showTrained(server: LanguageServer, file: Uri | undefined): Promise<void> {
  const uri = file && (file.scheme === TRAINED_SCHEME ? file : trainedUri(fileUri(file)))
  if (!uri || !(await server.ask('taglore/trainedText', { uri: captionUri(uri) }))) return void window.showInformationMessage(l10n.t('This is no caption: open a caption or its image first'))
  const document = await workspace.openTextDocument(uri)
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preview: true, preserveFocus: true })
}

/** The tab tells the caption's name; the query keeps where it lies. */
function trainedUri(caption: Uri): Uri {
  return caption.with({ scheme: TRAINED_SCHEME, authority: '', path: `${caption.path} (${l10n.t('as trained')})`, query: caption.toString() })
}

function captionUri({ query }: Uri): string {
  return query
}

/** Serves those documents, and asks again when something may have changed them. */
export function registerTrainedView(server: LanguageServer): Disposable {
  const changes = new EventEmitter<Uri>()
  let timer: NodeJS.Timeout | undefined
  const open = (): readonly Uri[] => workspace.textDocuments.filter(({ uri }) => uri.scheme === TRAINED_SCHEME).map(({ uri }) => uri)

  function followSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => open().forEach((uri) => changes.fire(uri)), REST)
  }

  return Disposable.from(
    changes,
    workspace.registerTextDocumentContentProvider(TRAINED_SCHEME, {
      onDidChange: changes.event,
      provideTextDocumentContent: async (uri) => (await server.ask('taglore/trainedText', { uri: captionUri(uri) }))?.text ?? '',
    }),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.scheme !== TRAINED_SCHEME && open().some((uri) => isAbout(uri, document.uri))) followSoon()
    }),
    server.onDidChangeDatasets(() => open().length > 0 && followSoon()),
    server.onDidChangeState((state) => state === 'running' && open().length > 0 && followSoon()),
    { dispose: () => clearTimeout(timer) },
  )
}

/** Of an image's document the caption is not known by name: any text in its folder may be it. */
function isAbout(trained: Uri, changed: Uri): boolean {
  const about = Uri.parse(captionUri(trained))
  return Uri.joinPath(about, '..').toString() === Uri.joinPath(fileUri(changed), '..').toString()
}
