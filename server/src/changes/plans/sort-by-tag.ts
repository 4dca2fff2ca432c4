import { say } from '../../base/message'
import { relativePath } from '../../base/path'
import type { Sample } from '../../dataset/sample'
import { addStep } from './parts/add-step'
import { isFault, readNewTag } from './parts/new-tag'
import { planSteps } from './parts/plan-steps'
import type { Refactoring } from './parts/refactoring'
import { removeWhere } from './parts/remove-where'

export interface SortArguments {
  readonly tag: string
  /** Images whose captions get it, at the end: relative to the dataset, with `/`; absolute for folders outside. One without a caption gets one. */
  readonly give: readonly string[]
  /** Images whose captions lose it, in any spelling. */
  readonly take: readonly string[]
}

/** Some captions get a tag and others lose it, as somebody has sorted their images. */
export const sortByTag: Refactoring<'sort-by-tag', SortArguments> = {
  id: 'sort-by-tag',
  label: say`Sort images by tag`,

  plan({ dataset }, { tag: typed, give, take }, samples) {
    const tag = readNewTag(typed)
    if (isFault(tag)) return tag
    const isAmong = ({ images }: Sample, names: readonly string[]): boolean => {
      const set = setOf(names)
      return images.some(({ path }) => set.has(relativePath(dataset.root, path)))
    }
    const add = addStep([tag], 'end', dataset.settings.values)
    const remove = removeWhere((key) => key === tag.key)
    const losing = new Set<Sample>()
    const meant = [...samples].filter((sample) => {
      if (isAmong(sample, give)) return true
      if (sample.caption && isAmong(sample, take)) losing.add(sample)
      return losing.has(sample)
    })
    const plan = planSteps(say`Sort by '${tag.text}'`, dataset, meant, [(caption, context) => (losing.has(context.sample) ? remove : add)(caption, context)], { create: () => tag.text })
    return { plan }
  },
}

/** A plan over many captions is made in slices: each asks for the same names. */
const sets = new WeakMap<readonly string[], ReadonlySet<string>>()

function setOf(names: readonly string[]): ReadonlySet<string> {
  const known = sets.get(names)
  if (known) return known
  const set = new Set(names)
  sets.set(names, set)
  return set
}
