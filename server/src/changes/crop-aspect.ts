import { say } from '../base/message'
import { comparePaths, folderOf, joinPath, nameOf, relativePath, stemOf, suffixOf } from '../base/path'
import { EXCLUDED_FOLDER } from '../dataset/folder-tree'
import type { Size } from '../trainer/buckets'
import type { JournalledChange } from './change'
import type { ExcludeWorld } from './exclude'
import { freeStem } from './rename-sample'
import { encodingOf, planTransforms } from './transform-images'

/** The bucket of the table that keeps most of a long picture, of those that are no longer than `limit`; undefined where there is none. */
export function shorterBucket(table: readonly Size[], [width, height]: Size, limit: number): Size | undefined {
  const ratio = width / height
  const fitting = table.filter(([w, h]) => Math.max(w / h, h / w) <= limit)
  return fitting.sort((a, b) => Math.abs(Math.log(a[0] / a[1] / ratio)) - Math.abs(Math.log(b[0] / b[1] / ratio)) || b[0] * b[1] - a[0] * a[1])[0]
}

/** Cuts a picture to the shape of a bucket around its centre. What it is cut from goes to `_excluded`, its caption stays with the new one. */
export function planAspectCrop(image: { readonly path: string; readonly size: Size; readonly type: string }, bucket: Size, { root, filesIn }: ExcludeWorld): JournalledChange {
  const { path, size, type } = image
  const scale = Math.min(size[0] / bucket[0], size[1] / bucket[1])
  const [width, height] = [Math.min(size[0], Math.round(bucket[0] * scale)), Math.min(size[1], Math.round(bucket[1] * scale))]
  const crop = { left: Math.floor((size[0] - width) / 2), top: Math.floor((size[1] - height) / 2), width, height }
  const title = say`Crop '${nameOf(path)}' to ${width}×${height}`
  const planned = planTransforms(title, [{ path, transform: { crop, encode: encodingOf(path, type), metadata: 'keep' } }], { filesIn })
  const folder = joinPath(root, EXCLUDED_FOLDER, ...(folderOf(path) === root ? [] : [relativePath(root, folderOf(path))]))
  const away = joinPath(folder, freeStem(stemOf(path), filesIn(folder)) + suffixOf(path))
  const files = planned.files.map((file) => (file.kind === 'transform' ? { ...file, to: file.to ?? path, keep: true } : file))
  return { title, files: [...files, { kind: 'rename' as const, path, to: away }].sort((a, b) => comparePaths(a.path, b.path)) }
}
