import { say, type Message } from '../base/message'
import type { Span } from '../base/span'
import { checkBucketOptions } from '../trainer/check-bucket-options'
import type { ConfigTable, ParsedConfig } from '../training-files/config-tree'
import type { ResolvedDataset, ResolvedSubset, Sourced } from '../training-files/resolve-datasets'
import type { GivenOption } from '../training-files/training-config'
import { addBehind, addFirst, setValue, writeValue } from './edit-training-file'
import type { Fix, TrainingFileFinding } from './rule'
import { fixIn, optionOf, ownOption, ownSpan, type TrainingRun } from './training-run'

/** Sets an option of the training configuration, where it stands or behind another. */
export function setOption(run: TrainingRun, name: string, value: string | number | boolean, title: Message, beside?: GivenOption): Fix[] {
  const { training } = run
  if (!training) return []
  const given = optionOf(run, name)
  const written = writeValue(value)
  const near = beside ?? [...training.file.options.values()][0]
  const edit = given ? setValue(given.node, written) : near && addBehind(training.text, training.file.parsed.language, near, name, written)
  return edit ? [fixIn(run, training, { title, safe: false }, [edit])] : []
}

/** Sets a value that came from either file, where it came from. */
export function setSourced(run: TrainingRun, { from, span }: Sourced<unknown>, value: string | number | boolean, title: Message): Fix[] {
  const file = from === 'training-config' ? run.training : run.dataset
  return file && span ? [fixIn(run, file, { title, safe: false }, [{ span, newText: writeValue(value) }])] : []
}

/** Sets a key of a table of the dataset configuration: where `held` says it stands there already, else as its first. */
export function setKey(run: TrainingRun, table: ConfigTable, key: string, value: string | number | boolean, title: Message): Fix[] {
  const { dataset } = run
  if (!dataset) return []
  const parsed: ParsedConfig = dataset.file.parsed
  const held = table.entries.find((entry) => entry.key === key)
  const edit = held ? setValue(held.value, writeValue(value)) : addFirst(dataset.text, parsed.language, table, key, writeValue(value))
  return edit ? [fixIn(run, dataset, { title, safe: false }, [edit])] : []
}

/** What the trainer refuses about the caches. */
export function* cacheAborts(run: TrainingRun): Iterable<TrainingFileFinding> {
  const { options } = run
  const latents = options.boolean('cache_latents') || options.boolean('cache_latents_to_disk')
  const texts = options.boolean('cache_text_encoder_outputs') || options.boolean('cache_text_encoder_outputs_to_disk')
  const anima = /anima/.test(options.text('network_module') ?? '')
  const seen = new Set<number>()
  const once = (span: Span | undefined): span is Span => span !== undefined && !seen.has(span.start) && seen.add(span.start) !== undefined
  for (const { key, value } of switches(run)) {
    const span = ownSpan(run, value)
    const offends = typeof value.value === 'number' ? value.value > 0 : value.value
    if (!offends || !once(span)) continue
    const off = typeof value.value === 'number' ? 0 : false
    const fix = setSourced(run, value, off, say`Set ${key} to ${String(off)}`)
    if (latents && (key === 'color_aug' || key === 'random_crop')) {
      yield { span, tag: key, message: say`The trainer refuses '${key}' together with cached latents`, fixes: [...fix, ...setOption(run, 'cache_latents', false, say`Set cache_latents to false`)] }
    } else if (texts && TEXT_KEYS.includes(key) && !(anima && key === 'caption_dropout_rate')) {
      yield { span, tag: key, message: say`The trainer refuses '${key}' together with cached text-encoder outputs: every caption must stay the same`, fixes: [...fix, ...setOption(run, 'cache_text_encoder_outputs', false, say`Set cache_text_encoder_outputs to false`)] }
    }
  }
  const cached = ownOption(run, 'cache_text_encoder_outputs')
  if (cached && options.boolean('cache_text_encoder_outputs') && /^networks\.(?:lora|lora_fa|dylora|oft)$/.test(options.text('network_module') ?? '') && !options.boolean('network_train_unet_only')) {
    yield {
      span: cached.node.span,
      tag: cached.name,
      message: say`Cached text-encoder outputs need 'network_train_unet_only': a text encoder that is trained cannot be cached`,
      fixes: setOption(run, 'network_train_unet_only', true, say`Set network_train_unet_only to true`, cached),
    }
  }
}

const TEXT_KEYS: readonly string[] = ['shuffle_caption', 'caption_dropout_rate', 'caption_tag_dropout_rate', 'token_warmup_step']

type Switch = { readonly key: string; readonly value: Sourced<boolean> | Sourced<number> }

