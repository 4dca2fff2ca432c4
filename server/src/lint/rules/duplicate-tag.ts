import { say } from '../../base/message'
import { RemovalReader } from '../../caption/removals'
import type { CaptionRule } from '../rule'
import { Mark } from '../tag-facts'

export const duplicateTag: CaptionRule = {
  id: 'duplicate-tag',
  scope: 'caption',
  level: 'warning',
  summary: say`The same tag appears more than once in a caption`,
  where: Mark.repeated,

  *check(caption, { settings }) {
    const wildcards = settings.values['captions.wildcards']
    const removals = new RemovalReader(caption)
    let seen = new Set<string>()
    let line = 0
    for (const tag of caption.tags) {
      if (tag.line !== line) {
        // further lines are captions of their own, or no part of the caption at all
        if (!wildcards) return
        line = tag.line
        seen = new Set()
      }
      if (seen.has(tag.key)) {
        yield {
          span: tag.span,
          tag: tag.name,
          unnecessary: true,
          message: say`'${tag.text}' already appears earlier in this caption`,
          fixes: [
            {
              title: say`Remove the repeated '${tag.text}'`,
              safe: removals.keepsNames(tag),
              edits: [{ kind: 'remove', tag }],
              everywhere: { id: 'remove-repeated', title: say`Remove repeated tags in the whole dataset` },
            },
          ],
        }
      }
      seen.add(tag.key)
    }
  },
}
