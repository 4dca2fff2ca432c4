import { nameOf, suffixOf } from '../base/path'
import { SETTINGS_FILE } from '../dataset/find-root'
import { recogniseTrainingFile, type TrainingFileKind } from '../training-files/recognise'
import type { Snapshot } from '../workspace/workspace'
import type { CompletionAnswer } from './completion'
import { completePrompt } from './elsewhere/prompts'
import { completeSettings } from './elsewhere/settings-file'
import { completeTrainingFile } from './elsewhere/training-file'
import type { WordAnswer } from './elsewhere/words'

/** What a document is that is no caption but may hold tags. */
export type OtherKind = TrainingFileKind | 'settings'

/** A text of another kind, as its editor shows it. */
export interface OtherText {
  readonly path: string
  readonly text: string
  readonly kind: OtherKind
}

/** Texts of other kinds are small: what is larger is something else. */
const LARGEST = 1_000_000
/** JSON of other programs is common, large, and read whole wherever it happens to have a word of ours. */
const LARGEST_JSON = 250_000

export function otherKind(path: string, text: string): OtherKind | undefined {
  if (nameOf(path) === SETTINGS_FILE) return 'settings'
  return text.length > (suffixOf(path).toLowerCase() === '.json' ? LARGEST_JSON : LARGEST) ? undefined : recogniseTrainingFile(text, nameOf(path))
}

/** Tags, and words as `taglore.json` wants them, for a place in a text of another kind. */
export function completeElsewhere(snapshot: Snapshot, { path, text, kind }: OtherText, offset: number): CompletionAnswer | WordAnswer | undefined {
  if (kind === 'settings') return completeSettings(snapshot, path, text, offset)
  if (kind === 'sample-prompts' && suffixOf(path).toLowerCase() === '.txt') return completePrompt(snapshot, path, text, offset)
  return completeTrainingFile(snapshot, path, text, kind, offset)
}
