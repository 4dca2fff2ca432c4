import { nameOf } from '../../base/path'
import type { Span } from '../../base/span'
import { DATASET_KEYS, datasetKey } from '../../trainer/schema/dataset-keys'
import type { DatasetKey } from '../../trainer/schema/dataset-key'
import type { ConfigNode } from '../../training-files/config-tree'
import { parseConfig } from '../../training-files/parse-config'
import type { TrainingFileKind } from '../../training-files/recognise'
import { filePlaceAt } from './file-place'

/** The key at an offset, of which other places may decide too. */
export function keyAt(text: string, path: string, kind: TrainingFileKind, offset: number): string | undefined {
  const { place } = filePlaceAt(text, nameOf(path), kind, offset)
  return place.on === 'key' ? place.entry?.key : undefined
}

/** Where a file sets a key: in every table of a dataset configuration, under the trainer's own name in a training configuration. */
export function placesOfKey(text: string, name: string, kind: TrainingFileKind, key: string): readonly Span[] {
  const names = kind === 'dataset-config' ? datasetNames(key) : [key, datasetKey(key)?.option ?? key]
  const spans: Span[] = []
  const look = (node: ConfigNode): void => {
    if (node.kind === 'list') for (const item of node.items) look(item)
    if (node.kind !== 'table') return
    for (const entry of node.entries) {
      if (names.includes(entry.key) && entry.value.kind !== 'table') spans.push(entry.keySpan)
      look(entry.value)
    }
  }
  look(parseConfig(text, name).root)
  return spans.sort((a, b) => a.start - b.start)
}

function datasetNames(key: string): readonly string[] {
  return [key, ...DATASET_KEYS.filter((candidate) => (candidate as DatasetKey).option === key).map(({ name }) => name)]
}
