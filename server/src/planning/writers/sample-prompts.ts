import { say } from '../../base/message'
import { tagKey } from '../../caption/tag-key'
import { parseCaption } from '../../caption/parse'
import { modelFacts, type ModelFamily } from '../../trainer/models'
import { firstDataset, type PlanWriter, type WriterCaption, type WriterInput } from './parts/writer'

/** `--sample_prompts` of sd-scripts: captions of the dataset, and one without the trigger to see what else the model has kept. */
export const samplePrompts: PlanWriter = {
  id: 'sample-prompts',
  title: say`Sample prompts`,
  refuses: ({ captions }) => (captions.some(isUsable) ? undefined : say`No caption can be made a sample prompt`),
  files: (input) => [{ path: input.names.prompts, fresh: () => `${promptLines(input).join('\n')}\n` }],
}

/** Up to three prompts with trigger, of as many concepts as there are, and one without. */
export function promptLines(input: WriterInput): readonly string[] {
  const { family } = modelFacts(input.plan.model.value)
  const chosen = choose(input.captions.filter(isUsable), 3)
  const lines = chosen.map((caption) => caption.text + optionsOf(family, caption, input))
  const [first] = chosen
  const without = first && withoutTrigger(first)
  return without === undefined || without === '' || !first ? lines : [...lines, without + optionsOf(family, first, input)]
}

/** The trainer splits a line at ` --`, comments begin with #, and a prompt that begins like an option would be taken for one. */
function isUsable({ text }: WriterCaption): boolean {
  return text.trim() !== '' && !/[\r\n]/.test(text) && !/ --|^#|^(?:w|h|d|s|l|g|n|ss|cn|ctr|rcfg|fs)\s/i.test(text)
}

/** One of each concept in turn, those of middling length first: neither bare nor overloaded. */
function choose(captions: readonly WriterCaption[], count: number): readonly WriterCaption[] {
  const byConcept = new Map<string, WriterCaption[]>()
  for (const caption of captions) byConcept.set(caption.concept, [...(byConcept.get(caption.concept) ?? []), caption])
  const queues = [...byConcept.values()].map((own) => {
    const sorted = [...own].sort((a, b) => a.text.length - b.text.length || (a.text < b.text ? -1 : 1))
    const middle = Math.floor(sorted.length / 2)
    return sorted.map((_, index) => sorted[(middle + index) % sorted.length]).filter((caption) => caption !== undefined)
  })
  const found: WriterCaption[] = []
  for (let round = 0; found.length < count && queues.some((queue) => queue.length > round); round++) {
    for (const queue of queues) {
      const next = queue[round]
      if (next && found.length < count && !found.some(({ text }) => text === next.text)) found.push(next)
    }
  }
  return found
}

function withoutTrigger({ text, triggers }: WriterCaption): string | undefined {
  if (triggers.length === 0) return undefined
  const keys = new Set(triggers)
  const kept = parseCaption(text).tags.filter((tag) => !keys.has(tagKey(tag.name)))
  return kept.map((tag) => text.slice(tag.span.start, tag.span.end)).join(', ')
}

function optionsOf(family: ModelFamily, caption: WriterCaption, input: WriterInput): string {
  const [width, height] = sizeOf(caption, input)
  const size = ` --w ${width} --h ${height} --d 42`
  if (family === 'flux') return `${size} --s 20 --l 1 --g 3.5`
  return ` --n ${NEGATIVES[family === 'sd15' || family === 'sd2' ? 'small' : 'large']}${size} --s 28 --l 7`
}

const NEGATIVES = {
  small: 'lowres, bad anatomy, bad hands, extra digits, worst quality, low quality, jpeg artifacts, signature, watermark',
  large: 'lowres, worst quality, low quality, bad anatomy, signature, watermark',
} as const

/** The bucket nearest in aspect; multiples of 64 are multiples of 8 too. */
function sizeOf({ size }: WriterCaption, input: WriterInput): readonly [number, number] {
  const dataset = firstDataset(input)
  const fallback = dataset?.resolution.value ?? [512, 512]
  if (!size || !dataset) return [fallback[0], fallback[1]]
  const ratio = size[0] / size[1]
  const distance = (width: number, height: number): number => Math.abs(Math.log(width / height / ratio))
  const best = [...dataset.buckets].sort((a, b) => distance(a.width, a.height) - distance(b.width, b.height))[0]
  return best ? [best.width, best.height] : [fallback[0], fallback[1]]
}
