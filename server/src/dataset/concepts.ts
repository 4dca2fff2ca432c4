import picomatch from 'picomatch'
import { tagKey } from '../caption/tag-key'
import { nameOf } from '../base/path'
import type { ConceptSetting } from '../settings'
import type { Dataset } from './dataset'
import type { ConceptFolder } from './folder'
import { usualSpelling } from './tag-counts'
import { inferTriggers, type TriggerFolder } from './triggers'

export interface Trigger {
  readonly key: string
  /** As declared, or as the captions spell it most. */
  readonly text: string
  readonly declared: boolean
  /** Shared by sibling folders: the character rather than one outfit. */
  readonly parent: boolean
}

/** What a trigger teaches: one folder of the dataset. */
export interface Concept {
  readonly name: string
  readonly folder: ConceptFolder
  readonly triggers: readonly Trigger[]
  readonly strategy: 'bake' | 'keep'
  readonly regularization: boolean
  /** Name of the concept this one is a part of. */
  readonly parent: string | undefined
  /** Declared in `taglore.json`. */
  readonly declared: boolean
}

/** Whether a tag can be no trigger: a known general or meta tag. */
export type IsOrdinaryTag = (key: string) => boolean

/** The concepts of a dataset, in the order of its folders: declared ones by their folders, the rest one a folder. */
export function findConcepts(dataset: Dataset, isOrdinary: IsOrdinaryTag): readonly Concept[] {
  const inferred = inferTriggers(
    dataset.folders.filter((folder) => !folder.regularization).map((folder) => triggerFolder(dataset, folder)),
    isOrdinary,
  )
  return dataset.folders.map((folder) => {
    const setting = dataset.settings.values.concepts.find((candidate) => declares(candidate, folder))
    const guessed = (inferred.get(folder.path) ?? []).map(({ key, parent }) => ({ key, text: spell(dataset, key), declared: false, parent }))
    return {
      name: setting?.name ?? labelOf(folder),
      folder,
      triggers: setting?.triggers?.map((text) => ({ key: tagKey(text), text, declared: true, parent: false })) ?? guessed,
      strategy: setting?.strategy ?? 'bake',
      regularization: setting?.regularization ?? folder.regularization,
      parent: setting?.parent,
      declared: setting !== undefined,
    }
  })
}

function declares(setting: ConceptSetting, folder: ConceptFolder): boolean {
  if (!setting.folders) return setting.tags === undefined && tagKey(setting.name) === tagKey(labelOf(folder))
  return setting.folders.some((glob) => glob === folder.relative || picomatch.isMatch(folder.relative, glob.replace(/\/$/, '')))
}

/** The folder's text as people read it: the class tokens, else its name. */
export function labelOf(folder: ConceptFolder): string {
  return folder.classTokens.trim() || nameOf(folder.path)
}

function triggerFolder(dataset: Dataset, folder: ConceptFolder): TriggerFolder {
  const { captions, firsts } = dataset.counts.inFolder(folder.path)
  const own = (): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>()
    for (const usage of dataset.counts.all()) {
      const here = usage.byFolder.get(folder.path)
      if (here !== undefined && usage.byFolder.size === 1) counts.set(usage.key, here)
    }
    return counts
  }
  return { path: folder.path, label: labelOf(folder), captions, firsts, own }
}

function spell(dataset: Dataset, key: string): string {
  const usage = dataset.counts.get(key)
  return usage ? usualSpelling(usage) : key
}
