import { say } from '../../base/message'
import { DownloadError } from './download-error'

export interface ProxySettings {
  /** Setting `taglore.download.proxy`: an address, `direct` for none, or empty for what follows. */
  readonly own?: string | null
  /** VS Code's `http.proxy`. */
  readonly editor?: string | null
  /** As the process has it: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY` in either case. */
  readonly environment?: Readonly<Record<string, string | undefined>>
}

/** The proxy for an address; undefined for none. Throws where the setting is no proxy that we can use. */
export function chooseProxy(url: string, { own, editor, environment = {} }: ProxySettings): string | undefined {
  if (own === 'direct') return undefined
  const given = own || editor
  if (given) return checked(given)
  const { hostname, protocol, port } = new URL(url)
  const variable = (name: string) => environment[name] || environment[name.toLowerCase()] || undefined
  if (isExcepted(hostname, port, variable('NO_PROXY') ?? '')) return undefined
  const found = (protocol === 'https:' ? variable('HTTPS_PROXY') : variable('HTTP_PROXY')) ?? variable('ALL_PROXY')
  return found === undefined ? undefined : checked(found)
}

function checked(proxy: string): string {
  const address = proxy.includes('://') ? proxy : `http://${proxy}`
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol)) {
    throw new DownloadError('bad-proxy', say`The proxy '${withoutPassword(proxy)}' cannot be used: its address must begin with http:// or https://`)
  }
  return address
}

function withoutPassword(proxy: string): string {
  return proxy.replace(/\/\/[^@/]*@/, '//')
}

/** `NO_PROXY`: names, with or without a leading dot, that also stand for what ends with them; `*` for all; a port may follow. */
function isExcepted(host: string, port: string, exceptions: string): boolean {
  return exceptions.split(/[\s,]+/).some((entry) => {
    const match = /^(.+?)(?::(\d+))?$/.exec(entry.toLowerCase())
    if (!match) return false
    const [, pattern = '', only] = match
    if (only !== undefined && only !== port) return false
    const name = pattern.replace(/^\*?\./, '')
    return pattern === '*' || host === name || host.endsWith(`.${name}`)
  })
}
