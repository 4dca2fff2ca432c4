import { say, type Message } from '../base/message'

/** One option of the command line; with `value` it takes one, shown in the help under that name. */
export interface OptionSpec {
  readonly value?: string
  readonly short?: string
  /** May be given several times. */
  readonly multiple?: true
  readonly help: Message
}

/** Every option of every command. */
export const OPTIONS = {
  format: { value: 'text|json|markdown|html|sarif', help: say`Form of the output; text without it. HTML and SARIF are for audit and check` },
  where: { value: 'QUERY', help: say`Only images that match, such as 'tag:solo AND NOT tag:smile'` },
  'fail-on': { value: 'LEVEL', help: say`Exit code 1 from this level on: error, warning (without the option), info or hint` },
  pixels: { help: say`Look at the pixels, too: transparency, copies, missing colours` },
  rule: { value: 'ID', multiple: true, help: say`Only this rule; may be given several times` },
  unsafe: { help: say`Also fixes that change what is trained; needs --rule` },
  shard: { value: 'I/N', help: say`Only the Ith of N shares of the work; 'taglore merge' joins the reports. Needs --format json` },
  tolerance: { value: 'PERCENT', help: say`The largest concept may be shown this much more often than the smallest; 10 without it` },
  'max-samples': { value: 'N', help: say`Samples of an epoch at most` },
  tag: { value: 'TAG', multiple: true, help: say`A tag whose images count as a concept of their own` },
  apply: { help: say`Set what is proposed` },
  taggers: { value: 'FILE', help: say`Describes the taggers: JSON with the setting taglore.taggers` },
  tagger: { value: 'NAME', multiple: true, help: say`A tagger to run` },
  merge: { value: 'union|intersection|vote', help: say`What any of the taggers sees (without the option), what all see, or what most see` },
  threshold: { value: 'LIST', help: say`From which score on a tag counts, by category or tag: general=0.35,character=0.85` },
  anew: { help: say`Tag images again that have been tagged before` },
  'dry-run': { help: say`Write nothing and show what would change, as a diff` },
  tags: { value: 'FILE', multiple: true, help: say`A tag list (CSV) that comes before those of the settings` },
  relations: { value: 'FILE', multiple: true, help: say`A list of aliases or implications (CSV)` },
  translations: { value: 'FILE', multiple: true, help: say`A list of translated tags (CSV)` },
  settings: { value: 'FILE', help: say`Settings to use instead of the dataset's taglore.json` },
  text: { value: 'TEXT', multiple: true, help: say`A text to count instead of files` },
  size: { value: 'WxH', multiple: true, help: say`Pixels of an image that need not exist` },
  resolution: { value: 'N|W,H', help: say`Training resolution` },
  min: { value: 'N', help: say`Shortest bucket side` },
  max: { value: 'N', help: say`Longest bucket side` },
  step: { value: 'N', help: say`Step between bucket sides` },
  'no-upscale': { help: say`Small images are not enlarged` },
  goal: { value: 'GOAL', help: say`What is taught: character, style or concept` },
  model: { value: 'MODEL', help: say`Base model family, such as sd15, sdxl, pony, flux` },
  epochs: { value: 'N', help: say`Epochs` },
  batch: { value: 'N', help: say`Images in a batch` },
  accumulation: { value: 'N', help: say`Batches gathered for one step` },
  gpus: { value: 'N', help: say`Graphics cards that work at the same time` },
  'no-cache': { help: say`Read everything anew and keep nothing` },
  locale: { value: 'LOCALE', help: say`Language of the messages: en or zh-cn` },
  quiet: { help: say`No progress and no notes; errors are still told` },
  help: { short: 'h', help: say`Show this help` },
  version: { help: say`Show the version` },
} as const satisfies Readonly<Record<string, OptionSpec>>

export type OptionName = keyof typeof OPTIONS

/** Options that every command takes. */
export const ALWAYS: readonly OptionName[] = ['locale', 'quiet', 'no-cache', 'help', 'version']

/** Options of the commands that read datasets. */
export const DATASET_OPTIONS: readonly OptionName[] = ['where', 'tags', 'relations', 'translations', 'settings']

export function optionSpec(name: OptionName): OptionSpec {
  return OPTIONS[name]
}

export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[]

export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(OPTIONS, name)
}
