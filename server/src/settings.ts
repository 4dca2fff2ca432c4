import { say, type Message } from './base/message'
import type { Level } from './base/level'
import { schemaMismatch, type JsonSchema } from './base/schema'

export const GOALS = ['character', 'style', 'concept'] as const
export type Goal = (typeof GOALS)[number]

/** Base model families; `illustrious`, `noobai` and `pony` are SDXL, `nai` is SD 1.x, each with a vocabulary of its own. */
export const MODELS = ['sd15', 'nai', 'sd2', 'sdxl', 'illustrious', 'noobai', 'pony', 'sd3', 'flux', 'lumina', 'anima'] as const
export type Model = (typeof MODELS)[number]

export const LEVELS = ['off', 'hint', 'info', 'warning', 'error'] as const satisfies readonly (Level | 'off')[]

export type RuleSetting = Level | 'off' | readonly [Level | 'off', Readonly<Record<string, unknown>>]

/** A concept as declared in `taglore.json`. */
export interface ConceptSetting {
  readonly name: string
  readonly folders?: readonly string[]
  readonly tags?: readonly string[]
  readonly triggers?: readonly string[]
  readonly parent?: string
  readonly strategy?: 'bake' | 'keep'
  readonly regularization?: boolean
}

export interface IgnoreSetting {
  readonly rule?: string
  readonly files?: string
  readonly tag?: string
}

export interface KeepSetting {
  readonly concept: string
  readonly tags: readonly string[]
}

/** Advice of one's own about a base model. */
export interface BaseModelSetting {
  readonly name: string
  readonly family?: 'sd15' | 'sd2' | 'sdxl' | 'sd3' | 'flux' | 'lumina' | 'anima'
  readonly goals?: readonly Goal[]
  readonly discouraged?: boolean
  readonly note?: string
}

/** A tagger of the user's own machine: a model folder, a program, or an address. Which keys count follows from `kind`. */
export interface TaggerSetting {
  readonly name: string
  readonly kind: 'onnx' | 'command' | 'http'
  /** `onnx`: folder with the model and its list. `http`: the model or interrogator to ask for. */
  readonly model?: string
  /** `onnx`: folder of the runtime; without it the one that Taglore set up. */
  readonly runtime?: string
  /** `onnx`: execution providers in order of preference, as the runtime calls them. */
  readonly providers?: readonly string[]
  /** `onnx`: how pictures are scaled; `trainer` without it. */
  readonly resample?: 'trainer' | 'bicubic'
  /** `onnx`: pictures of one inference, where the model leaves that open. */
  readonly batch?: number
  /** `command`: the program, and what it is given; `{image}`, `{folder}` and `{output}` are filled in. */
  readonly command?: string
  readonly arguments?: readonly string[]
  /** `command`: where its answer is: on the standard output, or in files that it writes into `{output}`. */
  readonly output?: 'stdout' | 'files'
  /** `http`: the address, and how it is spoken to. */
  readonly url?: string
  readonly api?: 'webui' | 'openai'
  /** `http`, `openai`: what is asked of the model. */
  readonly prompt?: string
  /** Seconds for one image. */
  readonly timeLimit?: number
  /** Images at once. */
  readonly parallel?: number
  /** `http`: further attempts for an image. */
  readonly retries?: number
}

/** A file of tag relations; without `kind`, its name or its rows tell what they are. */
export interface RelationsSetting {
  readonly path: string
  readonly kind?: 'aliases' | 'implications'
}