/** The switches of every subset, or of the training configuration where folders are trained by their names. */
function switches(run: TrainingRun): readonly Switch[] {
  if (run.dataset) return run.datasets.flatMap(({ subsets }) => subsets.flatMap((subset) => subsetSwitches(run, subset)))
  return ['color_aug', 'random_crop', ...TEXT_KEYS].flatMap((key): Switch[] => {
    const given = optionOf(run, key)
    if (!given?.fits) return []
    const place = { from: 'training-config' as const, span: given.node.span }
    if (given.node.kind === 'boolean') return [{ key, value: { ...place, value: given.node.value === true } }]
    return given.node.kind === 'integer' || given.node.kind === 'float' ? [{ key, value: { ...place, value: Number(given.node.value) } }] : []
  })
}

/** `ResolvedSubset` tells captions without their places: those are looked up where they stand. */
function subsetSwitches(run: TrainingRun, subset: ResolvedSubset): Switch[] {
  return [
    { key: 'color_aug', value: subset.colorAug },
    { key: 'random_crop', value: subset.randomCrop },
    ...TEXT_KEYS.flatMap((key) => placedSwitch(run, subset, key)),
  ]
}

/** A value of a subset with its place, by the trainer's order: subset, dataset, `[general]`, training configuration. */
export function placedSwitch({ dataset, datasets, training }: TrainingRun, subset: ResolvedSubset, key: string): Switch[] {
  const around = datasets.find(({ subsets }) => subsets.includes(subset))
  const name = key as Parameters<typeof subset.entry.values.get>[0]
  const given = subset.entry.values.get(name) ?? around?.entry.values.get(name) ?? dataset?.file.general.get(name)
  const option = training?.file.options.get(key)
  const node = given?.node ?? (option?.fits ? option.node : undefined)
  if (!node) return []
  const place = { from: given?.level ?? ('training-config' as const), span: node.span }
  if (node.kind === 'boolean') return [{ key, value: { ...place, value: node.value === true } }]
  return node.kind === 'integer' || node.kind === 'float' ? [{ key, value: { ...place, value: Number(node.value) } }] : []
}

/** What the trainer refuses about schedule, noise, precision and network. */
export function* optionAborts(run: TrainingRun): Iterable<TrainingFileFinding> {
  const { options } = run
  const at = (name: string): GivenOption | undefined => ownOption(run, name)
  const warmup = at('lr_warmup_steps')
  const scheduler = options.text('lr_scheduler') ?? 'constant'
  const custom = options.text('lr_scheduler_type')
  const scheduleFree = /schedulefree$/i.test(options.text('optimizer_type') ?? '')
  if (warmup && (options.number('lr_warmup_steps') ?? 0) !== 0 && !scheduleFree && (custom !== undefined || scheduler === 'constant' || scheduler === 'adafactor')) {
    yield {
      span: warmup.node.span,
      tag: warmup.name,
      message: custom === undefined ? say`The scheduler '${scheduler}' takes no warm-up: the run ends at the start` : say`A scheduler given by lr_scheduler_type takes no warm-up: the run ends at the start`,
      fixes: [
        ...setOption(run, 'lr_warmup_steps', 0, say`Set lr_warmup_steps to 0`),
        ...(scheduler === 'constant' && custom === undefined ? setOption(run, 'lr_scheduler', 'constant_with_warmup', say`Take the scheduler constant_with_warmup`, warmup) : []),
      ],
    }
  }
  const adaptive = at('adaptive_noise_scale')
  if (adaptive?.fits && options.number('adaptive_noise_scale') !== undefined && options.number('noise_offset') === undefined) {
    yield { span: adaptive.keySpan, tag: adaptive.name, message: say`'adaptive_noise_scale' needs 'noise_offset'`, fixes: setOption(run, 'noise_offset', 0.05, say`Add noise_offset = ${'0.05'}`, adaptive) }
  }
  const scaled = at('scale_v_pred_loss_like_noise_pred')
  if (scaled && options.boolean(scaled.name) && !options.boolean('v_parameterization')) {
    yield { span: scaled.node.span, tag: scaled.name, message: say`'${scaled.name}' needs 'v_parameterization'`, fixes: setOption(run, scaled.name, false, say`Set ${scaled.name} to false`) }
  }
  const like = at('v_pred_like_loss')
  if (like && (options.number(like.name) ?? 0) > 0 && options.boolean('v_parameterization')) {
    yield { span: like.node.span, tag: like.name, message: say`'v_pred_like_loss' is refused together with 'v_parameterization'`, fixes: [] }
  }
  for (const [name, precision] of [['full_fp16', 'fp16'], ['full_bf16', 'bf16']] as const) {
    const full = at(name)
    if (full && options.boolean(name) && (options.text('mixed_precision') ?? 'no') !== precision) {
      yield { span: full.node.span, tag: name, message: say`'${name}' needs mixed_precision = "${precision}"`, fixes: setOption(run, 'mixed_precision', precision, say`Set mixed_precision to "${precision}"`, full) }
    }
  }
  for (const name of ['use_8bit_adam', 'use_lion_optimizer']) {
    const old = at(name)
    if (old && options.boolean(name) && options.text('optimizer_type') !== undefined) {
      yield { span: old.node.span, tag: name, message: say`'${name}' is refused together with 'optimizer_type'`, fixes: setOption(run, name, false, say`Set ${name} to false`) }
    }
  }
}

