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

// by name and in one order: what comes from a cache may have its fields in another
const SAMPLE = fieldsOf<Sample>({ id: true, folder: true, images: true, caption: true, listed: true })
const IMAGE = fieldsOf<ImageFile>({ path: true, size: true, header: true, fault: true })
const HEADER = fieldsOf<ImageHeader>({ width: true, height: true, orientation: true, type: true, mode: true })
const CAPTION = fieldsOf<CaptionFile>({ path: true, text: true, size: true, byteOrderMark: true, fault: true, encoding: true, bytes: true })

/** All fields of a type: the compiler finds those that are forgotten. */
function fieldsOf<Type>(fields: Readonly<Record<keyof Type, true>>): readonly (keyof Type)[] {
  // the type says that it has no other keys
  return Object.keys(fields) as (keyof Type)[]
}

function describe(sample: Sample): readonly unknown[] {
  return SAMPLE.map((field) => {
    if (field === 'images') return sample.images.map(describeImage)
    return field === 'caption' ? sample.caption && CAPTION.map((each) => sample.caption?.[each]) : sample[field]
  })
}

function describeImage(image: ImageFile): readonly unknown[] {
  return IMAGE.map((field) => (field === 'header' ? image.header && HEADER.map((each) => image.header?.[each]) : image[field]))
}

function plain(_: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value
}
