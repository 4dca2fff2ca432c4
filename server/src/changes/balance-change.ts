import { say, type Message } from '../base/message'
import { comparePaths, folderOf, joinPath, nameOf, relativePath } from '../base/path'
import type { SpanEdit } from '../base/span'
import type { BalancePart, BalanceProposal } from '../dataset/balance'
import type { Dataset } from '../dataset/dataset'
import type { FolderUse } from '../dataset/folder'
import { parseFolderName } from '../trainer/folder-name'
import { readDatasetConfig } from '../training-files/read-dataset-config'
import type { SubsetEntry } from '../training-files/dataset-config'
import type { Change, FileChange } from './change'
import { planMoveTo, type ExcludeWorld } from './exclude'
import type { ListAddition } from './settings-change'

export interface BalanceWorld extends ExcludeWorld {
  /** The text of a dataset configuration; undefined where it cannot be read. */
  readonly textOf: (path: string) => string | undefined
}

export interface BalancePlan {
  readonly change: Change
  /** Entries for `taglore.json` that name a renamed folder. */
  readonly settings: readonly ListAddition[]
}

/** Puts proposed repeats into force: folders get other names, or `num_repeats` other values; the images of a tag get a folder of their own. */
export function planBalance(dataset: Dataset, proposal: Pick<BalanceProposal, 'rows'>, world: BalanceWorld, title: Message = say`Balance the concepts`): BalancePlan | { readonly fault: Message } {
  const parts = proposal.rows.flatMap((row) => row.parts)
  const changed = parts.filter((part) => part.tag !== undefined || part.after !== part.before)
  if (changed.length === 0) return { change: { title, files: [] }, settings: [] }
  if (changed.every((part) => part.folder.uses && part.tag === undefined)) return planConfigs(title, changed, world)
  if (changed.some((part) => part.folder.uses)) return { fault: say`Images of a tag cannot be moved while a dataset configuration lists the folders: it would not know the new one` }
  if (!changed.every((part) => parseFolderName(nameOf(part.folder.path)).kind === 'subset')) return { fault: say`These folders carry no repeats in their names; set the repeats where your trainer reads them` }
  return planFolders(title, dataset, changed, world)
}

function planFolders(title: Message, dataset: Dataset, parts: readonly BalancePart[], world: BalanceWorld): BalancePlan | { readonly fault: Message } {
  const goals = new Map(dataset.folders.map(({ path }) => [path, path]))
  const moves: { readonly part: BalancePart; readonly to: string }[] = []
  for (const part of parts) {
    const { path } = part.folder
    const to = joinPath(folderOf(path), part.tag === undefined ? renamed(nameOf(path), part.after) : ownFolder(nameOf(path), part.after, part.tag))
    goals.set(part.tag === undefined ? path : `${path}/${part.tag}`, to)
    moves.push({ part, to })
  }
  const twice = firstTwice([...goals.values()])
  if (twice !== undefined) return { fault: say`Two folders would be called '${nameOf(twice)}'; rename one of them first` }
  const files = moves.flatMap(({ part, to }): readonly FileChange[] => (part.tag === undefined ? [{ kind: 'rename', path: part.folder.path, to }] : planMoveTo(title, part.samples, world, () => to).files))
  const names = new Map(files.flatMap((file) => (file.kind === 'rename' && parts.some(({ folder, tag }) => tag === undefined && folder.path === file.path) ? [[relativePath(dataset.root, file.path), relativePath(dataset.root, file.to)] as const] : [])))
  return { change: { title, files: files.toSorted((a, b) => comparePaths(a.path, b.path)) }, settings: declarations(dataset, names) }
}

/** The first path that stands there twice, for a disk without upper and lower case. */
function firstTwice(paths: readonly string[]): string | undefined {
  const seen = new Set<string>()
  return paths.find((path) => seen.size === seen.add(path.toLowerCase()).size)
}

/** `10_lumi girl` with other repeats. */
function renamed(name: string, repeats: number): string {
  const cut = name.indexOf('_')
  return `${repeats}${cut < 0 ? '' : name.slice(cut)}`
}

/** The folder's name goes on with the tag, so that images without caption still train the concept's text. */
function ownFolder(name: string, repeats: number, tag: string): string {
  const cut = name.indexOf('_')
  const text = cut < 0 ? '' : name.slice(cut + 1)
  return `${repeats}_${[text, tag.replace(/[\\/:*?"<>|]/g, ' ')].filter((part) => part !== '').join(' ')}`.replace(/[. ]+$/, '')
}

function declarations(dataset: Dataset, names: ReadonlyMap<string, string>): readonly ListAddition[] {
  return dataset.settings.values.concepts.flatMap((concept): ListAddition[] => {
    if (!concept.folders?.some((folder) => names.has(folder))) return []
    return [{ key: 'concepts', value: { ...concept, folders: concept.folders.map((folder) => names.get(folder) ?? folder) } }]
  })
}

/** All uses of a folder keep their relation: their repeats are multiplied alike. */
function planConfigs(title: Message, parts: readonly BalancePart[], world: BalanceWorld): BalancePlan | { readonly fault: Message } {
  const wanted = new Map<string, { readonly use: FolderUse; readonly repeats: number }[]>()
  for (const { folder, before, after } of parts) {
    for (const use of folder.uses ?? []) {
      const repeats = Math.max(1, Math.round((use.repeats * after) / before))
      if (repeats !== use.repeats) wanted.set(use.file, [...(wanted.get(use.file) ?? []), { use, repeats }])
    }
  }
  const files: FileChange[] = []
  for (const [path, uses] of [...wanted].sort(([a], [b]) => comparePaths(a, b))) {
    const text = world.textOf(path)
    const edits = text === undefined ? undefined : configEdits(text, path, uses)
    if (text === undefined || !edits) return { fault: say`'${nameOf(path)}' cannot be edited; mend it first` }
    files.push({ kind: 'edit', path, text, edits })
  }
  return { change: { title, files }, settings: [] }
}

function configEdits(text: string, path: string, uses: readonly { readonly use: FolderUse; readonly repeats: number }[]): readonly SpanEdit[] | undefined {
  const { datasets, parsed } = readDatasetConfig(text, nameOf(path))
  if (parsed.faults.length > 0) return undefined
  const edits: SpanEdit[] = []
  for (const { use, repeats } of uses) {
    const subset = datasets[use.dataset]?.subsets[use.subset]
    const edit = subset && repeatsEdit(text, subset, repeats, parsed.language === 'json')
    if (!edit) return undefined
    edits.push(edit)
  }
  return edits.sort((a, b) => a.span.start - b.span.start)
}

/** The value where the subset has one; else a line of its own before the subset's first key. */
function repeatsEdit(text: string, { values, table }: SubsetEntry, repeats: number, json: boolean): SpanEdit | undefined {
  const given = values.get('num_repeats')
  if (given?.level === 'subset') return { span: given.node.span, newText: String(repeats) }
  const [first] = table.entries
  if (!first) return undefined
  // the key of JSON is told without its quotes
  const start = json ? text.lastIndexOf('"', first.keySpan.start) : first.keySpan.start
  const line = text.lastIndexOf('\n', start - 1) + 1
  const indent = text.slice(line, start)
  const alone = indent.trim() === ''
  const own = json ? `"num_repeats": ${repeats},` : `num_repeats = ${repeats}${alone ? '' : ','}`
  const end = text.slice(0, start).endsWith('\r\n') || text.includes('\r\n') ? '\r\n' : '\n'
  return { span: { start, end: start }, newText: alone ? `${own}${end}${indent}` : `${own} ` }
}
