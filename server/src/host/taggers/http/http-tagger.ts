import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { mapBounded } from '../../../base/concurrency'
import { say, type Message } from '../../../base/message'
import { suffixOf } from '../../../base/path'
import type { TaggerSetting } from '../../../settings'
import type { ImageScores } from '../../../tagging/score'
import { hostOf } from '../../download/download-error'
import type { ProxySettings } from '../../download/choose-proxy'
import { TaggerError, type Tagger, type TaggerRun } from '../tagger'
import { APIS, type HttpApi } from './apis'
import { postJson, PostError, type Posted } from './post-json'

export interface HttpTaggerOptions {
  readonly setting: TaggerSetting
  /** From the editor's secret storage or the environment; kept in memory only. */
  readonly key?: string
  readonly proxies?: ProxySettings
  /** Milliseconds; rejects when the signal aborts. */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

const TIME_LIMIT = 120
const RETRIES = 2
const LONGEST_WAIT = 60
const LARGEST_IMAGE = 32 * 1024 * 1024
/** Images in a row without an answer, after which the service counts as away. */
const PATIENCE = 3

const MIME: Readonly<Record<string, string>> = { '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.webp': 'image/webp', '.bmp': 'image/bmp', '.avif': 'image/avif', '.jxl': 'image/jxl' }

type Trouble = { readonly fault: Message; readonly final: boolean; readonly again: boolean; readonly wait?: number }

/** A service at an address: a WebUI's interrogator, or whatever answers as OpenAI's chat with images does. */
export class HttpTagger implements Tagger {
  readonly name: string
  readonly model: string
  private readonly api: HttpApi

  constructor(private readonly options: HttpTaggerOptions) {
    const { setting } = options
    this.name = setting.name
    this.api = APIS[setting.api ?? 'webui']
    this.model = JSON.stringify([setting.url, setting.api, setting.model, setting.prompt])
  }

  async run(images: readonly string[], run: TaggerRun): Promise<void> {
    const { url, parallel = 1 } = this.options.setting
    if (url === undefined) throw new TaggerError(say`Tagger '${this.name}' has no address`)
    let silent = 0
    await mapBounded(images, parallel, async (image) => {
      const answer = await this.ask(image, url, run.signal)
      run.signal?.throwIfAborted()
      if (!('fault' in answer)) {
        silent = 0
        return run.onScores(image, answer)
      }
      if (answer.final || (answer.again && ++silent >= PATIENCE)) throw new TaggerError(answer.fault)
      run.onFault(image, answer.fault)
    }, run.signal)
  }

  stop(): void {
    // each request ends with its run
  }

  private async ask(image: string, url: string, signal: AbortSignal | undefined): Promise<ImageScores | Trouble> {
    const { setting, key, proxies = {}, sleep = pause } = this.options
    const bytes = await readFile(image).catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))))
    if (bytes instanceof Error) return { fault: say`The image cannot be read (${bytes.message})`, final: false, again: false }
    if (bytes.length > LARGEST_IMAGE) return { fault: say`The image is too large to be sent (more than ${LARGEST_IMAGE / 1024 / 1024} MB)`, final: false, again: false }
    const { path, body } = this.api.request(setting, `data:${MIME[suffixOf(image).toLowerCase()] ?? 'image/png'};base64,${bytes.toString('base64')}`)
    const headers: Record<string, string> = key === undefined ? {} : { Authorization: `Bearer ${key}` }
    for (let tries = 0; ; tries++) {
      const trouble = await this.once(joinUrl(url, path), body, headers, proxies, signal)
      if (!('fault' in trouble) || !trouble.again || tries >= (setting.retries ?? RETRIES)) return trouble
      await sleep(Math.min(trouble.wait ?? 2 ** tries, LONGEST_WAIT) * 1000, signal)
    }
  }

  private async once(url: string, body: unknown, headers: Readonly<Record<string, string>>, proxies: ProxySettings, signal: AbortSignal | undefined): Promise<ImageScores | Trouble> {
    const { timeLimit = TIME_LIMIT } = this.options.setting
    let posted: Posted
    try {
      posted = await postJson(url, body, { headers, proxies, timeLimit: timeLimit * 1000, ...(signal && { signal }) })
    } catch (error) {
      if (!(error instanceof PostError)) throw error
      return { fault: describe(error.code, hostOf(url), timeLimit), final: false, again: error.code !== 'large' }
    }
    const { status, text, retryAfter } = posted
    if (status === 408 || status === 429 || status >= 500) return { fault: say`'${hostOf(url)}' is busy (${status})`, final: false, again: true, ...(retryAfter !== undefined && { wait: retryAfter }) }
    if (status === 401 || status === 403) return { fault: say`'${hostOf(url)}' does not accept the key (${status})`, final: true, again: false }
    if (status === 404 || status === 405) return { fault: say`'${hostOf(url)}' has no such interface (${status}); check the address`, final: true, again: false }
    if (status !== 200) return { fault: say`'${hostOf(url)}' refuses the image (${status}): ${text.slice(0, 300)}`, final: false, again: false }
    return this.api.read(text) ?? { fault: say`'${hostOf(url)}' answers with something else than a caption: ${text.slice(0, 100)}`, final: false, again: false }
  }
}

function describe(code: string, host: string, seconds: number): Message {
  if (code === 'slow') return say`'${host}' is too slow: no answer within ${seconds} seconds`
  if (code === 'large') return say`'${host}' answers without end`
  return say`'${host}' cannot be reached (${code}); is it running?`
}

async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, signal && { signal }).catch((error: unknown) => {
    signal?.throwIfAborted()
    throw error
  })
}

/** A base with or without what the interface begins with: `…/v1` and `…/v1/chat/completions` are meant as they stand. */
export function joinUrl(base: string, path: string): string {
  const plain = base.replace(/\/+$/, '')
  if (plain.endsWith(path)) return plain
  const [first = ''] = path.split('/').filter(Boolean)
  return plain.endsWith(`/${first}`) ? plain + path.slice(first.length + 1) : plain + path
}
