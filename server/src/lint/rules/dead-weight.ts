import { say } from '../../base/message'
import { matchBrackets, type BracketPair } from '../../caption/brackets'
import { firstLineEnd, type Caption } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { hasTag } from '../../tags/tag-index'
import { readPlainTags } from '../plain-tags'
import type { CaptionContext, CaptionRule } from '../rule'
import { describeOrigin } from '../setting-origin'
import { Mark } from '../tag-facts'

export const deadWeight: CaptionRule = {
  id: 'dead-weight',
  scope: 'caption',
  level: 'warning',
  habit: true,
  summary: say`Weights are trained as text, because the trainer does not read them`,
  where: Mark.markup,

  *check(caption, context) {
    const { settings } = context
    if (settings.values['captions.weighted'] || !/[([]/.test(caption.text)) return
    const pairs = weightPairs(caption, context)
    for (const outer of pairs.filter((pair) => !pairs.some((other) => other.open < pair.open && other.close > pair.close))) {
      const span = { start: outer.open, end: outer.close + 1 }
      const text = caption.text.slice(span.start, span.end)
      yield {
        span,
        tag: text,
        message: say`'${shorten(text)}' is trained as it stands, with its brackets: weighted captions are off (${describeOrigin(settings, 'captions.weighted')})`,
        fixes: isSwitch(text)
          ? []
          : [
              {
                title: say`Drop the weight`,
                safe: false,
                edits: pairs.filter((pair) => pair.open >= outer.open && pair.close <= outer.close).flatMap(dropWeight),
                everywhere: { id: 'drop-weight', title: say`Drop all weights in the whole dataset` },
              },
            ],
      }
    }
  },
}

/** Pairs that stand around tags rather than within a name. */
function weightPairs(caption: Caption, context: CaptionContext): readonly BracketPair[] {
  const { settings, knowledge } = context
  const end = settings.values['captions.wildcards'] ? caption.text.length : firstLineEnd(caption)
  const tags = readPlainTags(caption, context).filter(({ text, name }) => text !== name && !hasTag(knowledge.tags, text))
  return matchBrackets(caption.text).pairs.filter(
    ({ open, close }) =>
      close < end &&
      tags.some(
        ({ span, nameSpan }) =>
          (span.start <= open && open < nameSpan.start) || (nameSpan.end <= close && close < span.end),
      ),
  )
}

function dropWeight({ open, close, weightStart }: BracketPair): TagEdit[] {
  return [
    { kind: 'rewrite', span: { start: open, end: open + 1 }, text: '' },
    { kind: 'rewrite', span: { start: weightStart ?? close, end: close + 1 }, text: '' },
  ]
}

/** `[a:b:0.5]`, `[a|b]`: which of the two is meant, only the user knows. */
function isSwitch(text: string): boolean {
  return text.startsWith('[') && /[:|]/.test(text)
}

const LONGEST = 40

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
