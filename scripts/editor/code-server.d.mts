/** How to run an installed code-server: `node entry …`. */
export interface CodeServer {
  readonly node: string
  readonly entry: string
}

export interface RunningCodeServer {
  /** `http://127.0.0.1:PORT` */
  readonly address: string
  readonly ended: Promise<number | null>
  stop(): Promise<void>
}

export interface Profile {
  readonly codeServer: CodeServer
  readonly profile: string
  readonly env?: Readonly<Record<string, string>>
}

export function profileFiles(profile: string): { settings: string; keys: string; logs: string; serverLog: string }
export function prepareProfile(profile: string): void
/** `language`: as `zh-cn`. */
export function declareLanguage(profile: string, language: string): void
export function installExtension(options: Profile & { readonly vsix: string }): Promise<void>
export function startCodeServer(options: Profile & { readonly port?: number; readonly password?: string; readonly askTrust?: boolean }): Promise<RunningCodeServer>
