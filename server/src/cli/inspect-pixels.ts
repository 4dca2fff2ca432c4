import { say } from '../base/message'
import type { Dataset } from '../dataset/dataset'
import type { ImageLooks } from '../dataset/image-look'
import { cacheFolder } from '../host/cache-folder'
import { FactsCache } from '../host/facts-cache'
import { ImageProcess } from '../host/image-process'
import { inspectImages } from '../host/inspect-images'
import { hasOption, type Call } from './command'
import { showProgress } from './progress'

/** What `--pixels` asks for. Images that there was no look at are told. */
export async function inspectPixels(call: Call, dataset: Dataset): Promise<ImageLooks> {
  const { fileSystem, environment } = call.terminal
  const images = new ImageProcess()
  const progress = showProgress(call, say`Looking at images`)
  try {
    const cache = hasOption(call, 'no-cache') ? undefined : await FactsCache.open(fileSystem, cacheFolder(environment))
    const facts = (path: string, signal: AbortSignal | undefined): ReturnType<ImageProcess['facts']> => images.facts(path, { priority: 'idle', signal })
    const { looks, missed } = await inspectImages(dataset, { fileSystem, facts, cache, onProgress: progress.step })
    if (missed > 0) call.terminal.tell(`taglore: ${call.translate(say`The pixels of ${missed} images could not be looked at: they cannot be decoded on this machine now`)}\n`)
    return looks
  } finally {
    progress.end()
    images.stop()
  }
}
