import { say } from '../base/message'
import { GLOBS, type Rows } from './setting'
import { GOALS } from './values'

/** Settings: what is known about tags and base models, and what is left out. */
export const KNOWLEDGE = {
  'tags.lists': {
    place: 'both',
    schema: { type: 'array', items: { type: 'string' } },
    default: [],
    scope: 'machine-overridable',
    description: say`Paths of tag lists (CSV). The first list that has a tag decides; the built-in vocabulary comes last.`,
  },
  'tags.relations': {
    place: 'both',
    schema: {
      type: 'array',
      items: {
        anyOf: [
          { type: 'string' },
          {
            type: 'object',
            required: ['path'],
            additionalProperties: false,
            properties: { path: { type: 'string', minLength: 1 }, kind: { type: 'string', enum: ['aliases', 'implications'] } },
          },
        ],
      },
    },
    default: [],
    scope: 'machine-overridable',
    description: say`Paths of alias and implication lists (CSV). Where neither a file's name nor its rows tell which it is: { "path", "kind": "aliases" or "implications" }.`,
  },
  'tags.translations': {
    place: 'both',
    schema: { type: 'array', items: { type: 'string' } },
    default: [],
    scope: 'machine-overridable',
    description: say`Paths of lists with translated tag names (CSV, or tag=name lines). The first that names a tag stands first.`,
  },
  exclude: {
    place: 'both',
    schema: GLOBS,
    default: [],
    scope: 'resource',
    description: say`Files and folders that are no part of the dataset (globs, relative to it).`,
  },
  baseModels: {
    place: 'both',
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1 },
          family: { type: 'string', enum: ['sd15', 'sd2', 'sdxl', 'sd3', 'flux', 'lumina', 'anima'] },
          goals: { type: 'array', items: { type: 'string', enum: [...GOALS] } },
          discouraged: { type: 'boolean' },
          note: { type: 'string' },
        },
      },
    },
    default: [],
    scope: 'resource',
    description: say`Base models that you advise or warn of in the training plan, besides those of the notes; an entry of the same name stands in place of theirs.`,
  },
  'training.command': {
    place: 'editor',
    schema: { type: ['string', 'null'] },
    default: null,
    scope: 'machine',
    description: say`Command that starts a training. {config} stands for the training configuration, {script} for the trainer's script, {gpus} for the number of graphics cards. Empty: accelerate launch.`,
  },
} satisfies Rows
