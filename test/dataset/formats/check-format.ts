import assert from 'node:assert/strict'
import { chooseFormat } from '../../../server/src/dataset/choose-format'
import type { ConceptFolder } from '../../../server/src/dataset/folder'
import { readFolderTree } from '../../../server/src/dataset/folder-tree'
import { readFormatFiles, type FormatFileOptions } from '../../../server/src/dataset/read-format-files'
import { formatMessage } from '../../../server/src/base/message'
import { parseFixture, toMemoryFiles } from '../../support/fixture'

export interface FoundFormat {
  readonly id: string | undefined
  readonly folders: readonly ConceptFolder[]
  readonly explanation: string | undefined
}

/** The format of a fixture at `/set`, recognised as the program does it: list folders, read the texts that formats want, read folders outside. */
export async function findFormat(fixture: string, options: { readonly chosen?: string; readonly outside?: Readonly<Record<string, string>> } & FormatFileOptions = {}): Promise<FoundFormat> {
  const memory = toMemoryFiles(parseFixture(fixture).files, '/set')
  for (const [path, content] of Object.entries(options.outside ?? {})) memory.put(path, content)
  const { tree } = await readFolderTree(memory, '/set', () => false)
  const files = await readFormatFiles(memory, tree, options)
  const { format, explanation } = chooseFormat(tree, files, options.chosen)
  return { id: format?.id, folders: format?.folders(tree, files) ?? [], explanation: explanation && formatMessage(explanation) }
}

/** Checks format and folders, each folder as `relative ×repeats 'class tokens' reg`. */
export async function checkFormat(fixture: string, id: string, folders: readonly string[], options: Parameters<typeof findFormat>[1] = {}): Promise<FoundFormat> {
  const found = await findFormat(fixture, options)
  assert.equal(found.id, id)
  assert.deepEqual(found.folders.map((folder) => `${folder.relative} ×${folder.repeats}${folder.classTokens === '' ? '' : ` '${folder.classTokens}'`}${folder.regularization ? ' reg' : ''}`), folders)
  return found
}