/** What the trainer refuses about sizes and buckets; the divisor of steps is known with the model only. */
export function* bucketAborts(run: TrainingRun, model: Parameters<typeof checkBucketOptions>[1]): Iterable<TrainingFileFinding> {
  const datasets: readonly (Pick<ResolvedDataset, 'resolution' | 'buckets'> & { readonly table?: ConfigTable })[] = run.dataset ? run.datasets.map((dataset) => ({ ...dataset, table: dataset.entry.table })) : optionBuckets(run)
  for (const { resolution, buckets, table } of datasets) {
    const { enabled, min, max, step, noUpscale } = buckets
    if (!enabled.value || !resolution) continue
    const faults = checkBucketOptions({ resolution: resolution.value, min: min.value, max: max.value, step: step.value, noUpscale: noUpscale.value }, model)
    for (const { kind, aborts, value, limit } of faults) {
      if (!aborts) continue
      const [key, sourced, message] = describe(kind, { min, max, step }, value, limit)
      // a default that does not fit is told at the resolution that it does not fit
      const span = ownSpan(run, sourced) ?? (sourced.from === 'default' ? ownSpan(run, resolution) : undefined)
      if (!span) continue
      const wanted = key === 'bucket_reso_steps' ? Math.max(limit, Math.ceil(value / limit) * limit) : key === 'min_bucket_reso' && kind === 'min-above-resolution' ? Math.floor(limit / step.value) * step.value : limit
      const title = say`Set ${key} to ${wanted}`
      const fixes = sourced.from !== 'default' ? setSourced(run, sourced, wanted, title) : table ? setKey(run, table, key, wanted, title) : setOption(run, key, wanted, title, optionOf(run, 'resolution'))
      yield { span, tag: key, message, fixes }
    }
  }
}

function describe(
  kind: ReturnType<typeof checkBucketOptions>[number]['kind'],
  { min, max, step }: { readonly min: Sourced<number>; readonly max: Sourced<number>; readonly step: Sourced<number> },
  value: number,
  limit: number,
): readonly [string, Sourced<number>, Message] {
  switch (kind) {
    case 'min-above-resolution':
      return ['min_bucket_reso', min, say`min_bucket_reso ${value} is above the shorter side of the resolution, ${limit}: the run ends at the start`]
    case 'max-below-resolution':
    case 'max-below-usual':
      return ['max_bucket_reso', max, max.from === 'default' ? say`max_bucket_reso is ${value} where unset, below the longer side of the resolution, ${limit}: the run ends at the start` : say`max_bucket_reso ${value} is below the longer side of the resolution, ${limit}: the run ends at the start`]
    case 'min-below-step':
      return ['min_bucket_reso', min, say`min_bucket_reso ${value} is below bucket_reso_steps, ${limit}: the run ends at the start`]
    case 'no-step':
    case 'step-divisor':
      return ['bucket_reso_steps', step, say`bucket_reso_steps must be a multiple of ${limit} for this model: the run ends at the start`]
  }
}

/** The same from a training configuration that trains folders by their names. */
function optionBuckets(run: TrainingRun): readonly Pick<ResolvedDataset, 'resolution' | 'buckets'>[] {
  const resolution = optionOf(run, 'resolution')
  const sides = resolution?.node.kind === 'string' ? String(resolution.node.value).split(',').map(Number) : []
  const [width, height = width] = sides
  if (!resolution || width === undefined || height === undefined || !(width >= 1 && height >= 1)) return []
  const read = <Value extends number | boolean>(name: string, standard: Value, value: Value | undefined): Sourced<Value> => {
    const given = optionOf(run, name)
    return given && value !== undefined ? { value, from: 'training-config', span: given.node.span } : { value: standard, from: 'default' }
  }
  const { options } = run
  return [
    {
      resolution: { value: [width, height], from: 'training-config', span: resolution.node.span },
      buckets: {
        enabled: read('enable_bucket', false, options.boolean('enable_bucket')),
        min: read('min_bucket_reso', 256, options.number('min_bucket_reso')),
        max: read('max_bucket_reso', 1024, options.number('max_bucket_reso')),
        step: read('bucket_reso_steps', 64, options.number('bucket_reso_steps')),
        noUpscale: read('bucket_no_upscale', false, options.boolean('bucket_no_upscale')),
      },
    },
  ]
}
