import { say } from '../../base/message'
import { spread } from '../../base/spread'
import { readsAsProse } from '../../caption/prose'
import { captionTextOf, type Sample } from '../../dataset/sample'
import { isKnown } from '../../tags/known-key'
import type { TagIndex } from '../../tags/tag-index'
import { tagKey } from '../../caption/tag-key'
import type { Fix, TrainingFileRule } from '../rule'
import { addBehind } from '../edit-training-file'
import { placedSwitch, setSourced } from '../training-aborts'
import { fixIn, optionOf, ownSpan, runOf, subsetsOf, trainedSamples, type TrainingRun } from '../training-run'
import type { Sourced } from '../../training-files/resolve-datasets'

const LOOKED_AT = 40

export const shuffledProse: TrainingFileRule = {
  id: 'shuffled-prose',
  scope: 'training-file',
  level: 'warning',
  summary: say`Captions that are sentences are cut at their commas and shuffled`,

  *check(subject, { knowledge }) {
    const run = runOf(subject)
    if (!run) return
    const seen = new Set<number>()
    for (const { shuffle, separator, samples } of shuffledSamples(run)) {
      const span = ownSpan(run, shuffle)
      if (!span || seen.has(span.start)) continue
      const looked = spread(samples, LOOKED_AT).flatMap((sample) => captionTextOf(sample) ?? [])
      const cut = looked.filter((text) => isShuffledProse(text, separator, knowledge.tags)).length
      if (cut === 0 || cut * 2 <= looked.length) continue
      seen.add(span.start)
      yield {
        span,
        tag: 'shuffle_caption',
        message: say`${cut} of ${looked.length} captions looked at are sentences: shuffling cuts them at their commas`,
        fixes: [...setSourced(run, shuffle, false, say`Set shuffle_caption to false`), ...(separator === '' ? addSeparator(run, shuffle) : [])],
      }
    }
  },
}

interface Shuffled {
  readonly shuffle: Sourced<boolean>
  readonly separator: string
  readonly samples: readonly Sample[]
}

function shuffledSamples(run: TrainingRun): readonly Shuffled[] {
  if (!run.dataset) {
    const given = optionOf(run, 'shuffle_caption')
    if (!given || !run.options.boolean('shuffle_caption')) return []
    const samples = trainedSamples(run).flatMap((folder) => folder.samples)
    return [{ shuffle: { value: true, from: 'training-config', span: given.node.span }, separator: run.options.text('keep_tokens_separator') ?? '', samples }]
  }
  return subsetsOf(run).flatMap(({ subset, samples }) =>
    placedSwitch(run, subset, 'shuffle_caption').flatMap(({ value }) => (value.value === true ? [{ shuffle: { ...value, value: true }, separator: subset.captions.keepTokensSeparator ?? '', samples }] : [])),
  )
}

/** A sentence that holds a comma, where it is not kept by the separator. */
function isShuffledProse(text: string, separator: string, tags: TagIndex): boolean {
  const [first = '', ...rest] = (text.split(/\r?\n/)[0] ?? '').split(separator === '' ? '\0' : separator)
  const moved = rest.length > 0 ? rest[0] ?? '' : first
  const parts = moved.split(',').map((part) => part.trim())
  return parts.length > 1 && parts.some((part) => readsAsProse(part) && !isKnown(tags, tagKey(part)))
}

/** What stands before `|||` in a caption stays where it is. */
function addSeparator(run: TrainingRun, { from, span }: Sourced<boolean>): Fix[] {
  const file = from === 'training-config' ? run.training : run.dataset
  if (!file || !span) return []
  const lineStart = file.text.lastIndexOf('\n', span.start - 1) + 1
  const keyStart = lineStart + (/^[ \t]*/.exec(file.text.slice(lineStart))?.[0].length ?? 0)
  const edit = addBehind(file.text, file.file.parsed.language, { keySpan: { start: keyStart, end: keyStart }, node: { span } }, 'keep_tokens_separator', '"|||"')
  return [fixIn(run, file, { title: say`Keep what stands before ||| in its place (keep_tokens_separator)`, safe: false }, [edit])]
}
