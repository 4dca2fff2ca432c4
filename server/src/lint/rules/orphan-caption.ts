import { say } from '../../base/message'
import { nameOf } from '../../base/path'
import { isPaper } from '../../dataset/scan'
import { isLent } from '../borrowed'
import type { SampleRule } from '../rule'

export const orphanCaption: SampleRule = {
  id: 'orphan-caption',
  scope: 'sample',
  level: 'warning',
  summary: say`A caption has no image beside it and is never trained`,

  *check(sample, { dataset }) {
    const { caption } = sample
    if (!caption || sample.images.length > 0 || isPaper(sample.id) || isPromptFile(caption.text) || isLent(sample, dataset)) return
    const name = nameOf(caption.path)
    const title = say`Delete '${name}'`
    yield {
      anchor: caption.path,
      message: say`No image belongs to '${name}': it is not trained`,
      fixes: [{ title, safe: false, change: () => ({ title, files: [{ kind: 'delete', path: caption.path }] }) }],
    }
  },
}

/** Sample prompts of the trainer carry options such as `--w 512`. sd-scripts: train_util.line_to_prompt_dict */
function isPromptFile(text: string): boolean {
  return /(?:^|\s)--(?:[whdlsn]|ss|ctrl)\s+\S/m.test(text)
}
