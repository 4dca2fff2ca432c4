import { EventEmitter, workspace, type Disposable, type FileSystemWatcher, type Uri } from 'vscode'

/** Files whose content matters, besides those with a caption's suffix. */
const CONTENT = /\.(png|jpe?g|webp|bmp|avif|jxl|gif|tiff?|csv|tsv|toml|ya?ml|jsonc?|jsonl)$/i
const NEVER = /\/(\.git|node_modules)(\/|$)/

/**
 * What the server is told of files changed by anyone. Creation and deletion are told of everything, for a folder
 * comes and goes as one event; changes only of files whose content we read.
 */
export function createFileWatcher(captionSuffixes: () => readonly string[]): FileSystemWatcher & Disposable {
  const watcher = workspace.createFileSystemWatcher('**/*')
  const created = new EventEmitter<Uri>()
  const changed = new EventEmitter<Uri>()
  const deleted = new EventEmitter<Uri>()
  const parts: Disposable[] = [watcher, created, changed, deleted]
  const matters = (uri: Uri): boolean => CONTENT.test(uri.path) || captionSuffixes().some((suffix) => uri.path.toLowerCase().endsWith(suffix.toLowerCase()))
  watcher.onDidCreate((uri) => !NEVER.test(uri.path) && created.fire(uri), undefined, parts)
  watcher.onDidDelete((uri) => !NEVER.test(uri.path) && deleted.fire(uri), undefined, parts)
  watcher.onDidChange((uri) => !NEVER.test(uri.path) && matters(uri) && changed.fire(uri), undefined, parts)
  return {
    ignoreCreateEvents: false,
    ignoreChangeEvents: false,
    ignoreDeleteEvents: false,
    onDidCreate: created.event,
    onDidChange: changed.event,
    onDidDelete: deleted.event,
    dispose: () => parts.forEach((part) => part.dispose()),
  }
}
