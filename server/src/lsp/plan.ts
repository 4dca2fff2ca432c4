import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver'
import { say, type Message } from '../base/message'
import { joinPath, suffixOf } from '../base/path'
import type { Change } from '../changes/change'
import { EXCLUDED_FOLDER } from '../dataset/folder-tree'
import { CONVERTIBLE_MODES, planModeConversion } from '../changes/convert-mode'
import { planWrittenFiles, writtenPaths, type WrittenFiles } from '../changes/write-files'
import type { Dataset } from '../dataset/dataset'
import { PLAN_CHOICES } from '../planning/plan-choices'
import { planTraining } from '../planning/plan-training'
import { commandParts, trainingCommand, USUAL_TEMPLATE } from '../planning/training-command'
import { factsOf } from '../planning/remember-facts'
import { translateData } from '../planning/translate-plan'
import { writerInput } from '../planning/writer-input'
import { WRITERS } from '../planning/writers/index'
import type { WriterInput } from '../planning/writers/parts/writer'
import type { PlannedChange } from '../protocol/changes'
import {
  CONVERT_MODE_REQUEST,
  PLAN_REQUEST,
  PLAN_WRITERS_REQUEST,
  TRAINING_COMMAND_REQUEST,
  WRITE_PLAN_REQUEST,
  type ConvertModeParams,
  type PlanParams,
  type PlanResult,
  type PlanWritersResult,
  type TrainingCommandParams,
  type TrainingCommandResult,
  type WritePlanParams,
} from '../protocol/plan'
import { modelFacts } from '../trainer/models'
import { readSettingsText } from './actions'
import { freshChange, refuse } from './fresh-edit'
import { guard } from './guard'
import { longWork } from './long-work'
import { offerChange } from './offer-change'
import { findDataset } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

/** Registers the training plan and what is written of it; the types are in `protocol/plan.ts`. */
export function registerPlan(doors: Doors): void {
  const { session, open } = doors
  const { connection, translate } = session

  connection.onRequest(
    PLAN_REQUEST,
    guard(session, PLAN_REQUEST, async ({ uri, options }: PlanParams): Promise<PlanResult> => {
      const dataset = await datasetAt(doors, uri)
      return { root: open.toUri(dataset.root), plan: translateData(planTraining(factsOf(dataset), options ?? {}), translate), choices: translateData(PLAN_CHOICES, translate) }
    }),
  )

  connection.onRequest(
    PLAN_WRITERS_REQUEST,
    guard(session, PLAN_WRITERS_REQUEST, async (params: PlanParams): Promise<PlanWritersResult> => {
      const input = inputOf(await datasetAt(doors, params.uri), params)
      const writers = WRITERS.map(async (writer) => {
        const refusal = writer.refuses?.(input)
        const files = await Promise.all(writtenPaths([writer], input).map(async ({ path, edited }) => ({ uri: open.toUri(path), exists: (await readSettingsText(session, open, path)) !== undefined, edited })))
        return { id: writer.id, title: translate(writer.title), refusal: refusal ? translate(refusal) : null, files }
      })
      return { writers: await Promise.all(writers) }
    }),
  )

  connection.onRequest(
    WRITE_PLAN_REQUEST,
    guard(session, WRITE_PLAN_REQUEST, (params: WritePlanParams, token: CancellationToken): Promise<PlannedChange> =>
      longWork(session, say`Writing the training plan`, token, connection.window.attachWorkDoneProgress(params.workDoneToken), async (work) => {
        const { root } = await datasetAt(doors, params.uri)
        let written: WrittenFiles = { change: { title: say`Write training plan`, files: [] }, unwritten: [] }
        const plan = async (): Promise<Change> => {
          written = await writeFiles(doors, await datasetAt(doors, params.uri), params)
          return written.change
        }
        const change = params.apply ? await freshChange(doors, plan) : await plan()
        const refusals = written.unwritten.map(({ path, why }) => ({ path: path.includes('/') ? path : root, message: why === 'exists' ? say`is there already and is left alone` : why }))
        return offerChange(doors, { root, change, refusals, edit: params.apply === true }, work)
      }),
    ),
  )

  connection.onRequest(
    CONVERT_MODE_REQUEST,
    guard(session, CONVERT_MODE_REQUEST, (params: ConvertModeParams, token: CancellationToken): Promise<PlannedChange> =>
      longWork(session, say`Planning a change`, token, connection.window.attachWorkDoneProgress(params.workDoneToken), async (work) => {
        const { root } = await datasetAt(doors, params.uri)
        const plan = (): Promise<Change> => convert(doors, params)
        const change = params.apply ? await freshChange(doors, plan) : await plan()
        return offerChange(doors, { root, change, edit: params.apply === true }, work)
      }),
    ),
  )

  connection.onRequest(
    TRAINING_COMMAND_REQUEST,
    guard(session, TRAINING_COMMAND_REQUEST, async (params: TrainingCommandParams): Promise<TrainingCommandResult> => {
      const dataset = await datasetAt(doors, params.uri)
      const { names, plan } = inputOf(dataset, params)
      const config = joinPath(dataset.root, names.training)
      const parts = commandParts(modelFacts(plan.model.value).family, config, plan.gpus.value)
      const own = dataset.settings.values['training.command']?.trim()
      const command = trainingCommand(parts, params.shell, own ? own : USUAL_TEMPLATE)
      return { command, config: open.toUri(config), exists: (await readSettingsText(session, open, config)) !== undefined }
    }),
  )
}

