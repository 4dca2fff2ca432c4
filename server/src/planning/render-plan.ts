import { formatMessage, say, type Message, type Translations } from '../base/message'
import type { NetworkSize } from './network-size'
import type { TrainingPlan } from './plan'

interface Row {
  readonly label: Message
  readonly value: string
  readonly source?: Message
}

interface Section {
  readonly title: Message
  readonly rows: readonly Row[]
}

/** The plan as text for a terminal. */
export function renderPlanText(plan: TrainingPlan, translations?: Translations): string {
  const t = (message: Message): string => formatMessage(message, translations)
  const lines = sections(plan, t).flatMap(({ title, rows }) => ['', t(title), ...rows.map(({ label, value, source }) => `  ${t(label)}: ${value}${source ? ` (${t(source)})` : ''}`)])
  return [t(plan.mode.text), ...lines, ...(plan.notes.length > 0 ? ['', ...plan.notes.map(({ level, text }) => `${level}: ${t(text)}`)] : []), ''].join('\n')
}

/** The plan as Markdown; `escape` keeps texts from being read as Markdown. */
export function renderPlanMarkdown(plan: TrainingPlan, escape: (text: string) => string, translations?: Translations): string {
  const t = (message: Message): string => formatMessage(message, translations)
  const body = sections(plan, t).flatMap(({ title, rows }) => [
    `## ${t(title)}`,
    '',
    `| ${t(say`what`)} | ${t(say`value`)} | ${t(say`from`)} |`,
    '| --- | --- | --- |',
    ...rows.map(({ label, value, source }) => `| ${[t(label), value, source ? t(source) : ''].map(escape).join(' | ')} |`),
    '',
  ])
  return [`# ${t(say`Training plan`)}`, '', escape(t(plan.mode.text)), '', ...body, ...plan.notes.map(({ level, text }) => `- ${level}: ${escape(t(text))}`), ''].join('\n').replace(/\n{3,}/g, '\n\n')
}

function sections(plan: TrainingPlan, t: (message: Message) => string): readonly Section[] {
  const { steps, regularization, schedule, rates, network } = plan
  return [
    {
      title: say`Dataset`,
      rows: [
        { label: say`Goal`, ...plan.goal },
        { label: say`Model`, ...plan.model },
        { label: say`Images`, value: String(plan.images.value), source: plan.images.source },
        ...plan.folders.map(({ folder, images, repeats, regularization: reg, samples }): Row => ({ label: { text: '{0}', args: [folder] }, value: `${images} × ${plain(repeats.value)} = ${plain(samples)}${reg ? ` ${t(say`regularisation`)}` : ''}`, source: repeats.source })),
        { label: say`Samples of an epoch`, value: plain(plan.samples.value), source: plan.samples.source },
        ...(regularization.images > 0 ? [{ label: say`Regularisation`, value: plain(regularization.samples), source: regularization.source }] : []),
      ],
    },
    {
      title: say`Buckets`,
      rows: plan.datasets.flatMap(({ resolution, enabled, batch, buckets, costs }): Row[] => [
        { label: say`Resolution`, value: resolution.value.join('×'), source: resolution.source },
        { label: say`Buckets in use`, value: enabled.value ? String(buckets.length) : t(say`off`), source: enabled.source },
        { label: say`Batch`, value: String(batch.value), source: batch.source },
        ...buckets.map(({ width, height, images, samples, batches }): Row => ({ label: { text: '{0}', args: [`${width}×${height}`] }, value: t(say`images ${images}, samples ${plain(samples)}, batches ${batches}`) })),
        { label: say`Cut away`, value: t(say`${(costs.meanLost * 100).toFixed(1)} % of an image, at most ${(costs.mostLost * 100).toFixed(1)} %`) },
        { label: say`Enlarged images`, value: t(say`${costs.upscaled}, more than twice ${costs.upscaledTwice}`) },
      ]),
    },
    {
      title: say`Steps`,
      rows: [
        { label: say`Epochs`, value: String(plan.epochs.value), source: plan.epochs.source },
        { label: say`Batches of an epoch`, value: String(plan.batchesPerEpoch.value), source: plan.batchesPerEpoch.source },
        { label: say`Formula`, value: plain(steps.formula.value), source: steps.formula.source },
        ...steps.difference.map(({ text, total }): Row => ({ label: text, value: plain(total) })),
        { label: say`Real steps`, value: String(steps.real.value), source: steps.real.source },
        { label: say`Least steps`, value: String(steps.minimum.value), source: steps.minimum.source },
      ],
    },
    {
      title: say`Training`,
      rows: [
        { label: say`Rate of the image model`, value: String(rates.unet.value), source: rates.unet.source },
        { label: say`Rate of the text encoder`, value: String(rates.textEncoder.value), source: rates.textEncoder.source },
        { label: say`Scheduler`, ...schedule.name },
        { label: say`Warm-up`, value: t(say`${schedule.warmupSteps} steps`), source: schedule.warmup.source },
        { label: say`Network`, value: `${network.kind.value}, ${network.dim.value} / ${network.alpha.value}`, source: network.kind.source },
        ...network.choices.map(({ kind, size, text }): Row => ({ label: { text: '{0}', args: [kind] }, value: size ? sizeText(size, t) : t(say`not known for this model`), source: text })),
      ],
    },
    {
      title: say`Resolutions`,
      rows: plan.resolution.choices.map(({ width, height, proposed, costs }): Row => ({
        label: { text: '{0}', args: [`${width}×${height}`] },
        value: t(say`cut away ${(costs.meanLost * 100).toFixed(1)} %, enlarged ${costs.upscaled}, buckets ${costs.buckets}`),
        source: proposed ? plan.resolution.why : undefined,
      })),
    },
    { title: say`Base models`, rows: [{ label: say`By the notes`, value: t(plan.baseModelsText) }, ...plan.baseModels.map(({ name, note, source }): Row => ({ label: { text: '{0}', args: [name] }, value: t(note), source }))] },
  ]
}

function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(2)))
}

function sizeText({ parameters, bytes, exact }: NetworkSize, t: (message: Message) => string): string {
  const millions = ((parameters.unet + parameters.text) / 1e6).toFixed(1)
  const megabytes = (bytes / 1e6).toFixed(1)
  return exact ? t(say`${millions} million parameters, ${megabytes} MB`) : t(say`about ${millions} million parameters, ${megabytes} MB`)
}
