import { say } from '../base/message'
import { type Rows, SIDE } from './setting'
import { GOALS, MODELS } from './values'

/** Settings: what is trained, and at which sizes. */
export const TRAINING = {
  goal: {
    place: 'both',
    schema: { type: 'string', enum: [...GOALS] },
    default: 'character',
    scope: 'resource',
    description: say`What the dataset teaches. Decides how many images are enough and which constant tags are worth a word.`,
  },
  model: {
    place: 'both',
    schema: { type: 'string', enum: [...MODELS] },
    default: 'sdxl',
    scope: 'resource',
    description: say`The family of the base model. Decides resolution, buckets, token limits and which words the base knows.`,
  },
  resolution: {
    place: 'both',
    schema: { anyOf: [{ type: 'null' }, SIDE, { type: 'array', items: SIDE, minItems: 2, maxItems: 2 }] },
    default: null,
    scope: 'resource',
    description: say`Training resolution in pixels: one number for a square, or [width, height]. Empty: the usual one of the model.`,
  },
  'buckets.enabled': {
    place: 'both',
    schema: { type: 'boolean' },
    default: true,
    scope: 'resource',
    description: say`Aspect ratio buckets are on (enable_bucket). sd-scripts itself leaves them off, graphical trainers turn them on.`,
  },
  'buckets.min': {
    place: 'both',
    schema: { anyOf: [{ type: 'null' }, SIDE] },
    default: null,
    scope: 'resource',
    description: say`Shortest bucket side in pixels (min_bucket_reso). Empty: 256.`,
  },
  'buckets.max': {
    place: 'both',
    schema: { anyOf: [{ type: 'null' }, SIDE] },
    default: null,
    scope: 'resource',
    description: say`Longest bucket side in pixels (max_bucket_reso). Empty: 2048 for SDXL and later, 1024 for SD 1.x.`,
  },
  'buckets.step': {
    place: 'both',
    schema: { anyOf: [{ type: 'null' }, { type: 'integer', minimum: 8 }] },
    default: null,
    scope: 'resource',
    description: say`Step between bucket sides in pixels (bucket_reso_steps). Empty: 64.`,
  },
  'buckets.noUpscale': {
    place: 'both',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`Small images are not enlarged (bucket_no_upscale).`,
  },
  maxTokenLength: {
    place: 'both',
    schema: { enum: [null, 75, 150, 225] },
    default: null,
    scope: 'resource',
    description: say`Tokens of a caption that are trained (max_token_length). Empty: 75.`,
  },
} satisfies Rows
