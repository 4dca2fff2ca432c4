import type { ModelFamily } from '../trainer/models'

/** A layer that a network can be put on; `kernel` is 1 for linear layers and 1×1 convolutions. */
export interface Layer {
  readonly inputs: number
  readonly outputs: number
  readonly kernel: 1 | 3
  /** Only trained when convolutions are (LoCon): those of residual blocks, linear ones of these included. */
  readonly residual: boolean
  readonly part: 'unet' | 'text'
  /** Only LyCORIS reaches it, by its name. */
  readonly named?: true
}

/** The layers of a base model that networks reach, and whether these are surely those of the model in use. */
export interface ModelLayers {
  readonly layers: readonly Layer[]
  /** False where the family has models of several sizes: the usual one is taken. */
  readonly exact: boolean
}

/**
 * Layers by family; undefined where they are not known.
 *
 * sd-scripts: original_unet, sdxl_original_unet, flux_models, sd3_models; LoRANetwork.UNET_TARGET_REPLACE_MODULE,
 * UNET_TARGET_REPLACE_MODULE_CONV2D_3X3, TEXT_ENCODER_TARGET_REPLACE_MODULE
 */
export function layersOf(family: ModelFamily): ModelLayers | undefined {
  return TABLE[family]?.()
}

const TABLE: Readonly<Partial<Record<ModelFamily, () => ModelLayers>>> = {
  sd15: () => ({ layers: [...smallUnet(768), ...clip(12, 768)], exact: true }),
  sd2: () => ({ layers: [...smallUnet(1024), ...clip(23, 1024)], exact: true }),
  sdxl: () => ({ layers: [...largeUnet(), ...clip(12, 768), ...clip(32, 1280)], exact: true }),
  flux: () => ({ layers: [...flux(), ...clip(12, 768)], exact: true }),
  sd3: () => ({ layers: [...stable3(), ...clip(12, 768), ...clip(32, 1280)], exact: false }),
}

function linear(inputs: number, outputs: number, part: 'unet' | 'text' = 'unet'): Layer {
  return { inputs, outputs, kernel: 1, residual: false, part }
}

function times<Item>(count: number, make: () => readonly Item[]): Item[] {
  return Array.from({ length: count }, make).flat()
}

/** A transformer over `width` channels with `depth` blocks that look at text of `context` numbers a token. */
function transformer(width: number, depth: number, context: number): Layer[] {
  const block = (): Layer[] => [
    ...times(4, () => [linear(width, width)]),
    linear(width, width),
    linear(context, width),
    linear(context, width),
    linear(width, width),
    linear(width, width * 8),
    linear(width * 4, width),
  ]
  return [linear(width, width), ...times(depth, block), linear(width, width)]
}

const TIME = 1280

function residual(inputs: number, outputs: number): Layer[] {
  const layer = (from: number, kernel: 1 | 3): Layer => ({ inputs: from, outputs, kernel, residual: true, part: 'unet' })
  return [layer(inputs, 3), layer(TIME, 1), layer(outputs, 3), ...(inputs === outputs ? [] : [layer(inputs, 1)])]
}

/** Shrinking or enlarging convolution. */
function resample(width: number): Layer {
  return { inputs: width, outputs: width, kernel: 3, residual: true, part: 'unet' }
}

function residuals(pairs: readonly (readonly [inputs: number, outputs: number])[]): Layer[] {
  return pairs.flatMap(([inputs, outputs]) => residual(inputs, outputs))
}

/** SD 1 and 2. */
function smallUnet(context: number): Layer[] {
  const named = (inputs: number, outputs: number, kernel: 1 | 3): Layer => ({ inputs, outputs, kernel, residual: true, part: 'unet', named: true })
  return [
    ...[320, 640, 1280].flatMap((width) => times(2, () => transformer(width, 1, context))),
    ...transformer(1280, 1, context),
    ...[1280, 640, 320].flatMap((width) => times(3, () => transformer(width, 1, context))),
    ...residuals([[320, 320], [320, 320], [320, 640], [640, 640], [640, 1280], [1280, 1280], [1280, 1280], [1280, 1280]]),
    ...residuals([[1280, 1280], [1280, 1280]]),
    ...residuals([[2560, 1280], [2560, 1280], [2560, 1280], [2560, 1280], [2560, 1280], [1920, 1280], [1920, 640], [1280, 640], [960, 640], [960, 320], [640, 320], [640, 320]]),
    ...[320, 640, 1280, 1280, 1280, 640].map(resample),
    named(4, 320, 3),
    named(320, 4, 3),
    named(320, 1280, 1),
    named(1280, 1280, 1),
  ]
}

/** SDXL. */
function largeUnet(): Layer[] {
  const context = 2048
  return [
    ...times(2, () => transformer(640, 2, context)),
    ...times(3, () => transformer(1280, 10, context)),
    ...times(3, () => transformer(1280, 10, context)),
    ...times(3, () => transformer(640, 2, context)),
    ...residuals([[320, 320], [320, 320], [320, 640], [640, 640], [640, 1280], [1280, 1280], [1280, 1280], [1280, 1280]]),
    ...residuals([[2560, 1280], [2560, 1280], [1920, 1280], [1920, 640], [1280, 640], [960, 640], [960, 320], [640, 320], [640, 320]]),
    ...[320, 640, 1280, 640].map(resample),
  ]
}

function clip(layers: number, width: number): Layer[] {
  return times(layers, () => [...times(4, () => [linear(width, width, 'text')]), linear(width, width * 4, 'text'), linear(width * 4, width, 'text')])
}

/** FLUX.1: 19 double and 38 single blocks. */
function flux(): Layer[] {
  const width = 3072
  const stream = (): Layer[] => [linear(width, width * 6), linear(width, width * 3), linear(width, width), linear(width, width * 4), linear(width * 4, width)]
  return [...times(19, () => [...stream(), ...stream()]), ...times(38, () => [linear(width, width * 7), linear(width * 5, width), linear(width, width * 3)])]
}

/** SD 3 medium: 24 blocks, the last of which has no text output. */
function stable3(): Layer[] {
  const width = 1536
  const block = (): Layer[] => [linear(width, width * 3), linear(width, width), linear(width, width * 4), linear(width * 4, width), linear(width, width * 6)]
  return [...times(47, block), linear(width, width * 3), linear(width, width * 2)]
}
