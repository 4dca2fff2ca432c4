import type { Diagnostic } from 'vscode-languageserver'
import { createTextMap } from '../base/document'
import { diagnoseCaption, diagnoseDataset } from '../features/diagnostics'
import type { Problem } from '../lint/problem'
import { CHANGED_NOTIFICATION, type ChangedParams } from '../protocol/status'
import { rulePageUri } from '../host/rule-pages'
import type { Session } from './session'
import { toDiagnostic } from './to-lsp'
import { toUri } from './uris'

/** Milliseconds of quiet after which the dataset as a whole is looked at again, and half-typed tags are judged. */
const DATASET_QUIET = 400
const TYPING_QUIET = 1500

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

export function createPublisher(session: Session): Publisher {
  const { connection, workspace } = session
  const open = new Set<string>()
  const placed = new Map<string, Problem[]>()
  const published = new Set<string>()
  const pending = new Set<string>()
  let datasetTimer: NodeJS.Timeout | undefined
  let typingTimer: NodeJS.Timeout | undefined
  let typing: { path: string; offset: number } | undefined

  const publish = (path: string): void => {
    const problems = [...(open.has(path) ? diagnoseCaption(workspace, path, typing?.path === path ? typing.offset : undefined) : []), ...(placed.get(path) ?? [])]
    const caption = workspace.captionOf(path)
    const map = caption && createTextMap(caption.text)
    const diagnostics: Diagnostic[] = problems.map((problem) => toDiagnostic(problem, map, session.translate, rulePageUri))
    if (diagnostics.length === 0 && !published.has(path)) return
    if (diagnostics.length === 0) published.delete(path)
    else published.add(path)
    const version = workspace.versionOf(path)
    session.background(connection.sendDiagnostics({ uri: toUri(path), ...(version === undefined ? {} : { version }), diagnostics }))
  }

  const refreshDatasets = (): void => {
    datasetTimer = undefined
    const before = new Set(placed.keys())
    placed.clear()
    for (const dataset of workspace.datasets) {
      for (const { path, problem } of diagnoseDataset(workspace, dataset)) placed.set(path, [...(placed.get(path) ?? []), problem])
    }
    for (const path of new Set([...before, ...placed.keys(), ...open])) publish(path)
    const roots = [...pending]
    pending.clear()
    const params: ChangedParams = { roots: roots.map(toUri) }
    session.background(connection.sendNotification(CHANGED_NOTIFICATION, params))
  }

  const soon = (roots: readonly string[]): void => {
    for (const root of roots) pending.add(root)
    datasetTimer ??= setTimeout(refreshDatasets, DATASET_QUIET)
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
      if (typing) typingTimer = setTimeout(stopTyping, TYPING_QUIET)
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
      clearTimeout(datasetTimer)
      clearTimeout(typingTimer)
    },
  }
}
