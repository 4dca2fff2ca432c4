import { createHash } from 'node:crypto'
import type { Dataset } from '../dataset/dataset'
import type { CaptionFile, ImageFile, ImageHeader, Sample } from '../dataset/sample'
import { SETTING_KEYS } from '../settings'

/** Samples that are hashed at once. */
const SLICE = 1000

/** Names all that rules see of a dataset: its files as they were read, what is known of its images, the settings in force and where they come from. */
export function digestDataset(dataset: Dataset): string {
  const hash = createHash('sha1')
  const write = (text: string): void => void hash.update(text).update('\n')
  const add = (value: unknown): void => write(JSON.stringify(value, plain))
  // samples hold no maps and no sets: nothing is to be made plain, which would take most of the time
  const addSamples = (described: readonly unknown[]): void => write(JSON.stringify(described))
  const { root, format, hasSettingsFile, folders, faults, explanation, training, trainingFiles, describedBy, unread, ignored, contents, looks, settings } = dataset
  add([root, format?.id, hasSettingsFile, folders, faults.map(({ code, path }) => [code, path]), explanation, training, trainingFiles, describedBy, unread, ignored, looks])
  add([settings.values, SETTING_KEYS.map((key) => settings.originOf(key)), settings.problems])
  for (const entry of contents) add(entry)
  let slice: unknown[] = []
  for (const sample of dataset.samples.values()) {
    if (slice.push(describe(sample)) < SLICE) continue
    addSamples(slice)
    slice = []
  }
  addSamples(slice)
  return hash.digest('hex')
}

/** `Fields` where these are all fields of a type; the compiler finds one that is forgotten. */
type All<Type, Fields extends keyof Type> = Exclude<keyof Type, Fields> extends never ? Pick<Type, Fields> : never

// in one order: what comes from a cache may have its fields in another
function describe({ id, folder, images, caption, listed }: All<Sample, 'id' | 'folder' | 'images' | 'caption' | 'listed'>): readonly unknown[] {
  return [id, folder, images.map(describeImage), caption && describeCaption(caption), listed]
}

function describeImage({ path, size, header, fault }: All<ImageFile, 'path' | 'size' | 'header' | 'fault'>): readonly unknown[] {
  return [path, size, header && describeHeader(header), fault]
}

function describeHeader({ width, height, orientation, type, mode }: All<ImageHeader, 'width' | 'height' | 'orientation' | 'type' | 'mode'>): readonly unknown[] {
  return [width, height, orientation, type, mode]
}

function describeCaption({ path, text, size, byteOrderMark, fault, encoding, bytes }: All<CaptionFile, 'path' | 'text' | 'size' | 'byteOrderMark' | 'fault' | 'encoding' | 'bytes'>): readonly unknown[] {
  return [path, text, size, byteOrderMark, fault, encoding, bytes]
}

function plain(_: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value
}
