import type { CompletionList, DocumentLink, Location } from 'vscode-languageserver'
import { createTextMap, type TextMap } from '../base/document'
import { FileError } from '../base/file-system'
import { say, type Message } from '../base/message'
import { comparePaths, joinPath, nameOf, suffixOf } from '../base/path'
import { spanContains } from '../base/span'
import { basesOf, findPath, readSurroundings, type TrainingDocument } from '../dataset/training-surroundings'
import { resolvePath } from '../dataset/find-folder'
import type { OtherText } from '../features/complete-elsewhere'
import { completeTraining } from '../features/training/complete'
import type { PathQuestion } from '../features/training/complete-values'
import { keyAt, placesOfKey } from '../features/training/key-places'
import type { CompletionWord } from '../features/elsewhere/words'
import { namedPaths } from '../training-files/named-paths'
import { classifyImageFile } from '../trainer/files'
import { readSettingsText } from './actions'
import type { Doors } from './route'
import { toWordList, type CompletionSupport } from './to-lsp'
import { isFilePath } from './uris'

type Text = OtherText & { readonly map: TextMap }
type Asked = Pick<Doors, 'session' | 'open'>

/** The training file that a document is; undefined for `taglore.json`. */
export function trainingDocument(other: OtherText | undefined): TrainingDocument | undefined {
  return other && other.kind !== 'settings' && isFilePath(other.path) ? { path: other.path, text: other.text, kind: other.kind } : undefined
}

/** Folders that relative paths in a training file are tried against, after its own: the dataset's and the workspace's. */
export function rootsFor({ session }: Pick<Doors, 'session'>, path: string): readonly string[] {
  const dataset = session.workspace.datasetOf(path)
  return [...new Set([...(dataset ? [dataset.root] : []), ...session.folders()])]
}

/** Keys, values and paths; tags are completed elsewhere. */
export async function completeTrainingText(doors: Asked, other: Text, offset: number, support: CompletionSupport): Promise<CompletionList | null> {
  const { session } = doors
  if (other.kind === 'settings') return null
  const answer = completeTraining(other.path, other.text, other.kind, offset)
  if (!answer) return null
  const words = 'words' in answer ? answer : { span: answer.span, words: await listPaths(doors, other.path, answer) }
  return words.words.length === 0 ? null : toWordList(words, other.map, support, session.translate)
}

const FILES: readonly string[] = ['.safetensors', '.ckpt', '.pt', '.pth', '.toml', '.json', '.jsonl', '.txt', '.sft', '.bin']

/** What lies in the folder that is being written; images are never what a training file names. */
async function listPaths({ session }: Asked, path: string, question: PathQuestion): Promise<readonly CompletionWord[]> {
  const found = new Map<string, CompletionWord>()
  for (const { base } of basesOf(question.folder === '' ? '.' : question.folder, path, rootsFor({ session }, path))) {
    const folder = resolvePath(base, question.folder === '' ? '.' : question.folder)
    const entries = await session.fileSystem.list(folder).catch((error: unknown) => {
      if (error instanceof FileError) return []
      throw error
    })
    for (const { name, kind } of [...entries].sort((a, b) => comparePaths(a.name, b.name))) {
      if (name.startsWith('.') || found.has(name) || kind === 'other') continue
      if (kind === 'file' && (question.wants === 'folder' || !FILES.includes(suffixOf(name).toLowerCase()))) continue
      const note = kind === 'folder' ? await describeFolder({ session }, joinPath(folder, name)) : undefined
      found.set(name, { label: name, inserted: question.quote === '"' ? name.replaceAll('"', '\\"') : name, kind, ...(note ? { note } : {}) })
    }
  }
  return [...found.values()]
}

async function describeFolder({ session }: Pick<Doors, 'session'>, folder: string): Promise<Message | undefined> {
  const path = await findPath(session.fileSystem, folder, folder, [])
  return path && path.images > 0 ? say`${path.images} images` : undefined
}

/** A link for every path that leads to a file; a folder's goes to its first caption or image, which shows where one is. */
export async function linkPaths(doors: Asked, other: Text): Promise<DocumentLink[]> {
  const document = trainingDocument(other)
  if (!document || document.kind === 'sample-prompts') return []
  const { session, open } = doors
  const { found } = await surroundingsOf(doors, document)
  const links: DocumentLink[] = []
  for (const { written, span } of namedPaths(document.text, nameOf(document.path), document.kind)) {
    const path = found.get(written)
    const target = path?.kind === 'folder' ? await firstFile(doors, path.path) : path?.path
    if (target === undefined) continue
    const tooltip = path?.kind === 'folder' ? session.translate(say`Open the first file of the folder`) : undefined
    links.push({ range: other.map.toRange(span), target: open.toUri(target), ...(tooltip === undefined ? {} : { tooltip }) })
  }
  return links
}

async function firstFile({ session }: Asked, folder: string): Promise<string | undefined> {
  const entries = await session.fileSystem.list(folder).catch((error: unknown) => {
    if (error instanceof FileError) return []
    throw error
  })
  const [first] = entries.filter(({ name, kind }) => kind === 'file' && classifyImageFile(name).kind === 'found').sort((a, b) => comparePaths(a.name, b.name))
  return first && (session.workspace.datasetOf(folder)?.sampleAt(joinPath(folder, first.name))?.caption?.path ?? joinPath(folder, first.name))
}

/** Where the file lies that the path under the caret names. */
export async function definePath(doors: Asked, other: Text, offset: number): Promise<Location | null> {
  const document = trainingDocument(other)
  const named = document && namedPaths(document.text, nameOf(document.path), document.kind).find(({ span }) => spanContains(span, offset))
  if (!document || !named) return null
  const path = await findPath(doors.session.fileSystem, named.written, document.path, rootsFor(doors, document.path))
  const target = path?.kind === 'folder' ? await firstFile(doors, path.path) : path?.path
  const start = { line: 0, character: 0 }
  return target === undefined ? null : { uri: doors.open.toUri(target), range: { start, end: start } }
}

/** Every place that sets the key under the caret, here and in the file that belongs together with this one. */
export async function referKey(doors: Asked, other: Text, offset: number): Promise<Location[] | null> {
  const document = trainingDocument(other)
  const key = document && document.kind !== 'sample-prompts' ? keyAt(document.text, document.path, document.kind, offset) : undefined
  if (!document || key === undefined) return null
  const own = placesOfKey(document.text, nameOf(document.path), document.kind, key).map((span) => ({ uri: doors.open.toUri(document.path), range: other.map.toRange(span) }))
  const { partner } = await surroundingsOf(doors, document)
  if (!partner) return own
  const map = createTextMap(partner.text)
  const others = placesOfKey(partner.text, nameOf(partner.path), partner.file.kind, key).map((span) => ({ uri: doors.open.toUri(partner.path), range: map.toRange(span) }))
  return [...own, ...others]
}

/** What the disk, and the editor where it has newer text, say about a training file. */
export function surroundingsOf({ session, open }: Asked, document: TrainingDocument): ReturnType<typeof readSurroundings> {
  return readSurroundings(session.fileSystem, document, {
    roots: rootsFor({ session }, document.path),
    readText: (path) => readSettingsText(session, open, path).catch(() => undefined),
  })
}
