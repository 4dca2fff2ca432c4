// Builds tag indexes off the server's main loop: an entry of its own (dist/knowledge-worker.js), and the only part of the
// program that bundles the pinyin dictionary.
import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { packIndexes } from '../tags/pack-index'
import { toPinyin } from '../tags/to-pinyin'
import { disk } from './disk'
import { buildKnowledge } from './knowledge-build'
import { writeKnowledgeCache } from './knowledge-cache'
import type { BuildReply, BuildTask } from './knowledge-messages'

async function answer({ files, vocabulary, cache }: BuildTask): Promise<void> {
  const { indexes, extra, lasting } = await buildKnowledge(disk, files, await readFile(vocabulary, 'utf8'), toPinyin)
  const content = packIndexes(indexes, extra)
  // a copy goes to the server, so that it need not wait for the cache
  const reply: BuildReply = { content: cache ? content.slice() : content }
  parentPort?.postMessage(reply, [reply.content.buffer])
  if (cache && lasting) await writeKnowledgeCache(cache.path, cache.key, content)
}

// what `buildInWorker` gave
void answer(workerData as BuildTask)
