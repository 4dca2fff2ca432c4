import { FileError } from '../base/file-system'
import { readGenerationData, type GenerationData } from '../dataset/generation/generation-data'
import type { Sample } from '../dataset/sample'
import type { Session } from './session'

/** Images looked into for an example. */
const TRIED = 24
/** Pictures larger than this are not read for their texts. Bytes. */
const MOST = 256 * 1024 * 1024

/** What an image generator has written into the images of a sample. */
export async function generationOf({ fileSystem }: Pick<Session, 'fileSystem'>, { images }: Sample): Promise<GenerationData | undefined> {
  for (const { path, fault } of images) {
    if (fault) continue
    try {
      const data = await readGenerationData(await fileSystem.read(path, MOST))
      if (data) return data
    } catch (error) {
      if (!(error instanceof FileError)) throw error
    }
  }
  return undefined
}

/** The first of the samples that holds such data; not all of them are looked into. */
export async function firstGeneration(session: Pick<Session, 'fileSystem'>, samples: readonly Sample[]): Promise<{ readonly sample: Sample; readonly data: GenerationData } | undefined> {
  for (const sample of samples.slice(0, TRIED)) {
    const data = await generationOf(session, sample)
    if (data) return { sample, data }
  }
  return undefined
}
