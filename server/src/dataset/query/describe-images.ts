import { nameOf, relativePath } from '../../base/path'
import type { Caption } from '../../caption/caption'
import { parseCaption } from '../../caption/parse'
import type { Size } from '../../trainer/buckets'
import { bucketFitter } from '../../trainer/resolve-buckets'
import type { Dataset } from '../dataset'
import { captionTextOf, type ImageFile, type Sample } from '../sample'
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

/** Every image of the dataset as queries see it, folder by folder, by path. What a query does not ask for costs nothing. */
export function* describeImages(dataset: Dataset, facts: QueryFacts): Generator<DescribedImage> {
  const fit = bucketFitter(dataset.settings.values)
  for (const folder of dataset.folders) {
    const concept = dataset.conceptOf(folder.path)
    const concepts = concept ? [concept.name, nameOf(folder.path), ...concept.triggers.map((trigger) => trigger.text)] : [nameOf(folder.path)]
    const around = { dataset, facts, concepts, repeats: folder.repeats, fit }
    for (const sample of dataset.samplesIn(folder.path)) {
      const shared = new SharedFacts(sample, around)
      for (const image of sample.images) yield { sample, path: image.path, query: new LazyImage(image, shared) }
    }
  }
}

interface Around {
  readonly dataset: Dataset
  readonly facts: QueryFacts
  readonly concepts: readonly string[]
  readonly repeats: number
  readonly fit: (size: Size) => { readonly bucket: Size }
}

/** What the images of a sample share, looked up when it is first asked for. */
class SharedFacts {
  private tagsSeen: readonly string[] | undefined
  private captionSeen: string | undefined
  private tokensSeen: { readonly count: number | undefined } | undefined
  private rulesSeen: readonly string[] | undefined

  constructor(
    private readonly sample: Sample,
    readonly around: Around,
  ) {}

  get tags(): readonly string[] {
    return (this.tagsSeen ??= this.around.dataset.tagsOf(this.sample))
  }

  get caption(): string {
    return (this.captionSeen ??= (captionTextOf(this.sample) ?? '').trim())
  }

  get tokens(): number | undefined {
    return (this.tokensSeen ??= { count: this.around.facts.tokens(parseCaption(captionTextOf(this.sample) ?? '')) }).count
  }

  get rules(): readonly string[] {
    return (this.rulesSeen ??= this.around.facts.rules(this.sample))
  }
}

class LazyImage implements QueryImage {
  constructor(
    private readonly image: ImageFile,
    private readonly shared: SharedFacts,
  ) {}

  get tags(): readonly string[] {
    return this.shared.tags
  }

  get caption(): string {
    return this.shared.caption
  }

  get name(): string {
    return nameOf(this.image.path)
  }

  get path(): string {
    return relativePath(this.shared.around.dataset.root, this.image.path)
  }

  get concepts(): readonly string[] {
    return this.shared.around.concepts
  }

  get repeats(): number {
    return this.shared.around.repeats
  }

  get size(): Size | undefined {
    const { header, fault } = this.image
    return header && !fault ? [header.width, header.height] : undefined
  }

  get bucket(): Size | undefined {
    const { size } = this
    return size && this.shared.around.fit(size).bucket
  }

  tokens(): number | undefined {
    return this.shared.tokens
  }

  rules(): readonly string[] {
    return this.shared.rules
  }
}
