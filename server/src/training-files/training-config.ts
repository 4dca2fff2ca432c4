import type { Span } from '../base/span'
import type { ConfigNode, ParsedConfig } from './config-tree'
import type { TrainingProblem } from './problem'

/** One option of a training configuration with its place. */
export interface GivenOption {
  readonly name: string
  readonly node: ConfigNode
  readonly keySpan: Span
  /** The section it stands in; undefined at the top. Sections mean nothing to the trainer. */
  readonly section: string | undefined
  /** Has a type the trainer can work with; others are told as problems and not used. */
  readonly fits: boolean
}

/** A `--config_file`: command-line options in TOML. */
export interface TrainingConfig {
  readonly kind: 'training-config'
  readonly name: string
  readonly parsed: ParsedConfig
  /** By name; of an option in several sections the last. Unknown keys too. */
  readonly options: ReadonlyMap<string, GivenOption>
  readonly problems: readonly TrainingProblem[]
}

/** The options of a training, from whatever file they come; values have the types of the trainer. */
export interface OptionValues {
  text(name: string): string | undefined
  number(name: string): number | undefined
  boolean(name: string): boolean | undefined
  list(name: string): readonly (string | number)[] | undefined
}

/** The values of a training configuration; what has the wrong type, or is empty or `false` where a text is wanted, counts as not given. */
export function optionValues(config: TrainingConfig | undefined): OptionValues {
  const node = (name: string): ConfigNode | undefined => {
    const given = config?.options.get(name)
    return given?.fits ? given.node : undefined
  }
  return {
    text: (name) => {
      const found = node(name)
      return found?.kind === 'string' && found.value !== '' ? String(found.value) : undefined
    },
    number: (name) => {
      const found = node(name)
      return found?.kind === 'integer' || found?.kind === 'float' ? Number(found.value) : undefined
    },
    boolean: (name) => {
      const found = node(name)
      return found?.kind === 'boolean' ? found.value === true : undefined
    },
    list: (name) => {
      const found = node(name)
      return found?.kind === 'list' ? found.items.flatMap((item) => (item.kind === 'string' || item.kind === 'integer' || item.kind === 'float' ? [item.kind === 'string' ? String(item.value) : Number(item.value)] : [])) : undefined
    },
  }
}
