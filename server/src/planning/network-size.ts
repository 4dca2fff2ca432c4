import type { ModelFamily } from '../trainer/models'
import { layersOf, type Layer } from './network-layers'

export const NETWORK_KINDS = ['lora', 'locon', 'loha', 'lokr'] as const
export type NetworkKind = (typeof NETWORK_KINDS)[number]

export interface NetworkShape {
  readonly kind: NetworkKind
  /** `network_dim`. */
  readonly dim: number
  /** `conv_dim`; not read for `lora`. */
  readonly convDim: number
  /** `factor` of `lokr`; -1 is the smallest file. */
  readonly factor: number
  readonly textEncoder: boolean
}

export interface NetworkSize {
  /** Layers that get a network, by part. */
  readonly modules: { readonly unet: number; readonly text: number }
  readonly parameters: { readonly unet: number; readonly text: number }
  /** Bytes of all tensors saved in 16 bits, alphas included; the header of the file comes on top (below 1 MB). */
  readonly bytes: number
  /** False where the family has models of several sizes, of which the usual one is counted. */
  readonly exact: boolean
}

/** Parameters and file size of a network on a model; undefined where its layers are not known. */
export function networkSize(family: ModelFamily, shape: NetworkShape): NetworkSize | undefined {
  const { kind, dim, convDim, factor, textEncoder } = shape
  const key = [family, kind, dim, kind === 'lora' ? 0 : convDim, kind === 'lokr' ? factor : 0, textEncoder].join(' ')
  if (KNOWN.has(key)) return KNOWN.get(key)
  if (KNOWN.size >= MOST) KNOWN.clear()
  const size = countSize(family, shape)
  KNOWN.set(key, size)
  return size
}

/** A plan asks for the same sizes at every movement of a slider. */
const KNOWN = new Map<string, NetworkSize | undefined>()
const MOST = 1000

function countSize(family: ModelFamily, shape: NetworkShape): NetworkSize | undefined {
  const found = layersOf(family)
  if (!found) return undefined
  const modules = { unet: 0, text: 0 }
  const parameters = { unet: 0, text: 0 }
  for (const layer of found.layers) {
    if (!reaches(layer, shape)) continue
    modules[layer.part]++
    parameters[layer.part] += layerParameters(layer, shape)
  }
  return { modules, parameters, bytes: 2 * (parameters.unet + parameters.text + modules.unet + modules.text), exact: found.exact }
}

function reaches(layer: Layer, { kind, textEncoder }: NetworkShape): boolean {
  if (layer.part === 'text') return textEncoder
  if (layer.named) return kind === 'loha' || kind === 'lokr'
  return !layer.residual || kind !== 'lora'
}

function layerParameters(layer: Layer, shape: NetworkShape): number {
  const rank = layer.kernel === 1 ? shape.dim : shape.convDim
  const inputs = layer.inputs * layer.kernel ** 2
  switch (shape.kind) {
    case 'lora':
    case 'locon':
      return rank * (inputs + layer.outputs)
    case 'loha':
      return 2 * rank * (inputs + layer.outputs)
    case 'lokr':
      return kroneckerParameters(layer, rank, shape.factor)
  }
}

/** The smaller factor is kept whole, the larger is of low rank where that is smaller. LyCORIS: modules.lokr.LokrModule */
function kroneckerParameters({ inputs, outputs, kernel }: Layer, rank: number, factor: number): number {
  const [inSmall, inLarge] = factorize(inputs, factor)
  const [outSmall, outLarge] = factorize(outputs, factor)
  const area = kernel ** 2
  const small = outSmall * inSmall
  return small + (rank < Math.max(outLarge, inLarge) / 2 ? rank * (outLarge + inLarge * area) : outLarge * inLarge * area)
}

/**
 * Two factors of a number, the smaller first: as near to each other as they get with the smaller at most `factor` (-1: no limit).
 *
 * LyCORIS: functional.general.factorization
 */
export function factorize(dimension: number, factor: number): readonly [number, number] {
  if (factor > 0 && dimension % factor === 0 && dimension >= factor ** 2) return [Math.min(factor, dimension / factor), Math.max(factor, dimension / factor)]
  const limit = factor < 0 ? dimension : factor
  let [small, large] = [1, dimension]
  const length = small + large
  while (small < large) {
    let next = small + 1
    while (dimension % next !== 0) next++
    const other = Math.floor(dimension / next)
    if (next + other > length || next > limit) break
    ;[small, large] = [next, other]
  }
  return small > large ? [large, small] : [small, large]
}
