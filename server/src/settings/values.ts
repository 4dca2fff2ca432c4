import type { Level } from '../base/level'

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
