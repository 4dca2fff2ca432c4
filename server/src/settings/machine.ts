import { say } from '../base/message'
import type { Rows } from './setting'

/** Settings: what is downloaded, and programs of the user's own machine. */
export const MACHINE = {
  'download.mirrors': {
    place: 'editor',
    schema: { type: 'array', items: { type: 'string', pattern: '^https?://.' } },
    default: [],
    scope: 'machine',
    description: say`Addresses of the same booru, tried in turn where Danbooru itself cannot be reached when tags are downloaded.`,
  },
  'download.proxy': {
    place: 'editor',
    schema: { type: ['string', 'null'] },
    default: null,
    scope: 'machine',
    description: say`Proxy for downloads (http://host:port), or direct for none. Empty: the editor's own (http.proxy), else the environment's.`,
  },
  'download.reminder': {
    place: 'editor',
    schema: { type: 'boolean' },
    default: true,
    scope: 'window',
    description: say`Says once a month when a downloaded tag list is older than that.`,
  },
  taggers: {
    place: 'editor',
    schema: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'kind'],
        additionalProperties: false,
        properties: {
          name: { type: 'string', minLength: 1 },
          kind: { type: 'string', enum: ['onnx', 'command', 'http'] },
          model: { type: 'string' },
          runtime: { type: 'string' },
          providers: { type: 'array', items: { type: 'string' } },
          resample: { type: 'string', enum: ['trainer', 'bicubic'] },
          batch: { type: 'integer', minimum: 1 },
          command: { type: 'string' },
          arguments: { type: 'array', items: { type: 'string' } },
          output: { type: 'string', enum: ['stdout', 'files'] },
          url: { type: 'string', pattern: '^https?://.' },
          api: { type: 'string', enum: ['webui', 'openai'] },
          prompt: { type: 'string' },
          timeLimit: { type: 'number', minimum: 1 },
          parallel: { type: 'integer', minimum: 1 },
          retries: { type: 'integer', minimum: 0 },
        },
      },
    },
    default: [],
    scope: 'machine',
    description: say`Taggers on this machine: models (onnx), programs (command) and addresses (http). Keys of services are never written here.`,
  },
  'download.registry': {
    place: 'editor',
    schema: { anyOf: [{ type: 'null' }, { type: 'string', pattern: '^https?://.' }] },
    default: null,
    scope: 'machine',
    description: say`Address of a package registry from which the runtime of local taggers is downloaded. Empty: the npm registry.`,
  },
  'download.modelHub': {
    place: 'editor',
    schema: { anyOf: [{ type: 'null' }, { type: 'string', pattern: '^https?://.' }] },
    default: null,
    scope: 'machine',
    description: say`Address from which tagger models are downloaded by their repository, for example a mirror. Empty: huggingface.co.`,
  },
  'tools.upscale': {
    place: 'editor',
    schema: { type: ['string', 'null'] },
    default: null,
    scope: 'machine',
    description: say`Command of your own upscaler, started without a shell for each image that is too small: {input} and {output} (a PNG) are paths, {scale} is a whole number from 2. What it writes is checked before it is used.`,
  },
  'tools.trainer': {
    place: 'editor',
    schema: { type: ['string', 'null'] },
    default: null,
    scope: 'machine',
    description: say`Folder of sd-scripts, as an absolute path: its own parsers read your training files when you ask for it. Nothing is trained.`,
  },
  'tools.python': {
    place: 'editor',
    schema: { type: ['string', 'null'] },
    default: null,
    scope: 'machine',
    description: say`Python that the trainer runs with. Empty: that of the folder venv or .venv in or beside the trainer's, else python3.`,
  },
} satisfies Rows
