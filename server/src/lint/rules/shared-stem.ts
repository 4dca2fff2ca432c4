import { say } from '../../base/message'
import { comparePaths, folderOf, joinPath, nameOf, suffixOf } from '../../base/path'
import { freeStem } from '../../changes/rename-sample'
import type { FileChange } from '../../changes/change'
import type { Dataset } from '../../dataset/dataset'
import type { ImageFile, Sample } from '../../dataset/sample'
import type { Fix, SampleRule } from '../rule'

export const sharedStem: SampleRule = {
  id: 'shared-stem',
  scope: 'sample',
  level: 'warning',
  summary: say`Two images of one name share their caption and their cached latents`,

  *check(sample, { dataset }) {
    const [first, second, ...more] = sample.images
    // in a list each image has a caption of its own
    if (!first || !second || sample.listed) return
    const names = [first, second].map(({ path }) => nameOf(path))
    yield {
      anchor: second.path,
      message: say`'${names[0] ?? ''}' and '${names[1] ?? ''}' have one name, and so one caption and one file of cached latents`,
      related: sample.images.map(({ path }) => path),
      fixes: [renaming([second, ...more], sample, dataset)],
    }
  },
}

/** Renames all but the first, each with a copy of the caption; the caches stay with the first, whose latents they may be. */
function renaming(images: readonly ImageFile[], { caption, folder, id }: Sample, dataset: Dataset): Fix {
  const names = [...(dataset.contents.get(folder)?.names ?? [])]
  const files = images.flatMap(({ path }): FileChange[] => {
    const stem = freeStem(`${nameOf(id)}-${suffixOf(path).slice(1).toLowerCase()}`, names)
    const to = joinPath(folderOf(path), stem + suffixOf(path))
    names.push(nameOf(to))
    const copy: FileChange[] = caption && !caption.fault ? [{ kind: 'create', path: joinPath(folderOf(caption.path), stem + suffixOf(caption.path)), text: caption.text }] : []
    return [{ kind: 'rename', path, to }, ...copy]
  })
  const [first] = files
  const goal = first?.kind === 'rename' ? nameOf(first.to) : ''
  const title = caption ? say`Rename '${nameOf(first?.path ?? '')}' to '${goal}', with a copy of the caption` : say`Rename '${nameOf(first?.path ?? '')}' to '${goal}'`
  return { title, safe: false, change: () => ({ title, files: files.sort((a, b) => comparePaths(a.path, b.path)) }) }
}
