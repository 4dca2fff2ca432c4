import { nameOf, stemOf, suffixOf } from '../base/path'
import { imageSuffixes } from '../trainer/files'

/** Finds the image that a text means: its path, the end of its path, its name, its stem; undefined where several or none fit. */
export type ImageFinder = (given: string) => string | undefined

export function createImageFinder(images: Iterable<string>): ImageFinder {
  const byPath = new Map<string, string>()
  const byTail = new Map<string, Set<string>>()
  for (const path of images) {
    const folded = fold(path)
    byPath.set(folded, path)
    byPath.set(fold(withoutImageSuffix(path)), path)
    for (const tail of [nameOf(folded), fold(stemOf(path))]) {
      const list = byTail.get(tail) ?? new Set()
      byTail.set(tail, list.add(path))
    }
  }
  return (given) => {
    const text = fold(given.replaceAll('\\', '/').replace(/^\.\//, ''))
    const exact = byPath.get(text)
    if (exact !== undefined) return exact
    const candidates = [...(byTail.get(nameOf(text)) ?? byTail.get(nameOf(fold(withoutImageSuffix(text)))) ?? [])]
    if (candidates.length <= 1) return candidates[0]
    const close = candidates.filter((path) => fold(path).endsWith(`/${text}`) || fold(withoutImageSuffix(path)).endsWith(`/${text}`))
    return close.length === 1 ? close[0] : undefined
  }
}

/** Of a sidecar: `a.png.json` and `a.json` alike belong to `a.png`. */
export function subjectOf(sidecar: string): string {
  return sidecar.slice(0, sidecar.length - suffixOf(sidecar).length)
}

function withoutImageSuffix(path: string): string {
  const suffix = suffixOf(path)
  return imageSuffixes.includes(suffix.toLowerCase()) ? path.slice(0, path.length - suffix.length) : path
}

/** Systems differ in how they hand over accented names. */
function fold(text: string): string {
  return text.normalize('NFC')
}
