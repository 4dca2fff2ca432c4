import { say, type Message } from '../base/message'
import type { FolderTree } from './folder-tree'
import type { DatasetFormat, FormatFiles } from './formats/format'
import { FORMATS } from './formats/index'

/** The format in force for a folder, and what else it could be. */
export interface FormatChoice {
  /** Undefined for a folder without images. */
  readonly format: DatasetFormat | undefined
  /** Every format that fits by a sign of its own, the one in force first; those that fit anything are not told. */
  readonly fitting: readonly DatasetFormat[]
  /** Why this one, where it was chosen or several fit. */
  readonly explanation: Message | undefined
}

/** The format chosen by the setting, else the first that recognises the folder. */
export function chooseFormat(tree: FolderTree, files: FormatFiles | undefined, chosen?: string): FormatChoice {
  const fitting = FORMATS.filter((format) => format.recognise(tree, files))
  const named = FORMATS.find((format) => format.id === chosen)
  const format = named ?? fitting[0]
  if (!format) return { format, fitting: [], explanation: undefined }
  const signed = [format, ...fitting.filter((other) => other !== format && other.sign)]
  return { format, fitting: signed, explanation: explain(format, signed.slice(1), named !== undefined) }
}

function explain(format: DatasetFormat, others: readonly DatasetFormat[], isChosen: boolean): Message | undefined {
  const [other] = others
  const rest = others.slice(1).reduce<Message | undefined>((text, one) => (text ? say`${text}, ${one.title}` : one.title), other?.title)
  if (isChosen) return rest ? say`Read as ${format.title}, as the settings say; it could also be read as ${rest}` : say`Read as ${format.title}, as the settings say`
  if (!rest) return undefined
  return format.sign ? say`Read as ${format.title}, because ${format.sign}; it could also be read as ${rest}` : say`Read as ${format.title}; it could also be read as ${rest}`
}
