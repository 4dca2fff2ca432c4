import { nameOf, relativePath } from '../base/path'
import { captionsInForce, captionTexts } from '../dataset/caption-texts'
import type { Dataset } from '../dataset/dataset'
import { captionTextOf, hasCaption } from '../dataset/sample'

import type { PlanFacts } from './collect-facts'
import type { TrainingPlan } from './plan'
import type { WriterCaption, WriterFolder, WriterInput } from './writers/parts/writer'

export interface WriteChoices {
  /** Path of the base model. */
  readonly baseModel?: string
  readonly outputName?: string
  readonly outputFolder?: string
}

/** What writers need: the plan, the folders and captions of the dataset, and the names of the files in force. */
export function writerInput(dataset: Dataset, facts: PlanFacts, plan: TrainingPlan, choices: WriteChoices = {}): WriterInput {
  const training = dataset.training?.files.find(({ kind }) => kind === 'training-config')
  const { values } = dataset.settings
  const repeats = new Map(plan.folders.map((folder) => [folder.folder, folder.repeats.value]))
  const folders = dataset.folders.map((folder): WriterFolder => {
    const concept = dataset.conceptOf(folder.path)
    return {
      path: folder.path,
      relative: folder.relative,
      name: concept?.name ?? nameOf(folder.path),
      classTokens: folder.classTokens,
      repeats: repeats.get(folder.relative) ?? folder.repeats,
      regularization: concept?.regularization ?? folder.regularization,
      captions: captionsInForce(folder, dataset.settingsIn(folder.path).values),
      uncaptioned: dataset.samplesIn(folder.path).some((sample) => sample.images.length > 0 && !hasCaption(sample)),
    }
  })
  return {
    plan,
    root: dataset.root,
    format: dataset.format?.id,
    folders,
    captions: folders.filter(({ regularization }) => !regularization).flatMap((folder) => captionsOf(dataset, folder)),
    maxTokenLength: values.maxTokenLength ?? 75,
    weighted: values['captions.weighted'],
    names: { dataset: facts.files.dataset ?? 'dataset.toml', training: training ? relativePath(dataset.root, training.path) : 'training.toml', prompts: 'sample-prompts.txt' },
    ...choices,
  }
}

function captionsOf(dataset: Dataset, folder: WriterFolder): readonly WriterCaption[] {
  const triggers = dataset.conceptOf(folder.path)?.triggers.map(({ key }) => key) ?? []
  return dataset.samplesIn(folder.path).flatMap((sample): WriterCaption[] => {
    const text = captionTextOf(sample)
    const header = sample.images[0]?.header
    if (text === undefined || sample.images.length === 0) return []
    const [trained = ''] = captionTexts({ text, listed: sample.listed !== undefined }, folder.captions, folder.classTokens, 1).texts
    return [{ text: trained, concept: folder.name, triggers, size: header ? [header.width, header.height] : undefined }]
  })
}
