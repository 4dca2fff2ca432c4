import { say, type Message } from '../base/message'
import { modelFacts, type ModelFamily } from '../trainer/models'
import type { Size } from '../trainer/buckets'
import type { Model } from '../settings'
import { createFitter, resizeCosts, type BucketUse, type ResizeCosts } from './plan-buckets'

export interface Shapes {
  readonly portrait: number
  readonly landscape: number
  readonly square: number
}

export interface ResolutionChoice {
  readonly width: number
  readonly height: number
  /** Advised for the shapes of the images. */
  readonly proposed: boolean
  readonly costs: ResizeCosts
}

export interface ResolutionAdvice {
  readonly shapes: Shapes
  readonly choices: readonly ResolutionChoice[]
  readonly why: Message
}

const SIDES: Readonly<Record<'small' | 'large', Readonly<Record<'square' | 'portrait' | 'landscape', Size>>>> = {
  small: { square: [512, 512], portrait: [512, 768], landscape: [768, 512] },
  large: { square: [1024, 1024], portrait: [832, 1216], landscape: [1216, 832] },
}

/** Nearly square images count as square: a tenth more on one side costs little. */
export function countShapes(sizes: Iterable<Size>): Shapes {
  const shapes = { portrait: 0, landscape: 0, square: 0 }
  for (const [width, height] of sizes) {
    if (height > width * 1.1) shapes.portrait++
    else if (width > height * 1.1) shapes.landscape++
    else shapes.square++
  }
  return shapes
}

/** The usual resolutions of a model with what each costs these images, and the one that fits most of them. `owner`: see `createFitter`. */
export function adviseResolution(owner: object, model: Model, use: BucketUse, sizes: readonly Size[]): ResolutionAdvice {
  const { family, buckets } = modelFacts(model)
  const shapes = countShapes(sizes)
  const majority = majorityOf(shapes)
  const choices = candidates(family, use.resolution).map((resolution): ResolutionChoice => {
    // the limits must leave room for the resolution itself
    const limits = { min: Math.min(use.min, ...resolution), max: Math.max(use.max, ...resolution, use.enabled ? 0 : buckets.max) }
    const costs = resizeCosts(sizes, createFitter(owner, { ...use, ...limits, resolution }))
    const proposed = usualFor(family, majority)
    return { width: resolution[0], height: resolution[1], proposed: proposed[0] === resolution[0] && proposed[1] === resolution[1], costs }
  })
  return { shapes, choices, why: describe(majority, shapes, use.enabled) }
}

function candidates(family: ModelFamily, current: Size): readonly Size[] {
  const usual: readonly Size[] = isSmall(family)
    ? [...Object.values(SIDES.small), [640, 640], [768, 768]]
    : Object.values(SIDES.large)
  return usual.some(([width, height]) => width === current[0] && height === current[1]) ? usual : [current, ...usual]
}

function isSmall(family: ModelFamily): boolean {
  return family === 'sd15' || family === 'sd2'
}

function usualFor(family: ModelFamily, majority: keyof Shapes): Size {
  if (family === 'sd2' && majority === 'square') return [768, 768]
  return SIDES[isSmall(family) ? 'small' : 'large'][majority]
}

/** More than half of the images decide; else the square suits all. */
function majorityOf(shapes: Shapes): keyof Shapes {
  const total = shapes.portrait + shapes.landscape + shapes.square
  if (shapes.portrait * 2 > total) return 'portrait'
  return shapes.landscape * 2 > total ? 'landscape' : 'square'
}

function describe(majority: keyof Shapes, { portrait, landscape, square }: Shapes, buckets: boolean): Message {
  const total = portrait + landscape + square
  const count = say`upright ${portrait}, wide ${landscape}, square ${square}`
  if (total === 0) return say`No image could be measured`
  const rest = buckets ? say`with buckets only the area counts, the aspect is the image's own` : say`without buckets every image is cut to this aspect`
  if (majority === 'portrait') return say`Most images are upright (${count}); ${rest}`
  return majority === 'landscape' ? say`Most images are wide (${count}); ${rest}` : say`A square suits all (${count}); ${rest}`
}
