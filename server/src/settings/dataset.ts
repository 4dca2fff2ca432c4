import { say } from '../base/message'
import { GLOBS, type Rows } from './setting'
import { LEVELS } from './values'

/** Settings: what a dataset teaches, and what its linter is to say. */
export const DATASET = {
  concepts: {
    place: 'file',
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1 },
          folders: GLOBS,
          tags: { type: 'array', items: { type: 'string' } },
          triggers: { type: 'array', items: { type: 'string' } },
          parent: { type: 'string' },
          strategy: { type: 'string', enum: ['bake', 'keep'] },
          regularization: { type: 'boolean' },
        },
      },
    },
    default: [],
    scope: 'resource',
    description: say`What the dataset teaches: folders or tags, and the words that call it up.`,
  },
  rules: {
    place: 'both',
    schema: {
      type: 'object',
      additionalProperties: {
        anyOf: [
          { type: 'string', enum: [...LEVELS] },
          { type: 'array', minItems: 1, maxItems: 2, prefixItems: [{ type: 'string', enum: [...LEVELS] }, { type: 'object' }] },
        ],
      },
    },
    default: {},
    scope: 'resource',
    description: say`Level of each rule by its id: off, hint, info, warning or error; or [level, options].`,
  },
  ignore: {
    place: 'both',
    schema: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        properties: { rule: { type: 'string' }, files: { type: 'string' }, tag: { type: 'string' } },
      },
    },
    default: [],
    scope: 'resource',
    description: say`Problems that are not shown: by rule, by files (glob), by tag, or by any of them together.`,
  },
  words: {
    place: 'both',
    schema: { type: 'array', items: { type: 'string' } },
    default: [],
    scope: 'resource',
    description: say`Words of your own that are right though no tag list has them.`,
  },
  keep: {
    place: 'file',
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['concept', 'tags'],
        additionalProperties: false,
        properties: { concept: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } },
      },
    },
    default: [],
    scope: 'resource',
    description: say`Constant tags that are kept on purpose, by concept.`,
  },
  quickTags: {
    place: 'both',
    schema: { type: 'array', items: { type: 'string', minLength: 1 } },
    default: [],
    scope: 'resource',
    description: say`Tags that the keys 1 to 9 add and take away, in the order of the keys.`,
  },
} satisfies Rows
