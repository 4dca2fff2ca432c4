import { say } from '../base/message'
import type { Rows } from './setting'

/** Settings: how captions are read and written, and what else describes the dataset. */
export const CAPTIONS = {
  'captions.extension': {
    place: 'both',
    schema: { type: 'string', minLength: 1 },
    default: '.txt',
    scope: 'resource',
    description: say`Suffix of the caption files that the trainer reads (caption_extension). sd-scripts itself reads .caption.`,
  },
  'captions.shuffle': {
    place: 'both',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`The trainer shuffles the tags (shuffle_caption).`,
  },
  'captions.keepTokens': {
    place: 'both',
    schema: { type: 'integer', minimum: 0 },
    default: 0,
    scope: 'resource',
    description: say`Leading tags that stay in place when tags are shuffled or dropped (keep_tokens).`,
  },
  'captions.keepTokensSeparator': {
    place: 'both',
    schema: { type: 'string' },
    default: '',
    scope: 'resource',
    description: say`Text that parts fixed from shuffled tags, usually ||| (keep_tokens_separator).`,
  },
  'captions.secondarySeparator': {
    place: 'both',
    schema: { type: 'string' },
    default: '',
    scope: 'resource',
    description: say`Text that ties tags together while they are shuffled, usually ;;; (secondary_separator).`,
  },
  'captions.wildcards': {
    place: 'both',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`The trainer picks one of several lines and one of the choices in braces (enable_wildcard).`,
  },
  'captions.weighted': {
    place: 'both',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`Brackets in captions are weights (weighted_captions).`,
  },
  'captions.spelling': {
    place: 'both',
    schema: { type: 'string', enum: ['auto', 'blank', 'underscore', 'as-is'] },
    default: 'auto',
    scope: 'resource',
    description: say`How inserted tags are spelt: with blanks, with underscores, as the tag list spells them, or as the dataset does.`,
  },
  format: {
    place: 'both',
    schema: { type: ['string', 'null'] },
    default: null,
    scope: 'resource',
    description: say`The dataset's format. Empty: recognised from the folders.`,
  },
  datasetConfig: {
    place: 'both',
    schema: { type: ['string', 'null'] },
    default: null,
    scope: 'machine-overridable',
    description: say`Path of the dataset configuration of sd-scripts, relative to the dataset.`,
  },
  trainingConfig: {
    place: 'both',
    schema: { type: ['string', 'null'] },
    default: null,
    scope: 'machine-overridable',
    description: say`Path of the training configuration of sd-scripts, relative to the dataset.`,
  },
} satisfies Rows
