import { renderSarif } from '../audit/render-sarif'
import type { ReportProblem } from '../audit/report'
import { isInside, relativePath } from '../base/path'
import { fromNative } from '../host/disk'
import type { Call } from './command'
import { productVersion } from './product-version'
import { rulePage } from './rule-page'

/** Problems as SARIF, with paths relative to the current folder, which is what code hosts check out; `root`: what they are relative to. */
export function sarifOf(call: Call, problems: readonly ReportProblem[], root: string): string {
  const here = fromNative(call.terminal.folder)
  const inside = isInside(root, here)
  const folder = inside && root !== here ? relativePath(here, root) : ''
  return renderSarif(problems, { version: productVersion(), base: inside ? here : root, folder, translations: call.translations, pageOf: (id) => rulePage(call, id) })
}
