import type { Caption } from '../caption/caption'
import { parseCaption } from '../caption/parse'
import { isInside } from '../base/path'
import { DatasetState, type Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import type { DatasetScan } from '../dataset/scan'
import type { Settings } from '../settings'
import { findTag } from '../tags/tag-index'
import type { Knowledge } from './knowledge'

/** Everything that can happen to a workspace; `Workspace.apply` is the only way to change it. */
export type WorkspaceChange =
  | { readonly kind: 'knowledge'; readonly knowledge: Knowledge }
  /** Settings for files outside any dataset. */
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'dataset'; readonly scan: DatasetScan; readonly settings: Settings }
  | { readonly kind: 'dataset-gone'; readonly root: string }
  /** A sample as it now is on disk; one without any file is gone. */
  | { readonly kind: 'sample'; readonly root: string; readonly sample: Sample }
  | { readonly kind: 'document'; readonly path: string; readonly text: string; readonly version: number }
  | { readonly kind: 'document-closed'; readonly path: string }

/** The read-only view that features and rules get. Valid until the next change. */
export interface Snapshot {
  readonly knowledge: Knowledge
  readonly datasets: readonly Dataset[]
  /** The innermost dataset that holds `path`. */
  datasetOf(path: string): Dataset | undefined
  settingsOf(path: string): Settings
  /** The caption at `path`: the open document's, else the one on disk; undefined where neither can be edited. */
  captionOf(path: string): Caption | undefined
  /** Version of the open document, or undefined where the disk has the text. */
  versionOf(path: string): number | undefined
}

interface OpenDocument {
  readonly text: string
  readonly version: number
  readonly caption: Caption
}

/** The only mutable object that outlives a request. */
export class Workspace implements Snapshot {
  knowledge: Knowledge
  private settings: Settings
  private readonly states = new Map<string, DatasetState>()
  private readonly open = new Map<string, OpenDocument>()
  /** What the disk has for captions that are open. */
  private readonly onDisk = new Map<string, Sample>()

  constructor(knowledge: Knowledge, settings: Settings) {
    this.knowledge = knowledge
    this.settings = settings
  }

  get snapshot(): Snapshot {
    return this
  }

  get datasets(): readonly Dataset[] {
    return [...this.states.values()]
  }

  apply(change: WorkspaceChange): void {
    switch (change.kind) {
      case 'knowledge':
        this.knowledge = change.knowledge
        // triggers depend on what is known
        for (const state of this.states.values()) state.forgetConcepts()
        return
      case 'settings':
        this.settings = change.settings
        return
      case 'dataset':
        return this.putDataset(change.scan, change.settings)
      case 'dataset-gone':
        this.states.delete(change.root)
        return
      case 'sample':
        return this.putSample(change.root, change.sample)
      case 'document':
        return this.openDocument(change.path, change.text, change.version)
      case 'document-closed':
        return this.closeDocument(change.path)
    }
  }

  datasetOf(path: string): Dataset | undefined {
    return this.stateOf(path)
  }

  settingsOf(path: string): Settings {
    return this.stateOf(path)?.settings ?? this.settings
  }

  captionOf(path: string): Caption | undefined {
    const document = this.open.get(path)
    if (document) return document.caption
    const caption = this.stateOf(path)?.sampleAt(path)?.caption
    return caption && caption.path === path && !caption.fault ? parseCaption(caption.text) : undefined
  }

  versionOf(path: string): number | undefined {
    return this.open.get(path)?.version
  }

  private stateOf(path: string): DatasetState | undefined {
    let best: DatasetState | undefined
    for (const state of this.states.values()) {
      if (isInside(path, state.root) && (!best || state.root.length > best.root.length)) best = state
    }
    return best
  }

  private putDataset(scan: DatasetScan, settings: Settings): void {
    const state = new DatasetState(scan, settings, (key) => this.isOrdinary(key))
    this.states.set(scan.root, state)
    for (const [path, document] of this.open) this.overlay(state, path, document.text, true)
  }

  private putSample(root: string, sample: Sample): void {
    const state = this.states.get(root)
    if (!state) return
    if (sample.images.length === 0 && !sample.caption) return state.drop(sample.id)
    const document = sample.caption && this.open.get(sample.caption.path)
    state.put(sample)
    if (sample.caption && document) this.overlay(state, sample.caption.path, document.text, true)
  }

  private openDocument(path: string, text: string, version: number): void {
    this.open.set(path, { text, version, caption: parseCaption(text) })
    const state = this.stateOf(path)
    if (state) this.overlay(state, path, text, false)
  }

  private closeDocument(path: string): void {
    this.open.delete(path)
    const sample = this.onDisk.get(path)
    this.onDisk.delete(path)
    if (sample) this.stateOf(path)?.put(sample)
  }

  /** An unsaved buffer wins over the disk, but what is wrong with the bytes stays known. `fresh`: the sample was just read. */
  private overlay(state: DatasetState, path: string, text: string, fresh: boolean): void {
    const sample = state.sampleAt(path)
    if (!sample?.caption || sample.caption.path !== path) return
    if (fresh || !this.onDisk.has(path)) this.onDisk.set(path, sample)
    if (!sample.caption.fault && sample.caption.text !== text) state.put({ ...sample, caption: { ...sample.caption, text } })
  }

  private isOrdinary(key: string): boolean {
    const record = findTag(this.knowledge.tags, key)
    return record !== undefined && (record.category === 'general' || record.category === 'meta')
  }
}
