import type { FileSystem } from '../base/file-system'

/** The world around one run of the command line; tests give one of their own. */
export interface Terminal {
  readonly fileSystem: FileSystem
  /** The current folder, native path. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Somebody looks at the error stream: progress is shown. */
  readonly interactive: boolean
  /** Writes to the standard output; resolves when it is handed over. */
  write(text: string): Promise<void>
  /** Writes to the error stream. */
  tell(text: string): void
}

/** 0: done, nothing at or above `--fail-on`; 1: problems there; 2: could not run. */
export type ExitCode = 0 | 1 | 2
