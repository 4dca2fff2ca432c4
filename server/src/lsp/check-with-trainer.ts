import type { CancellationToken } from 'vscode-languageserver'
import { say, type Message } from '../base/message'
import { folderOf, joinPath } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import { resolvePath } from '../dataset/find-folder'
import { checkWithTrainer, type TrainerFile } from '../host/trainer-check'
import { factsOf } from '../planning/remember-facts'
import { planTraining } from '../planning/plan-training'
import { trainingScript } from '../planning/writers/parts/network-options'
import type { PlanOptions } from '../protocol/plan'
import { CHECK_WITH_TRAINER_REQUEST, type CheckWithTrainerParams, type CheckWithTrainerResult } from '../protocol/plan'
import { modelFamily } from '../trainer/models'
import { readTrainingConfig } from '../training-files/read-training-config'
import { optionValues } from '../training-files/training-config'
import { guard } from './guard'
import { longWork } from './long-work'
import { datasetAt } from './plan'
import type { Doors } from './route'

/** Registers the check of training files by the trainer's own parsers; the types are in `protocol/plan.ts`. */
export function registerCheckWithTrainer(doors: Doors): void {
  const { session, open } = doors
  const { connection, translate } = session
  const fail = (message: Message, setting: string | null = null): CheckWithTrainerResult => ({ fault: { message: translate(message), setting }, version: '', files: [] })

  connection.onRequest(
    CHECK_WITH_TRAINER_REQUEST,
    guard(session, CHECK_WITH_TRAINER_REQUEST, (params: CheckWithTrainerParams, token: CancellationToken): Promise<CheckWithTrainerResult> =>
      longWork(session, say`Checking with the trainer`, token, connection.window.attachWorkDoneProgress(params.workDoneToken), async ({ signal }) => {
        if (!session.trusted) return fail(say`Programs are started in trusted workspaces only`)
        const dataset = await datasetAt(doors, params.uri)
        const { values } = await session.settingsFor(dataset.root)
        const trainer = values['tools.trainer']?.trim() ?? ''
        if (trainer === '') return fail(say`Where sd-scripts lies is not known yet: write its folder into the setting taglore.tools.trainer`, 'taglore.tools.trainer')
        const files = await filesFor(doors, dataset)
        if (files.length === 0) return fail(say`There are no training files of sd-scripts yet: write them from the training plan`)
        const answer = await checkWithTrainer({ trainer, script: scriptFor(dataset, params.options), files, python: values['tools.python'] ?? '', signal })
        if ('fault' in answer) return fail(answer.fault, 'taglore.tools')
        return { fault: null, version: answer.version, files: answer.files.map(({ path, refused, noted }) => ({ uri: open.toUri(path), refused, noted })) }
      }),
    ),
  )
}

function scriptFor(dataset: Dataset, options: PlanOptions = {}): string {
  return trainingScript(modelFamily(planTraining(factsOf(dataset), options).model.value))
}

/** The dataset configuration and training configuration in force, and the sample prompts that the latter names. */
async function filesFor({ session }: Doors, dataset: Dataset): Promise<readonly TrainerFile[]> {
  const files: TrainerFile[] = []
  const prompts = new Set([joinPath(dataset.root, 'sample-prompts.txt')])
  for (const { kind, path, text } of dataset.training?.files ?? []) {
    if (kind === 'dataset-config') files.push({ kind: 'dataset', path })
    if (kind !== 'training-config') continue
    files.push({ kind: 'training', path })
    const named = optionValues(readTrainingConfig(text, path)).text('sample_prompts')
    if (named !== undefined) prompts.add(resolvePath(folderOf(path), named))
  }
  for (const path of prompts) {
    const found = await session.fileSystem.stat(path).catch(() => undefined)
    if (found?.kind === 'file') files.push({ kind: 'prompts', path })
  }
  return files
}
