import { folderOf, stemOf, joinPath } from '../base/path'
import type { Dataset } from '../dataset/dataset'
import { DatasetState } from '../dataset/dataset-state'
import type { Sample } from '../dataset/sample'
import type { Snapshot } from '../workspace/workspace'

/** A dataset with the samples that a change from one of its files looks at. */
export interface DatasetAround {
  readonly dataset: Dataset
  readonly samples: readonly Sample[]
}

/**
 * The dataset of `path` with all its samples. A caption that lies in no dataset, or that its dataset does not count among its
 * samples, is looked at too: whoever changes a tag sees it change where it was chosen.
 */
export function datasetAround(snapshot: Snapshot, path: string): DatasetAround | undefined {
  const dataset = snapshot.datasetOf(path)
  const known = dataset?.sampleAt(path) ?? dataset?.sampleOfCaption(path)
  const lone = known ? undefined : loneSample(snapshot, path)
  if (dataset) return { dataset, samples: lone ? [...dataset.samples.values(), lone] : [...dataset.samples.values()] }
  if (!lone) return undefined
  const scan = { root: lone.folder, format: undefined, hasSettingsFile: false, folders: [], samples: [lone], faults: [] }
  return { dataset: new DatasetState(scan, snapshot.settingsOf(path), () => true), samples: [lone] }
}

function loneSample(snapshot: Snapshot, path: string): Sample | undefined {
  const caption = snapshot.captionOf(path)
  if (!caption) return undefined
  const folder = folderOf(path)
  return { id: joinPath(folder, stemOf(path)), folder, images: [], caption: { path, text: caption.text, size: 0, byteOrderMark: false } }
}
