import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver'
import { FileError } from '../base/file-system'
import { say } from '../base/message'
import type { Session } from './session'

/** Wraps the handler of a request: what it throws becomes an error answer and a line in the log, and the server goes on. Background work waits meanwhile. */
export function guard<Params extends unknown[], Result>(session: Session, name: string, handler: (...params: Params) => Result | Promise<Result>): (...params: Params) => Promise<Result> {
  return async (...params) => {
    try {
      return await session.attention.during(async () => handler(...params))
    } catch (error) {
      if (error instanceof ResponseError) throw error
      if (error instanceof FileError) throw new ResponseError(LSPErrorCodes.RequestFailed, session.translate(describe(error)))
      session.log(name, error)
      throw new ResponseError(ErrorCodes.InternalError, session.translate(say`Taglore could not answer (${name}); its log tells why`))
    }
  }
}

function describe({ code, path }: FileError): ReturnType<typeof say> {
  switch (code) {
    case 'not-found':
    case 'not-folder':
      return say`There is no '${path}'; check the path`
    case 'no-permission':
      return say`'${path}' cannot be read; check its permissions`
    default:
      return say`'${path}' cannot be read (${code})`
  }
}
