import { DocumentDiagnosticReportKind, type ClientCapabilities, type Diagnostic, type DocumentDiagnosticReport } from 'vscode-languageserver'
import { createTextMap } from '../base/document'
import { diagnoseCaption, diagnoseDataset, diagnoseTrainingFile, textAt } from '../features/diagnostics'
import type { Problem } from '../lint/problem'
import { CHANGED_NOTIFICATION, type ChangedParams } from '../protocol/status'
import { checksum } from '../host/checksum'
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

/** Milliseconds that an edited caption waits for its problems: what is asked right behind the edit, as completion is, goes first. */
const AFTER_ANSWERS = 20

const USUAL: Delays = { dataset: 400, datasetAtMost: 3000, typing: 1500 }

/** Decides what is published and when; the only place with timers. */
export interface Publisher {
  opened(path: string): void
  /** `typingAt`: where the last keystroke ended. */
  edited(path: string, typingAt: number | undefined): void
  closed(path: string): void
  /** What the disk says about an open training file is known now. */
  surroundingsRead(path: string): void
  saved(path: string): void
  /** Datasets that changed otherwise; all without roots. */
  changed(roots?: readonly string[]): void
  /** The answer to a client that asks for a file's problems; `before` is what it has. None for one that they are published to. */
  report(path: string, before: string | undefined): DocumentDiagnosticReport
  /** What was last found at a file beside the problems of its text alone. */
  placed(path: string): readonly Problem[]
  stop(): void
}

/** Whether a client asks for the problems of a caption, and again when it is told to; else they are published to it, never both. */
export function pullsDiagnostics({ textDocument, workspace }: ClientCapabilities): boolean {
  return textDocument?.diagnostic !== undefined && workspace?.diagnostics?.refreshSupport === true
}

/** The same problems have the same id. */
function resultId(items: readonly Diagnostic[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(items))
  return `${bytes.length}-${checksum(bytes)}`
}

const NO_PROBLEMS = resultId([])

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
  /** Captions whose problems are not published since their last edit. */
  const edited = new Set<string>()
  let editTimer: NodeJS.Timeout | undefined
  const pulls = pullsDiagnostics(session.capabilities)
  /** Ids of the answers that the client has. */
  const answered = new Map<string, string>()
  /** A file has left whose answer the client may still show. */
  let left = false

  /** Nothing that goes wrong in a rule may end the server or keep an edit out of the workspace. */
  const safely = (where: string, work: () => void): void => {
    try {
      work()
    } catch (error) {
      session.log(where, error)
    }
  }

  const findOwnProblems = (path: string): readonly Problem[] => {
    if (!open.has(path)) return []
    const typingAt = typing?.path === path ? typing.offset : undefined
    return workspace.trainingFileAt(path) ? diagnoseTrainingFile(workspace, path, typingAt) : diagnoseCaption(workspace, path, typingAt)
  }

  const toDiagnostics = (path: string, problems: readonly Problem[]): Diagnostic[] => {
    const text = problems.some(({ span }) => span) ? textAt(workspace, path) : undefined
    const map = text === undefined ? undefined : createTextMap(text)
    return problems.map((problem) => toDiagnostic(problem, map, session.translate, rulePageUri))
  }

  /** What a client that asks is answered for a file. */
  const itemsOf = (path: string): Diagnostic[] => {
    let items: Diagnostic[] = []
    safely('diagnostics', () => {
      items = toDiagnostics(path, findOwnProblems(path))
    })
    return items
  }

  /** Has the client ask again where what it was answered is no longer so. */
  const refreshAnswers = (): void => {
    if (!pulls) return
    const stale = [...open].filter((path) => answered.has(path) && answered.get(path) !== resultId(itemsOf(path)))
    if (stale.length === 0 && !left) return
    left = false
    // one that does not ask again is not told again
    for (const path of stale) answered.delete(path)
    session.background(connection.languages.diagnostics.refresh())
  }

  const publish = (path: string): void =>
    safely('diagnostics', () => {
      const diagnostics = toDiagnostics(path, [...(pulls ? [] : findOwnProblems(path)), ...(placed.get(path) ?? [])])
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
            await session.attention.rest()
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
    refreshAnswers()
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

  const publishEdited = (): void => {
    editTimer = undefined
    const paths = [...edited]
    edited.clear()
    for (const path of paths) if (open.has(path)) publish(path)
  }

  const stopTyping = (): void => {
    clearTimeout(typingTimer)
    const { path } = typing ?? {}
    typing = undefined
    if (path === undefined || !open.has(path)) return
    publish(path)
    refreshAnswers()
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
      edited.add(path)
      editTimer ??= setTimeout(publishEdited, AFTER_ANSWERS)
      soon(rootsOf(path))
    },
    closed: (path) => {
      open.delete(path)
      if (typing?.path === path) typing = undefined
      if ((answered.get(path) ?? NO_PROBLEMS) !== NO_PROBLEMS) left = true
      answered.delete(path)
      publish(path)
      soon(rootsOf(path))
    },
    surroundingsRead: (path) => {
      if (!open.has(path)) return
      publish(path)
      refreshAnswers()
    },
    saved: stopTyping,
    report: (path, before) => {
      const items = pulls ? itemsOf(path) : []
      const id = resultId(items)
      answered.set(path, id)
      return id === before ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId: id } : { kind: DocumentDiagnosticReportKind.Full, resultId: id, items }
    },
    placed: (path) => placed.get(path) ?? [],
    changed: (roots) => soon(roots ?? workspace.datasets.map(({ root }) => root)),
    stop: () => {
      stopped = true
      clearTimeout(datasetTimer)
      clearTimeout(typingTimer)
      clearTimeout(editTimer)
    },
  }
}
