import { LSPErrorCodes, ResponseError } from 'vscode-languageserver'
import { say } from '../base/message'
import type { Dataset } from '../dataset/dataset'
import { collectFacts } from '../planning/collect-facts'
import { planTraining } from '../planning/plan-training'
import { translateData } from '../planning/translate-plan'
import { PLAN_REQUEST, type PlanParams, type PlanResult } from '../protocol/plan'
import { guard } from './guard'
import { findDataset } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

/** Registers the training plan; its types are in `protocol/plan.ts`. */
export function registerPlan(doors: Doors): void {
  const { session, open } = doors
  session.connection.onRequest(
    PLAN_REQUEST,
    guard(session, PLAN_REQUEST, async ({ uri, options }: PlanParams): Promise<PlanResult> => {
      const dataset = await datasetAt(doors, uri)
      return { root: open.toUri(dataset.root), plan: translateData(planTraining(collectFacts(dataset), options ?? {}), session.translate) }
    }),
  )
}

async function datasetAt(doors: Doors, uri: string): Promise<Dataset> {
  await doors.ready()
  await doors.documents.entered()
  const dataset = await findDataset(doors, toPath(uri))
  if (dataset) return dataset
  throw new ResponseError(LSPErrorCodes.RequestFailed, doors.session.translate(say`No dataset found here: choose a folder that holds images, or the parent of folders such as 10_name`))
}
