import { nameOf, relativePath } from '../../base/path'
import type { Caption } from '../../caption/caption'
import { parseCaption } from '../../caption/parse'
import { bucketFitter } from '../../trainer/resolve-buckets'
import type { Dataset } from '../dataset'
import { captionTextOf, type Sample } from '../sample'
import type { QueryImage } from './compile-query'

/** What a dataset does not know of its samples; asked for once for each sample, and only by queries that need it. */
export interface QueryFacts {
  tokens(caption: Caption): number | undefined
  /** Ids of the rules with a problem at the sample. */
  rules(sample: Sample): readonly string[]
}

export interface DescribedImage {
  readonly sample: Sample
  /** Absolute path of the image. */
  readonly path: string
  readonly query: QueryImage
}

/** Every image of the dataset as queries see it, folder by folder, by path. */
export function* describeImages(dataset: Dataset, facts: QueryFacts): Generator<DescribedImage> {
  const fit = bucketFitter(dataset.settings.values)
  for (const folder of dataset.folders) {
    const concept = dataset.conceptOf(folder.path)
    const concepts = concept ? [concept.name, nameOf(folder.path), ...concept.triggers.map((trigger) => trigger.text)] : [nameOf(folder.path)]
    for (const sample of dataset.samplesIn(folder.path)) {
      const text = captionTextOf(sample) ?? ''
      const caption = parseCaption(text)
      const shared = {
        tags: caption.tags.map((tag) => tag.key),
        caption: text.trim(),
        concepts,
        repeats: folder.repeats,
        tokens: once(() => facts.tokens(caption)),
        rules: once(() => facts.rules(sample)),
      }
      for (const { path, header, fault } of sample.images) {
        const size = header && !fault ? ([header.width, header.height] as const) : undefined
        yield { sample, path, query: { ...shared, name: nameOf(path), path: relativePath(dataset.root, path), size, bucket: size && fit(size).bucket } }
      }
    }
  }
}

function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | undefined
  return () => (known ??= { value: compute() }).value
}
