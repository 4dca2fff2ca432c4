import { say, type Message } from '../base/message'
import type { Origin } from '../settings'
import type { Sourced } from '../training-files/resolve-datasets'

/** A value with where it comes from. */
export interface Figure<Value = number> {
  readonly value: Value
  readonly source: Message
}

/** Training files by their paths relative to the dataset, for sources. */
export interface FileNames {
  readonly dataset?: string
  readonly training?: string
}

export const CHOSEN = say`chosen here`
export const TRAINER_DEFAULT = say`the trainer's own default`

/** The first that is there. */
export function firstFigure<Value>(...figures: readonly [...(Figure<Value> | undefined)[], Figure<Value>]): Figure<Value> {
  const found = figures.find((figure) => figure !== undefined)
  if (!found) throw new Error('the last figure is always there')
  return found
}

export function chosen<Value>(value: Value | undefined): Figure<Value> | undefined {
  return value === undefined ? undefined : { value, source: CHOSEN }
}

/** A value of a dataset configuration with the file and key it stands in. */
export function fromConfig<Value>(sourced: Sourced<Value> | undefined, key: string, files: FileNames): Figure<Value> | undefined {
  if (!sourced) return undefined
  const { value, from } = sourced
  if (from === 'default') return { value, source: TRAINER_DEFAULT }
  return { value, source: from === 'training-config' ? fromFile(files.training, key) : fromFile(files.dataset, key) }
}

/** A value of the training configuration. */
export function fromTraining<Value>(value: Value | undefined, key: string, files: FileNames): Figure<Value> | undefined {
  return value === undefined ? undefined : { value, source: fromFile(files.training, key) }
}

function fromFile(file: string | undefined, key: string): Message {
  return file === undefined ? say`training files: ${key}` : say`${file}: ${key}`
}

/** Where a setting came from; `usual` says what the default is based on. */
export function originSource(origin: Origin, key: string, usual: Message): Message {
  switch (origin) {
    case 'default':
      return usual
    case 'taglore.json':
      return say`taglore.json: ${key}`
    case 'training-file':
      return say`training files: ${key}`
    default:
      return say`editor settings: ${key}`
  }
}
