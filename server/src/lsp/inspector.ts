import { isInside } from '../base/path'
import { say } from '../base/message'
import type { Dataset } from '../dataset/dataset'
import { FactsCache } from '../host/facts-cache'
import { ImageProcessError, type ImageProcess } from '../host/image-process'
import { inspectImages } from '../host/inspect-images'
import type { Session } from './session'

export interface InspectProgress {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

/** Has the pixels of datasets looked at, when the setting `images.inspect` says so. */
export interface Inspector {
  /** For an audit. Rejects with the signal's reason. */
  beforeAudit(dataset: Dataset, progress: InspectProgress): Promise<void>
  /** Datasets that came or have other content. */
  changed(roots: readonly string[]): void
  stop(): void
}

/** `onLooks`: more is known about the images of a dataset. */
export function createInspector(session: Session, images: ImageProcess, onLooks: (root: string) => void): Inspector {
  const { workspace, fileSystem } = session
  const stopped = new AbortController()
  const running = new Set<string>()
  const waiting = new Set<string>()

  const inspect = async (dataset: Dataset, priority: 'soon' | 'idle', { signal = stopped.signal, onProgress }: InspectProgress): Promise<void> => {
    const cache = await FactsCache.open(fileSystem, session.cacheFolder)
    const facts = (path: string, asked: AbortSignal | undefined): ReturnType<ImageProcess['facts']> => images.facts(path, { priority, signal: asked })
    const { looks, missed } = await inspectImages(dataset, { fileSystem, facts, cache, signal, onProgress })
    // nothing is wrong with the images, and an audit without pixels is an audit
    if (missed > 0) session.connection.console.warn(session.translate(say`The pixels of ${missed} images could not be looked at: they cannot be decoded on this machine now`))
    workspace.apply({ kind: 'looks', root: dataset.root, looks })
    onLooks(dataset.root)
  }

  const always = async (root: string): Promise<void> => {
    const dataset = workspace.datasets.find((candidate) => candidate.root === root)
    if (dataset?.settings.values['images.inspect'] !== 'always') return
    running.add(root)
    try {
      await inspect(dataset, 'idle', {})
    } catch (error) {
      if (!stopped.signal.aborted && !(error instanceof ImageProcessError)) throw error
    } finally {
      running.delete(root)
      // it changed meanwhile
      if (waiting.delete(root) && !stopped.signal.aborted) session.background(always(root))
    }
  }

  return {
    beforeAudit: async (dataset, progress) => {
      if (dataset.settings.values['images.inspect'] === 'off') return
      await inspect(dataset, 'soon', progress)
    },
    changed: (roots) => {
      for (const { root } of workspace.datasets.filter((dataset) => roots.some((changed) => isInside(changed, dataset.root)))) {
        if (running.has(root)) waiting.add(root)
        else session.background(always(root))
      }
    },
    stop: () => stopped.abort(),
  }
}
