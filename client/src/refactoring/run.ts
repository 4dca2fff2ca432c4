import { window, type Uri } from 'vscode'
import type { RefactorParams, RefactorScope } from '../../../server/src/protocol/refactor'
import { applyDatasetChange } from '../changes/apply-change'
import { longRequest } from '../changes/long-request'
import type { LanguageServer } from '../language-server'
import { FLOWS, type Flow, type FlowId } from './flows'
import { askAll, scopeQuestions } from './scope'
import { lookAround, lookAtTags, type ChosenTags, type RefactoringWorld } from './world'

/** Where a command comes from: what menus give, and the file that an active panel shows. */
export interface AskedAt {
  readonly clicked: unknown
  readonly selected: unknown
  readonly shown: Uri | undefined
  /** The tag that is meant, where it was clicked. */
  readonly tag?: string
  /** The selection is that of a gallery: the change is for it. */
  readonly gallery?: boolean
  /** Chosen from a list of tags. */
  readonly tags?: ChosenTags
}

/** Asks what a refactoring needs, shows what it would do, and applies what the user leaves ticked. */
export async function runRefactoring(server: LanguageServer, id: FlowId, { clicked, selected, shown, tag, gallery = false, tags }: AskedAt): Promise<void> {
  const found = tags ? await lookAtTags(server, tags) : await lookAround(server, clicked, selected, shown)
  if (!found) return
  const world = tag === undefined ? found : { ...found, tags: [tag] }
  const flow = FLOWS[id](world)
  if (typeof flow === 'string') void window.showInformationMessage(flow)
  else {
    // which tag is renamed, and where, has been said
    const questions = tag !== undefined && id === 'renameTagEverywhere' ? flow.questions.slice(1) : flow.questions
    const scope = gallery && world.selection.length > 0 ? { kind: 'selection' as const, uris: world.selection.map(String) } : undefined
    await converse(world, { ...flow, questions, ...(scope && !flow.scope ? { scope } : {}) })
  }
}

async function converse(world: RefactoringWorld, flow: Flow): Promise<void> {
  const where = flow.scope || world.scope ? undefined : scopeQuestions(world, flow.first === 'caption' && !world.file ? 'dataset' : (flow.first ?? 'dataset'))
  const isAnswered = world.scope !== undefined && flow.takesTags !== undefined && world.tags.length >= flow.takesTags
  const questions = [...(isAnswered ? flow.questions.slice(1) : flow.questions), ...(where?.questions ?? [])]
  // what was answered is still there when it is asked again
  while (await askAll(flow.title, questions)) {
    const scope: RefactorScope = flow.scope ?? world.scope ?? where?.scope() ?? { kind: 'dataset' }
    const params: RefactorParams = { ...flow.request(), uri: world.uri, scope, apply: true }
    if ((await planAndApply(world.server, flow.title, params)) !== 'again' || questions.length === 0) return
  }
}

/** Carries out what was decided in a panel, shown and applied like any refactoring. Whether it was applied. */
export async function runDecided(server: LanguageServer, title: string, params: RefactorParams): Promise<boolean> {
  return (await planAndApply(server, title, params)) === 'applied'
}

async function planAndApply(server: LanguageServer, title: string, params: RefactorParams): Promise<'again' | 'done' | 'applied'> {
  const result = await longRequest(server, title, 'taglore/refactor', params)
  if (!result) return 'done'
  if (result.fault !== null) {
    void window.showWarningMessage(result.fault)
    return 'again'
  }
  const outcome = await applyDatasetChange(server, result, { back: true })
  return outcome === 'back' ? 'again' : outcome === 'applied' ? 'applied' : 'done'
}
