import { joinPath } from '../base/path'
import { say } from '../base/message'
import { loadKnowledge, type KnowledgeFiles } from '../host/load-knowledge'
import type { RelationsSetting, SettingKey, Settings } from '../settings'
import { createQueue } from './queue'
import type { Session } from './session'
import { isFilePath } from './uris'

/** Keeps what is known about tags in step with the lists that the settings name. */
export interface KnowledgeKeeper {
  /** Reads the lists again where others are named now. Never rejects. */
  refresh(): Promise<void>
  /** Whether one of the files is a list in force; it is then read again. */
  filesChanged(paths: readonly string[]): Promise<void>
  /** Resolves when the lists are read, or cannot be. */
  ready(): Promise<void>
}

/** `onChange`: other tags are known now. */
export function createKnowledgeKeeper(session: Session, onChange: () => void): KnowledgeKeeper {
  const queue = createQueue()
  let inForce = ''
  let first: Promise<void> | undefined

  const read = async (again: boolean): Promise<void> => {
    const files = await filesInForce(session)
    if (!again && inForce === JSON.stringify(files)) return
    inForce = JSON.stringify(files)
    try {
      const { knowledge, problems } = await loadKnowledge(session.fileSystem, files, baseFolder(session), { cacheFolder: session.cacheFolder })
      session.workspace.apply({ kind: 'knowledge', knowledge })
      for (const problem of problems) session.tellOnce(problem)
      onChange()
    } catch (error) {
      session.log('tag lists', error)
      session.tellOnce(say`The built-in tags cannot be read, so no tag is known; install Taglore again`)
    }
  }

  const refresh = (): Promise<void> => {
    const run = queue(() => read(false))
    first ??= run
    return run
  }

  return {
    refresh,
    filesChanged: async (paths) => {
      const { lists, relations, translations } = await filesInForce(session)
      const named = new Set([...lists, ...relations, ...translations].map(pathOf))
      if (paths.some((path) => named.has(path))) await queue(() => read(true))
    },
    ready: () => first ?? refresh(),
  }
}

function baseFolder(session: Session): string {
  return session.folders()[0] ?? '/'
}

/** Files of the editor's settings, then those that datasets name in their `taglore.json`; absolute paths. */
async function filesInForce(session: Session): Promise<Required<KnowledgeFiles>> {
  const base = baseFolder(session)
  const editor = await session.settingsFor(base)
  const named = (key: ListKey): readonly (string | RelationsSetting)[] => {
    const own = session.workspace.datasets.flatMap(({ root, settings }) => (isFromDataset(settings, key) ? settings.values[key].map((entry) => resolve(root, entry)) : []))
    return [...editor.values[key].map((entry) => resolve(base, entry)), ...own]
  }
  const paths = (key: ListKey): readonly string[] => [...new Set(named(key).map(pathOf))]
  return { lists: paths('tags.lists'), relations: named('tags.relations'), translations: paths('tags.translations') }
}

type ListKey = 'tags.lists' | 'tags.relations' | 'tags.translations'

function pathOf(entry: string | RelationsSetting): string {
  return typeof entry === 'string' ? entry : entry.path
}

function isFromDataset({ originOf }: Settings, key: SettingKey): boolean {
  return originOf(key) === 'taglore.json'
}

function resolve(base: string, entry: string | RelationsSetting): string | RelationsSetting {
  return typeof entry === 'string' ? resolvePath(base, entry) : { ...entry, path: resolvePath(base, entry.path) }
}

function resolvePath(base: string, given: string): string {
  // VS Code writes drives in small letters
  const path = given.replaceAll('\\', '/').replace(/^[a-z]:(?=\/)/, (drive) => drive.toUpperCase())
  if (isFilePath(path)) return path
  const kept: string[] = []
  for (const part of joinPath(base, path).split('/')) {
    if (part === '..') kept.pop()
    else if (part !== '.') kept.push(part)
  }
  return kept.join('/')
}
