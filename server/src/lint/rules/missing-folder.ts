import { say, type Message } from '../../base/message'
import { nameOf } from '../../base/path'
import type { FoundPath } from '../../dataset/training-surroundings'
import { namedPaths, type NamedPath } from '../../training-files/named-paths'
import type { TrainingFileRule } from '../rule'
import { tellProblems } from '../training-problems'

/** Keys whose path must be there before training begins. */
const LOOKED_AT: readonly string[] = ['image_dir', 'conditioning_data_dir', 'metadata_file', 'train_data_dir', 'reg_data_dir', 'in_json', 'dataset_config']

export const missingFolder: TrainingFileRule = {
  id: 'missing-folder',
  scope: 'training-file',
  level: 'warning',
  summary: say`A training file names a folder that is not there, holds no image, or stands twice in one dataset`,

  *check(subject) {
    const { file, text, path, surroundings } = subject
    if (file.kind === 'sample-prompts' || file.kind === 'gui-preset') return
    yield* tellProblems(subject, ['repeated-folder'], () => undefined)
    yield* tellProblems(
      { ...subject, file: { ...file, problems: file.problems.filter(({ kind, aborts }) => kind === 'empty' && !aborts) } },
      ['empty'],
      () => undefined,
    )
    if (!surroundings) return
    for (const named of namedPaths(text, nameOf(path), file.kind)) {
      if (!LOOKED_AT.includes(named.key)) continue
      const message = complaint(named, surroundings.found.get(named.written))
      if (message) yield { span: named.span, message, tag: named.key }
    }
  },
}

function complaint({ key, written, wants }: NamedPath, found: FoundPath | undefined): Message | undefined {
  if (!found) {
    if (/^(?:[/\\]|[A-Za-z]:[/\\])/.test(written)) return wants === 'folder' ? say`There is no folder '${written}'` : say`There is no file '${written}'`
    return wants === 'folder'
      ? say`There is no folder '${written}', neither beside this file nor in the workspace folder; the trainer looks from where it is started`
      : say`There is no file '${written}', neither beside this file nor in the workspace folder; the trainer looks from where it is started`
  }
  if (wants !== 'folder') return found.kind === 'file' ? undefined : say`'${written}' is no file`
  if (found.kind !== 'folder') return say`'${written}' is no folder`
  if (key === 'train_data_dir' || key === 'reg_data_dir') {
    if (found.subsets > 0) return undefined
    return found.images > 0 ? say`The images lie directly in '${written}': the trainer wants the folder above, with folders such as 10_name in it` : say`'${written}' holds no folder such as 10_name: the trainer finds no data there`
  }
  return found.images === 0 ? say`No image lies directly in '${written}'; folders within are not looked into` : undefined
}
