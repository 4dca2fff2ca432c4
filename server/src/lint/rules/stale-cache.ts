import { say } from '../../base/message'
import { nameOf } from '../../base/path'
import type { ConceptRule } from '../rule'

export const staleCache: ConceptRule = {
  id: 'stale-cache',
  scope: 'concept',
  level: 'warning',
  summary: say`What the trainer keeps of an image or a caption is older than that, and is used as it is`,

  *check({ name, folder }, { dataset }) {
    const stale = dataset.contents.get(folder.path)?.stale ?? []
    const [first] = stale
    if (!first) return
    const paths = stale.map(({ path }) => path)
    const title = stale.length === 1 ? say`Delete '${nameOf(first.path)}': the trainer makes it anew` : say`Delete the ${stale.length} old caches: the trainer makes them anew`
    yield {
      anchor: stale.length === 1 ? first.of : folder.path,
      related: paths,
      message:
        stale.length === 1
          ? say`'${nameOf(first.of)}' has changed since '${nameOf(first.path)}' was made of it: the trainer uses the old one`
          : say`${stale.length} caches of '${name}' are older than what they were made of, such as '${nameOf(first.path)}': the trainer uses them as they are`,
      fixes: [{ title, safe: false, change: () => ({ title, files: paths.map((path) => ({ kind: 'delete', path })) }) }],
    }
  },
}
