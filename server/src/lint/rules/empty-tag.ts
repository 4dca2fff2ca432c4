import { say, type Message } from '../../base/message'
import type { Span } from '../../base/span'
import type { Caption, Separator } from '../../caption/caption'
import type { CaptionRule } from '../rule'
import { describeOrigin } from '../setting-origin'
import { Mark } from '../tag-facts'

export const emptyTag: CaptionRule = {
  id: 'empty-tag',
  scope: 'caption',
  habit: true,
  level: 'info',
  cases: { shuffled: 'warning' },
  summary: say`A comma without a tag beside it`,
  where: Mark.gaps,

  *check(caption, { settings }) {
    const { 'captions.shuffle': shuffle, 'captions.wildcards': wildcards } = settings.values
    if (caption.tags.length === 0) return
    for (const run of emptyRuns(caption, wildcards)) {
      const { span, message } = describe(caption, run)
      yield {
        span,
        message: shuffle ? say`${message}, and shuffling (${describeOrigin(settings, 'captions.shuffle')}) puts it anywhere` : message,
        case: shuffle ? 'shuffled' : undefined,
        fixes: [
          {
            title: say`Remove the empty tag`,
            safe: true,
            edits: run.pieces.map((piece) => ({ kind: 'remove-empty', piece })),
            everywhere: { id: 'remove-empty', title: say`Remove empty tags in the whole dataset` },
          },
        ],
      }
    }
  },
}

/** Neighbouring pieces without a tag. */
interface EmptyRun {
  readonly pieces: readonly number[]
  readonly before: Separator | undefined
  readonly after: Separator | undefined
}

/** Pieces that hold nothing and touch a comma, on the lines that are trained. */
function* emptyRuns(caption: Caption, wildcards: boolean): Iterable<EmptyRun> {
  const { pieces, separators } = caption
  let run: number[] = []
  for (let index = 0; index < pieces.length; index++) {
    const before = separators[index - 1]
    const after = separators[index]
    if (before?.kind === 'line' && !wildcards) return
    const empty = pieces[index]?.tag === undefined && (before?.kind === 'comma' || after?.kind === 'comma')
    if (empty) run.push(index)
    const goesOn = empty && after?.kind === 'comma' && pieces[index + 1] !== undefined && pieces[index + 1]?.tag === undefined
    if (goesOn || run.length === 0) continue
    yield { pieces: run, before: separators[(run[0] ?? 0) - 1], after }
    run = []
  }
}

function describe(caption: Caption, { pieces, before, after }: EmptyRun): { readonly span: Span; readonly message: Message } {
  const first = caption.pieces[pieces[0] ?? 0]
  const last = caption.pieces[pieces.at(-1) ?? 0]
  const span = {
    start: before?.kind === 'comma' ? before.span.start : (first?.span.start ?? 0),
    end: after?.kind === 'comma' ? after.span.end : (last?.span.end ?? 0),
  }
  if (before?.kind !== 'comma') return { span, message: say`The line begins with a comma: an empty tag stands before it` }
  if (after?.kind !== 'comma') return { span, message: say`The line ends with a comma: an empty tag stands after it` }
  return { span, message: say`Nothing stands between these commas: they make an empty tag` }
}
