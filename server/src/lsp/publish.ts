import type { Diagnostic } from 'vscode-languageserver'
import { createTextMap } from '../base/document'
import { diagnoseCaption, diagnoseDataset } from '../features/diagnostics'
import type { Problem } from '../lint/problem'
import { CHANGED_NOTIFICATION, type ChangedParams } from '../protocol/status'
import { rulePageUri } from '../host/rule-pages'
import type { OpenDocuments } from './open-documents'
import type { Session } from './session'
import { toDiagnostic } from './to-lsp'

/** All in milliseconds. */
export interface Delays {
  /** Quiet after which the dataset as a whole is looked at again. */
  readonly dataset: number
  /** … and time after which it is looked at though it never gets quiet. */
  readonly datasetAtMost: number
  /** Quiet after which half-typed tags are judged. */
  readonly typing: number
}

/** Milliseconds of work after which others get a turn. */
const FRAME = 10

const USUAL: Delays = { dataset: 400, datasetAtMost: 3000, typing: 1500 }

/** Decides what is published and when; the only place with timers. */
export interface Publisher {
  opened(path: string): void
  /** `typingAt`: where the last keystroke ended. */
  edited(path: string, typingAt: number | undefined): void
  closed(path: string): void
  saved(path: string): void
  /** Datasets that changed otherwise; all without roots. */
  changed(roots?: readonly string[]): void
  stop(): void
}

export function createPublisher(session: Session, { toUri }: Pick<OpenDocuments, 'toUri'>, delays: Delays = USUAL): Publisher {
  const { connection, workspace } = session
  const open = new Set<string>()
  let placed = new Map<string, Problem[]>()
  /** What each file was last told, as JSON. */
  const published = new Map<string, string>()
  const pending = new Set<string>()
  let datasetTimer: NodeJS.Timeout | undefined
  let waitingSince: number | undefined
  let looking = false
  let stopped = false
  let typingTimer: NodeJS.Timeout | undefined
  let typing: { path: string; offset: number } | undefined

  /** Nothing that goes wrong in a rule may end the server or keep an edit out of the workspace. */
  const safely = (where: string, work: () => void): void => {
    try {
      work()
    } catch (error) {
      session.log(where, error)
    }
  }

  const publish = (path: string): void =>
    safely('diagnostics', () => {
      const problems = [...(open.has(path) ? diagnoseCaption(workspace, path, typing?.path === path ? typing.offset : undefined) : []), ...(placed.get(path) ?? [])]
      const caption = problems.some(({ span }) => span) ? workspace.captionOf(path) : undefined
      const map = caption && createTextMap(caption.text)
      const diagnostics: Diagnostic[] = problems.map((problem) => toDiagnostic(problem, map, session.translate, rulePageUri))
      const version = workspace.versionOf(path)
      const params = { uri: toUri(path), ...(version === undefined ? {} : { version }), diagnostics }
      const text = JSON.stringify(params)
      if (published.get(path) === text || (diagnostics.length === 0 && !published.has(path))) return
      if (diagnostics.length === 0) published.delete(path)
      else published.set(path, text)
      session.background(connection.sendDiagnostics(params))
    })

  /** Looks at all datasets, a frame at a time; given up when something changes meanwhile, for it is then looked at again soon. */
  const findPlaced = async (): Promise<Map<string, Problem[]> | undefined> => {
    const found = new Map<string, Problem[]>()
    let frame = performance.now()
    for (const dataset of workspace.datasets) {
      try {
        for (const row of diagnoseDataset(workspace, dataset)) {
          if (row) found.set(row.path, [...(found.get(row.path) ?? []), row.problem])
          else if (performance.now() - frame > FRAME) {
            await new Promise((resolve) => setImmediate(resolve))
            frame = performance.now()
            if (datasetTimer && !isOverdue()) return undefined
          }
        }
      } catch (error) {
        session.log('diagnostics', error)
      }
    }
    return found
  }

  const refreshDatasets = async (): Promise<void> => {
    datasetTimer = undefined
    // one at a time; the one under way may have passed what has changed
    if (looking) return soon([])
    looking = true
    const found = await findPlaced()
    looking = false
    if (!found || stopped) return
    waitingSince = undefined
    const before = [...placed.keys()]
    placed = found
    for (const path of new Set([...before, ...placed.keys(), ...open])) publish(path)
    const params: ChangedParams = { roots: [...pending].map(toUri) }
    pending.clear()
    session.background(connection.sendNotification(CHANGED_NOTIFICATION, params))
  }

  const isOverdue = (): boolean => waitingSince !== undefined && Date.now() - waitingSince > delays.datasetAtMost

  const soon = (roots: readonly string[]): void => {
    for (const root of roots) pending.add(root)
    waitingSince ??= Date.now()
    if (stopped || (datasetTimer && isOverdue())) return
    clearTimeout(datasetTimer)
    datasetTimer = setTimeout(() => session.background(refreshDatasets()), delays.dataset)
  }

  const rootsOf = (path: string): string[] => {
    const dataset = workspace.datasetOf(path)
    return dataset ? [dataset.root] : []
  }

  const stopTyping = (): void => {
    clearTimeout(typingTimer)
    const { path } = typing ?? {}
    typing = undefined
    if (path !== undefined && open.has(path)) publish(path)
  }

  return {
    opened: (path) => {
      open.add(path)
      publish(path)
      soon(rootsOf(path))
    },
    edited: (path, typingAt) => {
      if (typing && typing.path !== path) stopTyping()
      clearTimeout(typingTimer)
      typing = typingAt === undefined ? undefined : { path, offset: typingAt }
      if (typing) typingTimer = setTimeout(stopTyping, delays.typing)
      publish(path)
      soon(rootsOf(path))
    },
    closed: (path) => {
      open.delete(path)
      if (typing?.path === path) typing = undefined
      publish(path)
      soon(rootsOf(path))
    },
    saved: stopTyping,
    changed: (roots) => soon(roots ?? workspace.datasets.map(({ root }) => root)),
    stop: () => {
      stopped = true
      clearTimeout(datasetTimer)
      clearTimeout(typingTimer)
    },
  }
}
