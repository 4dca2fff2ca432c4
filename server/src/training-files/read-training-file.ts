import type { DatasetConfig } from './dataset-config'
import { readDatasetConfig } from './read-dataset-config'
import { readGuiPreset, type GuiPreset } from './read-gui-preset'
import { readSamplePrompts, type SamplePrompts } from './read-sample-prompts'
import { readTrainingConfig } from './read-training-config'
import { recogniseTrainingFile, type TrainingFileKind } from './recognise'
import type { TrainingConfig } from './training-config'

export type TrainingFile = DatasetConfig | TrainingConfig | GuiPreset | SamplePrompts

/** Reads a training file as what it is; undefined for a file that is none. `kind` decides where the user or another file says what it is. */
export function readTrainingFile(text: string, name: string, kind: TrainingFileKind | undefined = recogniseTrainingFile(text, name)): TrainingFile | undefined {
  switch (kind) {
    case 'dataset-config':
      return readDatasetConfig(text, name)
    case 'training-config':
      return readTrainingConfig(text, name)
    case 'gui-preset':
      return readGuiPreset(text, name)
    case 'sample-prompts':
      return readSamplePrompts(text, name)
    case undefined:
      return undefined
  }
}
