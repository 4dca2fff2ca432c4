import type { Page } from 'playwright-core'

/** What the actions of the harness work on. */
export interface Context {
  readonly page: Page
  /** `http://127.0.0.1:PORT` */
  readonly address: string
  /** The folder that is open in the window, an absolute path. */
  workspace: string
  /** The profile of code-server: settings, extensions, logs. Removed at the end. */
  readonly profile: string
  /** Lines of the browser's console. */
  readonly consoleLines: string[]
}

/** The visible code editor that has the focus of its group. */
export const activeEditor = '.editor-group-container.active .editor-instance .monaco-editor[role="code"]'
