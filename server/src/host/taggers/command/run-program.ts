import { execFile, spawn } from 'node:child_process'

export interface ProgramOptions {
  readonly folder: string
  /** Milliseconds. */
  readonly timeLimit: number
  /** Bytes of its standard output that are kept; more ends it. */
  readonly limit?: number
  readonly signal?: AbortSignal
}

export type ProgramOutcome =
  | { readonly kind: 'done'; readonly output: string }
  | { readonly kind: 'failed'; readonly code: string; /** The end of its error stream. */ readonly told: string }
  | { readonly kind: 'too-slow' | 'flood' }
  | { readonly kind: 'missing'; readonly code: string }

const LIMIT = 16 * 1024 * 1024
const TOLD = 2_000

/** Runs a program without a shell, to its end or to a limit, and ends with it whatever it started. Rejects with the signal's reason. */
export function runProgram(command: string, given: readonly string[], { folder, timeLimit, limit = LIMIT, signal }: ProgramOptions): Promise<ProgramOutcome> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    // a group of its own, so that all of it can be ended
    const child = spawn(command, given, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32', windowsHide: true })
    const chunks: Buffer[] = []
    let size = 0
    let told = ''
    let ended: 'too-slow' | 'flood' | 'aborted' | undefined
    const end = (why: typeof ended): void => {
      ended ??= why
      killTree(child.pid)
    }
    const abort = (): void => end('aborted')
    const timer = setTimeout(() => end('too-slow'), timeLimit)
    signal?.addEventListener('abort', abort)
    const settle = (outcome: ProgramOutcome): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      if (ended === 'aborted') reject(reasonOf(signal))
      else resolve(ended === undefined ? outcome : { kind: ended })
    }
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) end('flood')
      else chunks.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      told = (told + chunk.toString('utf8')).slice(-TOLD)
    })
    child.on('error', (error) => settle({ kind: 'missing', code: 'code' in error ? String(error.code) : error.message }))
    // what it left running may hold the streams open for ever
    child.on('exit', (code, killed) => {
      const finish = (): void => settle(code === 0 ? { kind: 'done', output: Buffer.concat(chunks).toString('utf8') } : { kind: 'failed', code: String(code ?? killed), told: told.trim() })
      const late = setTimeout(() => {
        killTree(child.pid)
        child.stdout.destroy()
        child.stderr.destroy()
        finish()
      }, 1_000)
      child.on('close', () => {
        clearTimeout(late)
        finish()
      })
    })
  })
}

function killTree(pid: number | undefined): void {
  if (pid === undefined) return
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], () => undefined)
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // it is gone
  }
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason
  return reason instanceof Error ? reason : new Error(String(reason))
}
