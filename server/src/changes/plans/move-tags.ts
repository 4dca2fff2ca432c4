import { say } from '../../base/message'
import type { Caption, Tag } from '../../caption/caption'
import type { TagEdit, TagPlace } from '../../caption/edit'
import { fixedPieces, linePieces, type KeepSettings } from '../locked-tags'
import { trainedLines } from './parts/caption-lines'
import { isFault, readNewTags } from './parts/new-tag'
import { planSteps } from './parts/plan-steps'
import type { CaptionStep, Refactoring } from './parts/refactoring'

export interface MoveArguments {
  /** In the order in which they will stand. */
  readonly tags: readonly string[]
  readonly to: 'start' | 'after-keep-tokens' | 'end'
}

/** Moves tags to the front, behind those that the trainer keeps in front, or to the end. */
export const moveTags: Refactoring<'move-tags', MoveArguments> = {
  id: 'move-tags',
  label: say`Move tags`,

  plan({ dataset }, { tags, to }, samples) {
    const moved = readNewTags(tags)
    if (isFault(moved)) return moved
    const names = moved.map((tag) => tag.text).join(', ')
    const title = { start: say`Move '${names}' to the front`, 'after-keep-tokens': say`Move '${names}' behind the kept tags`, end: say`Move '${names}' to the end` }[to]
    const step = moveStep(moved.map((tag) => tag.key), to, dataset.settings.values)
    return { plan: planSteps(title, dataset, samples, [step], { ignoreMissing: true }) }
  },
}

type MoveSettings = KeepSettings & { readonly 'captions.wildcards': boolean }

function moveStep(keys: readonly string[], to: MoveArguments['to'], settings: MoveSettings): CaptionStep {
  return (caption) => trainedLines(caption, settings).flatMap((line) => moveOnLine(movable(caption, line, to, settings), keys, to))
}

/** The tags among which the places are: those kept in front stay there. */
function movable(caption: Caption, line: readonly Tag[], to: MoveArguments['to'], settings: KeepSettings): readonly Tag[] {
  const [first] = line
  const pieces = to === 'after-keep-tokens' && first ? linePieces(caption, true)[first.line] : undefined
  if (!pieces) return line
  const fixed = fixedPieces(caption, pieces, settings)
  return line.filter((tag) => tag.piece >= fixed.to && tag.piece < fixed.suffix)
}

function moveOnLine(line: readonly Tag[], keys: readonly string[], to: MoveArguments['to']): TagEdit[] {
  const wanted = keys.flatMap((key) => line.filter((tag) => tag.key === key))
  const there = to === 'end' ? line.slice(line.length - wanted.length) : line.slice(0, wanted.length)
  if (wanted.every((tag, at) => tag === there[at] || tag.text === there[at]?.text)) return []
  const anchor = to === 'end' ? line.findLast((tag) => !wanted.includes(tag)) : line.find((tag) => !wanted.includes(tag))
  // the same tags in another order
  const place: TagPlace | undefined = anchor && (to === 'end' ? { after: anchor } : { before: anchor })
  if (!place) return wanted.flatMap((tag, at): TagEdit[] => (line[at] && line[at].text !== tag.text ? [{ kind: 'rewrite', span: line[at].span, text: tag.text }] : []))
  const ordered = to === 'end' ? wanted.toReversed() : wanted
  return ordered.map((tag): TagEdit => ({ kind: 'move', tag, at: place }))
}
