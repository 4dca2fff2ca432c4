import type { CancellationToken } from 'vscode-languageserver'
import { say } from '../base/message'
import type { Dataset } from '../dataset/dataset'
import { describeConcept, listConcepts } from '../features/concept-sheet'
import { planRefactor } from '../features/refactor'
import { usedGroups } from '../features/used-groups'
import {
  CONCEPT_EFFECT_REQUEST,
  CONCEPT_SHEET_REQUEST,
  CONCEPTS_REQUEST,
  USED_GROUPS_REQUEST,
  type ConceptEffect,
  type ConceptEffectParams,
  type ConceptSheet,
  type ConceptSheetParams,
  type ConceptsParams,
  type ConceptsResult,
  type UsedGroupsParams,
  type UsedGroupsResult,
} from '../protocol/concept'
import { longWork } from './long-work'
import { guard } from './guard'
import { findDataset } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

/** Registers what the identity sheet asks; the types are in `protocol/concept.ts`. */
export function registerConceptRequests(doors: Doors): void {
  const { session, open } = doors
  const { connection, workspace } = session
  const wording = { toUri: open.toUri, translate: session.translate }

  /** What is typed and what is on its way counts, and so do the lists: they tell hair from clothes. */
  const settle = async (path: string): Promise<Dataset | undefined> => {
    await doors.documents.entered()
    await doors.ready()
    return findDataset(doors, path)
  }

  connection.onRequest(
    CONCEPTS_REQUEST,
    guard(session, CONCEPTS_REQUEST, async ({ uri }: ConceptsParams): Promise<ConceptsResult> => {
      const path = toPath(uri)
      const dataset = await settle(path)
      if (!dataset) return { root: null, concepts: [], at: null }
      const sample = dataset.sampleAt(path) ?? dataset.sampleOfCaption(path)
      const concept = dataset.conceptOf(sample?.folder ?? path)
      const concepts = listConcepts(dataset, wording)
      const own = concept && concepts.find(({ folders }) => folders.includes(open.toUri(concept.folder.path)))
      return { root: open.toUri(dataset.root), concepts, at: own?.name ?? null }
    }),
  )

  connection.onRequest(
    CONCEPT_SHEET_REQUEST,
    guard(session, CONCEPT_SHEET_REQUEST, async ({ uri, concept }: ConceptSheetParams): Promise<ConceptSheet | null> => {
      const dataset = await settle(toPath(uri))
      return dataset ? describeConcept(workspace, dataset.root, concept, wording) : null
    }),
  )

  connection.onRequest(
    CONCEPT_EFFECT_REQUEST,
    guard(session, CONCEPT_EFFECT_REQUEST, async ({ uri, concept, actions }: ConceptEffectParams, token: CancellationToken): Promise<ConceptEffect> => {
      const dataset = await settle(toPath(uri))
      const progress = connection.window.attachWorkDoneProgress(undefined)
      return longWork(session, say`Planning a change`, token, progress, async ({ breathe }) => {
        const answer = await planRefactor(workspace, dataset?.root ?? toPath(uri), { id: 'edit-concept', args: { concept, actions } }, { kind: 'dataset' }, { breathe })
        if ('fault' in answer) return { fault: session.translate(answer.fault), captions: 0, settings: false }
        return { fault: null, captions: answer.plan.change.files.length, settings: answer.plan.settings.length > 0 }
      })
    }),
  )

  connection.onRequest(
    USED_GROUPS_REQUEST,
    guard(session, USED_GROUPS_REQUEST, async ({ uri }: UsedGroupsParams): Promise<UsedGroupsResult> => {
      const dataset = await settle(toPath(uri))
      return { groups: dataset ? usedGroups(dataset, workspace.knowledge) : [] }
    }),
  )
}
