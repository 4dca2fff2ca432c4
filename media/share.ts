import { percent } from '../server/src/base/number-format'
import { t } from './page'

/** A share as people read it, without decimals: `12 %`, and `<1 %` for what would be none. */
export function shareText(part: number, whole: number): string {
  const share = percent(part, whole)
  return share === 0 && part > 0 ? t('<{0} %', 1) : t('{0} %', share)
}
