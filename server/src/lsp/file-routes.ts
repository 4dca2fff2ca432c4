import type { WorkspaceEdit } from 'vscode-languageserver'
import { mapBounded } from '../base/concurrency'
import { FileError } from '../base/file-system'
import { followRenames, type FileRename } from '../features/will-rename-files'
import { imageSuffixes, optionalImageSuffixes } from '../trainer/files'
import { guard } from './guard'
import type { Doors, Route } from './route'
import { toPath } from './uris'

const SUFFIXES = [...imageSuffixes, ...optionalImageSuffixes, '.txt', '.caption'].map((suffix) => suffix.slice(1))

/** What is asked about files as a whole. */
export const FILE_ROUTES: readonly Route[] = [
  {
    name: 'diagnostics',
    capability: { diagnosticProvider: { interFileDependencies: false, workspaceDiagnostics: false } },
    register: ({ session, documents, publisher }) => {
      session.connection.languages.diagnostics.on(
        guard(session, 'textDocument/diagnostic', async ({ textDocument, previousResultId }) => {
          // a document just opened is on its way into the workspace
          await documents.captionAt(textDocument.uri)
          return publisher.report(toPath(textDocument.uri), previousResultId)
        }),
      )
    },
  },
  {
    name: 'willRenameFiles',
    capability: {
      workspace: { fileOperations: { willRename: { filters: [{ scheme: 'file', pattern: { glob: `**/*.{${SUFFIXES.join(',')}}`, matches: 'file', options: { ignoreCase: true } } }] } } },
    },
    register: (doors) => {
      const { session } = doors
      const ours = createEchoes()
      session.connection.workspace.onWillRenameFiles(
        guard(session, 'workspace/willRenameFiles', async ({ files }) => {
          const renames = files.map(({ oldUri, newUri }) => ({ from: toPath(oldUri), to: toPath(newUri) })).filter((rename) => !ours.isEcho(rename))
          return renames.length === 0 ? null : follow(doors, renames, ours)
        }),
      )
    },
  },
]

async function follow({ session, datasets, open }: Doors, renames: readonly FileRename[], ours: Echoes): Promise<WorkspaceEdit | null> {
  if (!session.capabilities.workspace?.workspaceEdit?.resourceOperations?.includes('rename')) return null
  await Promise.all(renames.map(({ from }) => datasets.ensure(from)))
  const followers = followRenames(session.workspace, renames)
  const free = await mapBounded(followers, 8, async (rename) => ((await isThere(session, rename.from)) && !(await isThere(session, rename.to)) ? rename : undefined))
  const kept = free.filter((rename) => rename !== undefined)
  if (kept.length === 0) return null
  // the client asks again for what it does on our word
  for (const rename of kept) ours.expect(rename)
  return { documentChanges: kept.map(({ from, to }) => ({ kind: 'rename', oldUri: open.toUri(from), newUri: open.toUri(to), options: { overwrite: false, ignoreIfExists: true } })) }
}

async function isThere({ fileSystem }: Doors['session'], path: string): Promise<boolean> {
  try {
    await fileSystem.stat(path)
    return true
  } catch (error) {
    if (error instanceof FileError) return false
    throw error
  }
}

/** Renames that follow from an answer of ours. */
interface Echoes {
  expect(rename: FileRename): void
  isEcho(rename: FileRename): boolean
}

/** Milliseconds in which a client does what it was answered. */
const ECHO = 5000

function createEchoes(): Echoes {
  const expected = new Map<string, number>()
  const keyOf = ({ from, to }: FileRename): string => `${from}\0${to}`
  return {
    expect: (rename) => expected.set(keyOf(rename), Date.now()),
    isEcho: (rename) => {
      const since = expected.get(keyOf(rename))
      return expected.delete(keyOf(rename)) && since !== undefined && Date.now() - since < ECHO
    },
  }
}
