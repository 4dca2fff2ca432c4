import type { DuplicatePicture } from '../../server/src/protocol/audit'

/** The largest picture; of equal ones the one with most caption. */
export function bestOf(pictures: readonly DuplicatePicture[]): DuplicatePicture | undefined {
  const area = ({ width, height }: DuplicatePicture): number => (width ?? 0) * (height ?? 0)
  return pictures.toSorted((a, b) => area(b) - area(a) || (b.caption?.length ?? 0) - (a.caption?.length ?? 0))[0]
}
