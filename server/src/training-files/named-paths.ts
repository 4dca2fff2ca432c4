import type { Span } from '../base/span'
import { datasetKey } from '../trainer/schema/dataset-keys'
import { guiKey } from '../trainer/schema/gui-keys'
import { trainingOption } from '../trainer/schema/training-options'
import type { ConfigNode } from './config-tree'
import { parseConfig } from './parse-config'
import type { TrainingFileKind } from './recognise'

export type PathKind = 'file' | 'folder' | 'either'

/** A path that a training file names. */
export interface NamedPath {
  readonly key: string
  readonly written: string
  /** Within the quotes. */
  readonly span: Span
  readonly wants: PathKind
}

/** What the value of a key names on disk; undefined for keys that name nothing there. */
export function pathKindOf(kind: TrainingFileKind, key: string): PathKind | undefined {
  if (kind === 'dataset-config') return datasetKey(key)?.path
  if (kind === 'training-config') return trainingOption(key)?.path
  if (kind === 'gui-preset') return trainingOption(guiKey(key)?.option ?? key)?.path
  return key === 'controlnet_image' ? 'file' : undefined
}

/** Every path that a TOML or JSON training file names, in order. */
export function namedPaths(text: string, name: string, kind: TrainingFileKind): readonly NamedPath[] {
  const found: NamedPath[] = []
  const look = (node: ConfigNode): void => {
    if (node.kind === 'list') for (const item of node.items) look(item)
    if (node.kind !== 'table') return
    for (const { key, value } of node.entries) {
      const wants = value.kind === 'string' ? pathKindOf(kind, key) : undefined
      if (!wants || value.kind !== 'string' || String(value.value).trim() === '') look(value)
      else found.push({ key, written: String(value.value), span: { start: value.span.start + 1, end: value.span.end - 1 }, wants })
    }
  }
  look(parseConfig(text, name).top)
  return found.sort((a, b) => a.span.start - b.span.start)
}
