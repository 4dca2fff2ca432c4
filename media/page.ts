import { formatMessage } from '../server/src/base/message'

interface VsCodeApi {
  postMessage(message: unknown): void
  getState(): unknown
  setState(state: unknown): void
}

declare function acquireVsCodeApi(): VsCodeApi

const api = acquireVsCodeApi()

/** What outlives the page: what it shows (for the extension, after a reload), and how (for the page itself). */
interface State {
  readonly subject?: string
  readonly view?: unknown
}

let state: State = readState()

function readState(): State {
  const stored = api.getState()
  // the page's own, or nothing
  return typeof stored === 'object' && stored !== null ? stored : {}
}

function writeState(change: State): void {
  state = { ...state, ...change }
  api.setState(state)
}

/** How the page looks (scroll, filter, what is open), kept while it is hidden and over a reload of the window. */
export function loadView<View extends object>(defaults: View): View {
  return { ...defaults, ...(typeof state.view === 'object' && state.view !== null ? state.view : {}) }
}

export function saveView(view: object): void {
  writeState({ view })
}

/** Connects the page: `show` gets every message of the extension; the function returned sends to it. */
export function connect<ToPage extends { readonly kind: string }, FromPage extends { readonly kind: string }>(show: (message: ToPage) => void): (action: FromPage) => void {
  window.addEventListener('message', (event: MessageEvent<ToPage | { readonly kind: 'remember'; readonly subject: string }>) => {
    const message = event.data
    if (isRemember(message)) writeState({ subject: message.subject })
    else show(message)
  })
  return (action) => api.postMessage(action)
}

function isRemember(message: { readonly kind: string }): message is { readonly kind: 'remember'; readonly subject: string } {
  return message.kind === 'remember'
}

const strings = readStrings()

function readStrings(): Readonly<Record<string, string>> {
  const text = document.getElementById('strings')?.textContent
  // written by the extension from the bundle of its language
  return text ? (JSON.parse(text) as Readonly<Record<string, string>>) : {}
}

/** The text in the user's language, `{0}` … filled in. */
export function t(text: string, ...args: readonly (string | number)[]): string {
  return formatMessage({ text, args }, strings)
}

export const isChinese = document.documentElement.lang.startsWith('zh')

/** Keys of a shortcut as the platform writes them: `Ctrl+↓`, `⌃⌥↓`. */
export function shortcut(other: string, mac: string): string {
  return navigator.platform.startsWith('Mac') ? mac : other
}
