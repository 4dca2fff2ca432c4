import { say } from '../../base/message'
import { comparePaths, nameOf } from '../../base/path'
import type { SpanEdit } from '../../base/span'
import type { TrainingText } from '../../dataset/training-in-force'
import type { ConfigNode, ConfigScalar, ParsedConfig } from '../../training-files/config-tree'
import { valueOf } from '../../training-files/config-tree'
import { parseConfig } from '../../training-files/parse-config'
import { captionSuffix } from '../../trainer/files'
import type { DatasetRule, Fix } from '../rule'
import { unreadExtension, type UnreadExtension } from '../unread-extension'

export const unreadCaptionExtension: DatasetRule = {
  id: 'unread-caption-extension',
  scope: 'dataset',
  level: 'error',
  summary: say`The training file names a caption extension that no file beside the images has: all captions are passed over`,

  *check(dataset) {
    const found = new Map<string, UnreadExtension & { readonly folders: string[] }>()
    for (const { path } of dataset.folders) {
      const unread = unreadExtension(dataset, path)
      if (!unread) continue
      const key = `${unread.read} ${unread.present}`
      const held = found.get(key) ?? { ...unread, folders: [] }
      found.set(key, held)
      held.folders.push(path)
    }
    const [file] = dataset.training?.files ?? []
    for (const { read, present, folders } of found.values()) {
      yield {
        anchor: dataset.root,
        related: folders.sort(comparePaths),
        message: say`No caption is read: by ${nameOf(file?.path ?? '')} the trainer looks for ${read} files, and those beside the images are ${present}`,
        fixes: fixesOf(dataset.training?.files ?? [], read, present),
      }
    }
  },
}

function fixesOf(files: readonly TrainingText[], read: string, present: string): Fix[] {
  const parsed = files.map((file) => ({ file, config: parseConfig(file.text, nameOf(file.path)) }))
  const edited = parsed.map(({ file, config }) => ({ file, edits: replacements(config, file, read, present) })).find(({ edits }) => edits.length > 0)
  const [first] = parsed
  const inserted = !edited && first ? insertion(first.config, first.file, present) : undefined
  const file = edited?.file ?? first?.file
  const edits = edited?.edits ?? (inserted ? [inserted] : [])
  if (!file || edits.length === 0) return []
  const title = say`Set caption_extension to ${present} in ${nameOf(file.path)}`
  return [{ title, safe: false, change: () => ({ title, files: [{ kind: 'edit', path: file.path, text: file.text, edits }] }) }]
}

/** The places where the file itself says the extension that nothing has. */
function replacements(config: ParsedConfig, { kind }: TrainingText, read: string, present: string): readonly SpanEdit[] {
  const names = kind === 'dataset-config' ? ['caption_extension'] : ['caption_extension', 'caption_extention']
  return scalars(config.top, names).flatMap(({ value, span }) => (typeof value === 'string' && value !== '' && captionSuffix(value) === read ? [{ span, newText: JSON.stringify(present) }] : []))
}

function scalars(node: ConfigNode, names: readonly string[]): readonly ConfigScalar[] {
  if (node.kind === 'list') return node.items.flatMap((item) => scalars(item, names))
  if (node.kind !== 'table') return []
  return node.entries.flatMap(({ key, value }) => ('value' in value ? (names.includes(key) ? [value] : []) : scalars(value, names)))
}

/** Where TOML leaves the key out: at the top of the options, or in `[general]`, which is made where there is none. */
function insertion(config: ParsedConfig, { kind, text }: TrainingText, present: string): SpanEdit | undefined {
  if (config.language !== 'toml' || config.faults.length > 0) return undefined
  const line = `caption_extension = ${JSON.stringify(present)}\n`
  const start = { start: 0, end: 0 }
  if (kind === 'training-config') return { span: start, newText: line }
  if (kind !== 'dataset-config') return undefined
  const general = valueOf(config.root, 'general')
  if (!general) return /^\s*\[\[\s*datasets\s*\]\]/m.test(text) ? { span: start, newText: `[general]\n${line}\n` } : undefined
  const header = /^[ \t]*\[[ \t]*general[ \t]*\][^\n]*\n/m.exec(text)
  return header ? { span: { start: header.index + header[0].length, end: header.index + header[0].length }, newText: line } : undefined
}
