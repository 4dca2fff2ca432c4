// One measurement in a process of its own, for knowledge.bench.ts: node probe.js MODE … prints one line of JSON.
import { readFile } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { disk } from '../../server/src/host/disk'
import { emptyKnowledge, loadIndexes } from '../../server/src/host/load-knowledge'
import type { ListFiles } from '../../server/src/host/knowledge-build'
import { searchTags } from '../../server/src/tags/search'
import { countTags } from '../../server/src/tags/tag-table'
import { drawQueries } from './draw-queries'
import { allTags } from '../../server/src/tags/tag-index'

export interface ProbeTask {
  /** `bare`: nothing is loaded; `read`: only the cache file is; `load`: the indexes are; `use`: and keys are typed. */
  readonly mode: 'bare' | 'read' | 'load' | 'use'
  readonly files: ListFiles
  /** '' to keep nothing. */
  readonly cacheFolder: string
  readonly worker: string
  /** The cache file, for `read`. */
  readonly cache: string
}

export interface ProbeResult {
  readonly milliseconds: number
  /** Milliseconds for which the main loop could not answer at the longest. */
  readonly pause: number
  /** Bytes in use after collection: heap and buffers, and what the system gave the process. */
  readonly used: number
  readonly resident: number
  readonly tags: number
}

async function probe({ mode, files, cacheFolder, worker, cache }: ProbeTask): Promise<ProbeResult> {
  const kept: unknown[] = [emptyKnowledge()]
  // neither pays for what the first read of a process costs
  await readFile(worker)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  await new Promise((resolve) => setTimeout(resolve, 20))
  delay.enable()
  const start = performance.now()
  let tags = 0
  if (mode === 'read') kept.push(await readFile(cache))
  let milliseconds = performance.now() - start
  if (mode === 'load' || mode === 'use') {
    const { indexes } = await loadIndexes(disk, files, { cacheFolder: cacheFolder || undefined, worker })
    milliseconds = performance.now() - start
    await new Promise((resolve) => setTimeout(resolve, 2))
    delay.disable()
    tags = countTags(indexes.tags.table)
    kept.push(indexes)
    if (mode === 'use') for (const query of Object.values(drawQueries([...allTags(indexes.tags)].sort((a, b) => b.count - a.count), 1)).flat()) searchTags(indexes.search, query, { limit: 60 })
  }
  for (let round = 0; round < 4; round++) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    globalThis.gc?.()
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  return { milliseconds, pause: delay.max / 1e6, used: heapUsed + arrayBuffers, resident: rss, tags: kept.length > 0 ? tags : 0 }
}

// what the bench gave
void probe(JSON.parse(process.argv[2] ?? '') as ProbeTask).then((result) => console.log(JSON.stringify(result)))
