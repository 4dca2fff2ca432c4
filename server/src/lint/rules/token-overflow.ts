import { say, type Message } from '../../base/message'
import { comparePaths } from '../../base/path'
import { eachSliced } from '../../base/sliced'
import { spread } from '../../base/spread'
import type { Caption } from '../../caption/caption'
import { trainedTags } from '../../dataset/dataset'
import type { Sample } from '../../dataset/sample'
import type { Settings } from '../../settings'
import { estimateTokens } from '../../tokens/estimate-tokens'
import { largestLimit, lostSpan, tokenLimits, windowTokens, type TokenLimit } from '../../tokens/limits'
import type { CaptionFinding, CaptionRule, Fix, RuleContext } from '../rule'
import { describeOrigin } from '../setting-origin'
import { countTokens, mostTokens, tokensOf, trainedLines, type TrainedLine } from '../trained-tokens'

export const tokenOverflow: CaptionRule = {
  id: 'token-overflow',
  scope: 'caption',
  level: 'warning',
  summary: say`A caption has more tokens than the text encoder takes: the rest is never trained`,

  *check(caption, context) {
    const { settings, knowledge, facts } = context
    const limit = limitInForce(settings)
    if (limit.encoder !== 'clip') {
      yield* checkEstimate(caption, limit, limit.encoder, settings)
      return
    }
    const { tokenizer } = knowledge
    if (!tokenizer || mostTokens(caption, facts, settings) <= limit.limit) return
    for (const line of trainedLines(caption.text, settings)) {
      // no tokenizer makes more tokens than characters of UTF-8
      if (line.text.length * 3 <= limit.limit || countTokens(line.text, settings, tokenizer) <= limit.limit) continue
      const tokens = tokensOf(line, settings, tokenizer)
      const lost = lostSpan(tokens, limit.limit, line.start + line.text.length)
      // commas alone are no loss
      if (lost && trainedTags(caption, settings.values['captions.wildcards']).some((tag) => tag.span.end > lost.start)) yield describe(caption, line, lost, tokens.length, limit.limit, context)
    }
  },

  *checkAll(dataset, { settings, knowledge }) {
    const { tokenizer } = knowledge
    if (!tokenizer || isTold(settings) || limitInForce(settings).encoder !== 'clip') return
    const trained: Sample[] = []
    yield* eachSliced(dataset.samples.values(), (sample) => void (isTrained(sample) && trained.push(sample)), 2000)
    const looked = spread(trained, LOOKED_AT)
    const long: { readonly sample: Sample; readonly tokens: number }[] = []
    yield* eachSliced(looked, (sample) => {
      const tokens = longestLine(sample, settings, tokenizer)
      if (tokens > windowTokens) long.push({ sample, tokens })
    })
    if (long.length === 0) return
    const most = Math.max(...long.map(({ tokens }) => tokens))
    yield {
      anchor: dataset.root,
      related: long.map(({ sample }) => sample.caption?.path ?? sample.id).sort(comparePaths),
      message: say`More than ${windowTokens} tokens in ${long.length} of ${looked.length} captions (up to ${most}): unless the limit is raised, what stands behind is never trained`,
      fixes: [limitFix(most)],
    }
  },
}

/** Captions that the row for the dataset looks at, at most. */
const LOOKED_AT = 2000
const LARGEST = 225

/** Whether somebody said how many tokens are trained: by the setting, or in a training file, where leaving it out means 75. */
function isTold({ values }: Settings): boolean {
  return values.maxTokenLength !== null || values.trainingConfig !== null
}

/** Where nobody told a limit, only what is past the largest is lost for certain. */
function limitInForce(settings: Settings): TokenLimit {
  const { model, maxTokenLength } = settings.values
  return largestLimit(tokenLimits(model, { maxTokenLength: isTold(settings) ? (maxTokenLength ?? undefined) : LARGEST }))
}

function describe(caption: Caption, line: TrainedLine, lost: { readonly start: number; readonly end: number }, count: number, limit: number, { settings }: RuleContext): CaptionFinding {
  const shuffled = settings.values['captions.shuffle']
  const origin = settings.values.maxTokenLength === null ? (settings.values.trainingConfig === null ? say`the largest that there is` : say`the trainer's own`) : describeOrigin(settings, 'maxTokenLength')
  return {
    span: lost,
    unnecessary: !shuffled,
    message: shuffled
      ? say`${count} tokens, of which ${limit} fit (${origin}): at each shuffle other tags are lost`
      : say`${count} tokens, of which ${limit} fit (${origin}): from here on the text is never trained`,
    fixes: [...(count > LARGEST || limit >= LARGEST ? [] : [limitFix(count)]), ...removal(caption, line, lost.start, settings)],
  }
}

function limitFix(count: number): Fix {
  const value = count <= 150 ? 150 : LARGEST
  return { title: say`Set the limit to ${value} tokens (max_token_length)`, safe: false, setting: { key: 'maxTokenLength', value } }
}

/** Tags that are cut in two go too; a sentence stays, for it is no sentence without its end. */
function removal(caption: Caption, line: TrainedLine, from: number, settings: Settings): Fix[] {
  const tags = trainedTags(caption, settings.values['captions.wildcards']).filter((tag) => tag.span.start >= line.start && tag.span.start < line.start + line.text.length)
  const lost = tags.filter((tag) => tag.span.end > from)
  if (lost.length === 0 || lost.length === tags.length || lost.some((tag) => tag.prose)) return []
  return [{ title: say`Remove the tags past the limit`, safe: false, edits: lost.map((tag) => ({ kind: 'remove', tag })) }]
}

/** An estimate must be well past the limit before it says anything. */
const CERTAIN = 1.25

function* checkEstimate(caption: Caption, { limit }: TokenLimit, encoder: Exclude<TokenLimit['encoder'], 'clip'>, settings: Settings): Iterable<CaptionFinding> {
  const longest = Math.max(0, ...trainedLines(caption.text, settings).map(({ text }) => estimateTokens(text, encoder).count))
  if (longest <= limit * CERTAIN) return
  const message: Message = say`About ${longest} tokens, of which ${limit} fit (model ${settings.values.model}, ${describeOrigin(settings, 'model')}): the end is never trained`
  yield { message }
}

function isTrained({ caption, images }: Sample): boolean {
  return caption !== undefined && caption.fault === undefined && images.length > 0
}

const counts = new WeakMap<Sample, { readonly settings: Settings; readonly tokens: number }>()

/** Tokens of the longest line of a sample's caption. */
function longestLine(sample: Sample, settings: Settings, tokenizer: Parameters<typeof countTokens>[2]): number {
  const known = counts.get(sample)
  if (known?.settings === settings) return known.tokens
  const tokens = Math.max(0, ...trainedLines(sample.caption?.text ?? '', settings).map(({ text }) => countTokens(text, settings, tokenizer)))
  counts.set(sample, { settings, tokens })
  return tokens
}