/** Every setting's value by key; the keys are those of the table below. */
export interface SettingValues {
  readonly goal: Goal
  readonly model: Model
  readonly resolution: number | readonly [number, number] | null
  readonly 'buckets.enabled': boolean
  readonly 'buckets.min': number | null
  readonly 'buckets.max': number | null
  readonly 'buckets.step': number | null
  readonly 'buckets.noUpscale': boolean
  readonly maxTokenLength: 75 | 150 | 225 | null
  readonly 'captions.extension': string
  readonly 'captions.shuffle': boolean
  readonly 'captions.keepTokens': number
  readonly 'captions.keepTokensSeparator': string
  readonly 'captions.secondarySeparator': string
  readonly 'captions.wildcards': boolean
  readonly 'captions.weighted': boolean
  readonly 'captions.spelling': 'blank' | 'underscore' | 'as-is' | 'auto'
  readonly format: string | null
  readonly datasetConfig: string | null
  readonly trainingConfig: string | null
  readonly concepts: readonly ConceptSetting[]
  readonly rules: Readonly<Record<string, RuleSetting>>
  readonly ignore: readonly IgnoreSetting[]
  readonly words: readonly string[]
  readonly keep: readonly KeepSetting[]
  readonly quickTags: readonly string[]
  readonly 'tags.lists': readonly string[]
  readonly 'tags.relations': readonly (string | RelationsSetting)[]
  readonly 'tags.translations': readonly string[]
  readonly exclude: readonly string[]
  readonly baseModels: readonly BaseModelSetting[]
  readonly 'training.command': string | null
  readonly captionExtensions: readonly string[]
  readonly treatAsPlainText: readonly string[]
  readonly treatAsCaption: readonly string[]
  readonly 'completion.appendComma': boolean
  readonly 'formatting.order': boolean
  readonly inlayHints: 'off' | 'translations' | 'posts' | 'captions'
  readonly tokenBoundaries: boolean
  readonly wikiLinks: boolean
  readonly 'images.inspect': 'off' | 'audit' | 'always'
  readonly 'navigation.saveOnMove': boolean
  readonly 'explorer.click': 'preview' | 'caption' | 'image'
  readonly 'download.mirrors': readonly string[]
  readonly 'download.proxy': string | null
  readonly 'download.reminder': boolean
  readonly taggers: readonly TaggerSetting[]
  readonly 'download.registry': string | null
  readonly 'download.modelHub': string | null
  readonly 'tools.upscale': string | null
  readonly 'tools.trainer': string | null
  readonly 'tools.python': string | null
}

export type SettingKey = keyof SettingValues

export interface Setting<Key extends SettingKey = SettingKey> {
  readonly key: Key
  /** Where it may be set: in the editor (`taglore.<key>`), in `taglore.json`, or both. */
  readonly place: 'editor' | 'file' | 'both'
  readonly schema: JsonSchema
  readonly default: SettingValues[Key]
  /**
   * VS Code scope; `machine-overridable` settings name paths and are taken from a trusted workspace only, `machine` ones
   * never from a workspace.
   */
  readonly scope: 'resource' | 'window' | 'machine' | 'machine-overridable'
  readonly description: Message
}

const GLOBS: JsonSchema = { type: 'array', items: { type: 'string' } }
const SIDE: JsonSchema = { type: 'integer', minimum: 64 }

/** THE table: the only place that knows what settings there are, their types and their defaults. */
export const SETTINGS: { readonly [Key in SettingKey]: Setting<Key> } = table({
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
  captionExtensions: {
    place: 'editor',
    schema: { type: 'array', items: { type: 'string', pattern: '^\\..+' } },
    default: ['.txt', '.caption'],
    scope: 'resource',
    description: say`Suffixes of files that are captions when an image of the same name lies beside them.`,
  },
  treatAsPlainText: {
    place: 'editor',
    schema: GLOBS,
    default: [],
    scope: 'resource',
    description: say`Files that are never captions (globs).`,
  },
  treatAsCaption: {
    place: 'editor',
    schema: GLOBS,
    default: [],
    scope: 'resource',
    description: say`Files that are always captions (globs).`,
  },
  'completion.appendComma': {
    place: 'editor',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`An accepted tag at the end of a caption brings a comma and a blank.`,
  },
  'formatting.order': {
    place: 'both',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`Formatting also puts the tags in order: trigger, count, character, series, general tags by group, quality.`,
  },
  inlayHints: {
    place: 'editor',
    schema: { type: 'string', enum: ['off', 'translations', 'posts', 'captions'] },
    default: 'off',
    scope: 'resource',
    description: say`What stands behind each tag in the editor: nothing, its translation, its posts on the booru, or the captions of the dataset that carry it.`,
  },
  tokenBoundaries: {
    place: 'editor',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`Marks in the editor where each window of 75 tokens begins, and where the limit is.`,
  },
  wikiLinks: {
    place: 'editor',
    schema: { type: 'boolean' },
    default: false,
    scope: 'resource',
    description: say`Tags link to their Danbooru wiki page. The editor underlines every link; the page is also found in the hover.`,
  },
  'images.inspect': {
    place: 'editor',
    schema: { type: 'string', enum: ['off', 'audit', 'always'] },
    default: 'audit',
    scope: 'resource',
    description: say`When the pixels of a dataset's images are looked at, for transparency, copies and missing colours: never, before an audit, or always in the background. What was found is kept in the cache.`,
  },
  'navigation.saveOnMove': {
    place: 'editor',
    schema: { type: 'boolean' },
    default: false,
    scope: 'window',
    description: say`Going to the next or previous caption saves the one you leave.`,
  },
  'explorer.click': {
    place: 'editor',
    schema: { type: 'string', enum: ['preview', 'caption', 'image'] },
    default: 'preview',
    scope: 'window',
    description: say`What a click on an image in the Taglore view opens: the caption with the preview beside it, the caption alone, or the image.`,
  },
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
})

