import type { Caption, Tag } from '../../../caption/caption'
import type { SettingValues } from '../../../settings'

/** The tags of a caption by line: each is a caption of its own where wildcards are on. Lines without tags are left out. */
export function tagLines(caption: Caption): readonly (readonly Tag[])[] {
  const lines: Tag[][] = []
  let last: Tag | undefined
  for (const tag of caption.tags) {
    if (last?.line === tag.line) lines.at(-1)?.push(tag)
    else lines.push([tag])
    last = tag
  }
  return lines
}

/** The lines that are trained. */
export function trainedLines(caption: Caption, settings: Pick<SettingValues, 'captions.wildcards'>): readonly (readonly Tag[])[] {
  const lines = tagLines(caption)
  return settings['captions.wildcards'] ? lines : lines.filter((line) => line[0]?.line === 0)
}
