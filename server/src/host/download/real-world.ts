import { setTimeout as wait } from 'node:timers/promises'
import { chooseProxy, type ProxySettings } from './choose-proxy'
import { createFetch } from './create-fetch'
import { diskStore } from './store'
import type { DownloadWorld } from './world'

/** The real disk, clock and network. */
export function realWorld(proxies: ProxySettings): DownloadWorld {
  return {
    fetch: createFetch((url) => chooseProxy(url, proxies)),
    store: diskStore,
    now: Date.now,
    random: Math.random,
    sleep: (milliseconds, signal) =>
      wait(milliseconds, undefined, { signal }).catch((error: unknown) => {
        signal?.throwIfAborted()
        throw error
      }),
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds)
      return () => clearTimeout(timer)
    },
  }
}