function table(rows: { readonly [Key in SettingKey]: Omit<Setting<Key>, 'key'> }): { readonly [Key in SettingKey]: Setting<Key> } {
  const named = Object.entries(rows).map(([key, row]) => [key, { key, ...row }])
  // each entry gets the key it stands under, so the rows are settings of their keys
  return Object.fromEntries(named) as { readonly [Key in SettingKey]: Setting<Key> }
}

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[]

/** Where a value in force came from; a text for messages. */
export type Origin = 'default' | 'client' | 'editor' | 'training-file' | 'taglore.json'

export interface Layer {
  readonly origin: Origin
  /** A nested or dotted object as JSON gives it; anything else is a problem. */
  readonly values: unknown
  /** False for an untrusted workspace: settings that name paths are then left out. */
  readonly trusted?: boolean
  /** What was wrong before the values could be read. */
  readonly problems?: readonly SettingProblem[]
}

export interface SettingProblem {
  readonly origin: Origin
  /** Dotted path of the value; '' for the whole. */
  readonly key: string
  readonly message: Message
}

/** What is in force, and from where. */
export interface Settings {
  readonly values: SettingValues
  readonly originOf: (key: SettingKey) => Origin
  readonly problems: readonly SettingProblem[]
}

/** Layers settings, later ones winning key by key; rules, too, are layered id by id. Wrong values are left out and reported. */
export function layerSettings(layers: readonly Layer[]): Settings {
  const values: Record<string, unknown> = {}
  for (const key of SETTING_KEYS) values[key] = SETTINGS[key].default
  const origins = new Map<SettingKey, Origin>()
  const problems: SettingProblem[] = []
  for (const layer of layers) {
    problems.push(...(layer.problems ?? []))
    if (layer.values === undefined || layer.values === null) continue
    for (const [key, value] of flatten(layer.values)) {
      const problem = layerProblem(layer, key, value)
      if (problem) problems.push(problem)
      if (problem || !isSettingKey(key) || value === undefined) continue
      if (layer.trusted === false && SETTINGS[key].scope === 'machine-overridable') continue
      values[key] = key === 'rules' ? { ...(values[key] as object), ...(value as object) } : value
      origins.set(key, layer.origin)
    }
  }
  // every value was checked against its schema or is a default
  return { values: values as unknown as SettingValues, originOf: (key) => origins.get(key) ?? 'default', problems }
}

function layerProblem(layer: Layer, key: string, value: unknown): SettingProblem | undefined {
  const { origin } = layer
  if (!isSettingKey(key)) {
    // editors may hand over settings of other versions: only the file is told of unknown keys
    if (origin !== 'taglore.json' || key === '$schema') return undefined
    return { origin, key, message: say`Unknown key '${key}'` }
  }
  if (value === undefined || (value === null && origin !== 'taglore.json')) return undefined
  const mismatch = schemaMismatch(SETTINGS[key].schema, value)
  if (!mismatch) return undefined
  return { origin, key: [key, ...mismatch.path].join('.'), message: say`'${[key, ...mismatch.path].join('.')}' must be ${mismatch.expected}` }
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(SETTINGS, key)
}

const PARENTS = new Set(SETTING_KEYS.filter((key) => key.includes('.')).map((key) => key.slice(0, key.indexOf('.'))))

/** `{ buckets: { min: 1 } }` and `{ 'buckets.min': 1 }` alike become pairs of dotted key and value. */
function* flatten(values: unknown): Generator<[string, unknown]> {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return
  for (const [key, value] of Object.entries(values)) {
    if (PARENTS.has(key) && typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, innerValue] of Object.entries(value)) yield [`${key}.${inner}`, innerValue]
    } else yield [key, value]
  }
}