/** The dataset that a file or folder belongs to. Rejects with a message for the user where there is none. */
export async function datasetAt(doors: Doors, uri: string): Promise<Dataset> {
  await doors.ready()
  await doors.documents.entered()
  const dataset = await findDataset(doors, toPath(uri))
  if (dataset) return dataset
  throw fail(doors, say`No dataset found here: choose a folder that holds images, or the parent of folders such as 10_name`)
}

function fail({ session }: Doors, message: Message): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, session.translate(message))
}

function inputOf(dataset: Dataset, params: PlanParams & Partial<WritePlanParams>): WriterInput {
  const facts = factsOf(dataset)
  const { baseModel, outputName, outputFolder } = params
  const choices = { ...(baseModel ? { baseModel } : {}), ...(outputName ? { outputName } : {}), ...(outputFolder ? { outputFolder } : {}) }
  return writerInput(dataset, facts, planTraining(facts, params.options ?? {}), choices)
}

async function writeFiles({ session, open }: Doors, dataset: Dataset, params: WritePlanParams): Promise<WrittenFiles> {
  const input = inputOf(dataset, params)
  const writers = WRITERS.filter(({ id }) => params.writers.includes(id))
  const existing = new Map<string, string>()
  for (const { path } of writtenPaths(writers, input)) {
    const text = await readSettingsText(session, open, path)
    if (text !== undefined) existing.set(path, text)
  }
  return planWrittenFiles(say`Write training plan`, writers, input, existing)
}

async function convert(doors: Doors, { uri, to }: ConvertModeParams): Promise<Change> {
  const { session, open } = doors
  if (!CONVERTIBLE_MODES.includes(to)) throw refuse(session, say`There is no training mode '${String(to)}'`)
  const dataset = await datasetAt(doors, uri)
  const file = dataset.training?.files.find(({ kind, path }) => kind === 'dataset-config' && suffixOf(path).toLowerCase() === '.toml')
  const text = file && (await readSettingsText(session, open, file.path))
  const there = await filesOf(doors, dataset)
  const answer = planModeConversion(to, { dataset, config: file && text !== undefined ? { path: file.path, text } : undefined, exists: (path) => there.has(path) })
  if ('fault' in answer) throw refuse(session, answer.fault)
  return answer.change
}

/** Files of the root, of the dataset's folders, and of what was put aside of them. */
async function filesOf({ session }: Doors, dataset: Dataset): Promise<ReadonlySet<string>> {
  const folders = [dataset.root, ...dataset.folders.flatMap(({ path, relative }) => [path, joinPath(joinPath(dataset.root, EXCLUDED_FOLDER), relative)])]
  const found = new Set<string>()
  for (const folder of folders) {
    try {
      for (const { name } of await session.fileSystem.list(folder)) found.add(joinPath(folder, name))
    } catch {
      // nothing was put aside, or the folder is gone: no file of it is in the way
    }
  }
  return found
}
