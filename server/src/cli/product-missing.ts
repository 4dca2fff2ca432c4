import { FileError } from '../base/file-system'
import { say } from '../base/message'
import { nameOf } from '../base/path'
import { fromNative } from '../host/disk'
import { UsageError } from './usage-error'

/** Turns the absence of a file that the build makes into a message; other errors go on. */
export function refuseMissing(error: unknown): never {
  if (isMissingFile(error)) throw new UsageError(say`'${nameOf(fromNative(error.path))}' is missing beside the program; run npm run build`)
  throw error
}

/** The same around a function that reads such a file. */
export function orMissing<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    return refuseMissing(error)
  }
}

function isMissingFile(error: unknown): error is Error & { readonly path: string } {
  return error instanceof Error && !(error instanceof FileError) && 'code' in error && error.code === 'ENOENT' && 'path' in error && typeof error.path === 'string'
}
