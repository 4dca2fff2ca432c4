import type { Caption } from '../caption/caption'
import { parseCaption } from '../caption/parse'
import type { Breathe } from '../base/breathe'
import { folderOf } from '../base/path'
import { fileKey, type Dataset } from '../dataset/dataset'
import { DatasetState } from '../dataset/dataset-state'
import type { ImageLooks } from '../dataset/image-look'
import { CAPTION_SIZE_LIMIT, type CaptionFile, type Sample } from '../dataset/sample'
import type { DatasetScan, FolderContents } from '../dataset/scan'
import type { TrainingDocument, TrainingSurroundings } from '../dataset/training-surroundings'
import type { Settings } from '../settings'
import { findTag, hasTag } from '../tags/tag-index'
import type { Knowledge } from './knowledge'

/** Everything that can happen to a workspace; `Workspace.apply` is the only way to change it. */
export type WorkspaceChange =
  | { readonly kind: 'knowledge'; readonly knowledge: Knowledge }
  /** Settings for files outside any dataset. */
  | { readonly kind: 'settings'; readonly settings: Settings }
  /** `indexed`: what `Workspace.index` made of the very same scan. */
  | { readonly kind: 'dataset'; readonly scan: DatasetScan; readonly settings: Settings; readonly indexed?: IndexedDataset }
  /** Other settings for a dataset whose files stay the same. */
  | { readonly kind: 'dataset-settings'; readonly root: string; readonly settings: Settings }
  | { readonly kind: 'dataset-gone'; readonly root: string }
  /** A sample as it now is on disk; one without any file is gone. */
  | { readonly kind: 'sample'; readonly root: string; readonly sample: Sample }
  /** What lies in a folder beside its samples. */
  | { readonly kind: 'contents'; readonly root: string; readonly folder: string; readonly contents: FolderContents }
  /** What was found out about a dataset's images. */
  | { readonly kind: 'looks'; readonly root: string; readonly looks: ImageLooks }
  /** `settings`: for a document outside any dataset, where they differ from those of other files. */
  | { readonly kind: 'document'; readonly path: string; readonly text: string; readonly version: number; readonly settings?: Settings }
  | { readonly kind: 'document-closed'; readonly path: string }
  /** An open training file as it stands in its editor, with what the disk says about it. */
  | { readonly kind: 'training-file'; readonly file: OpenTrainingFile }
  | { readonly kind: 'training-file-closed'; readonly path: string }

/** A training file that is open in an editor. */
export interface OpenTrainingFile {
  readonly document: TrainingDocument
  readonly version: number
  /** Undefined before the disk was looked at. */
  readonly surroundings: TrainingSurroundings | undefined
}

/** The read-only view that features and rules get. Valid until the next change. */
export interface Snapshot {
  readonly knowledge: Knowledge
  readonly datasets: readonly Dataset[]
  /** The innermost dataset that holds `path`. */
  datasetOf(path: string): Dataset | undefined
  settingsOf(path: string): Settings
  /** The caption at `path`: the open document's, else the one on disk; undefined where neither can be edited. */
  captionOf(path: string): Caption | undefined
  /** The open training file at `path`. */
  trainingFileAt(path: string): OpenTrainingFile | undefined
  /** Version of the open document, or undefined where the disk has the text. */
  versionOf(path: string): number | undefined
}

interface OpenDocument {
  readonly path: string
  readonly version: number
  /** Undefined for a text too large to be a caption. */
  readonly caption: Caption | undefined
  readonly settings: Settings | undefined
}

/** A dataset that was indexed beforehand, to be entered into the workspace that made it. */
export interface IndexedDataset {
  readonly state: DatasetState
  readonly knowledge: Knowledge
}

/** Samples that are indexed between two looks at the clock. */
const SLICE = 32

/** The only mutable object that outlives a request. */
export class Workspace implements Snapshot {
  knowledge: Knowledge
  private settings: Settings
  private readonly states = new Map<string, DatasetState>()
  private readonly open = new Map<string, OpenDocument>()
  private readonly training = new Map<string, OpenTrainingFile>()
  /** What the disk has for captions that are open. Datasets within datasets share it: a sample is the same in all of them. */
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
        for (const state of this.states.values()) state.knowledgeChanged()
        return
      case 'settings':
        this.settings = change.settings
        return
      case 'dataset':
        return this.putDataset(change)
      case 'dataset-settings':
        this.states.get(change.root)?.setSettings(change.settings)
        return
      case 'dataset-gone':
        this.states.delete(change.root)
        return
      case 'sample':
        return this.putSample(change.root, change.sample)
      case 'contents':
        this.states.get(change.root)?.putContents(change.folder, change.contents)
        return
      case 'looks': {
        const state = this.states.get(change.root)
        if (state) state.looks = change.looks
        return
      }
      case 'document':
        return this.openDocument(change)
      case 'document-closed':
        return this.closeDocument(change.path)
      case 'training-file':
        this.training.set(fileKey(change.file.document.path), change.file)
        return
      case 'training-file-closed':
        this.training.delete(fileKey(change.path))
        return
    }
  }

  datasetOf(path: string): Dataset | undefined {
    let best: DatasetState | undefined
    for (const state of this.statesAround(path)) if (!best || state.root.length > best.root.length) best = state
    return best
  }

  settingsOf(path: string): Settings {
    return this.datasetOf(path)?.settingsIn(folderOf(path)) ?? this.open.get(fileKey(path))?.settings ?? this.settings
  }

  captionOf(path: string): Caption | undefined {
    const document = this.open.get(fileKey(path))
    if (document) return document.caption
    const caption = this.datasetOf(path)?.sampleAt(path)?.caption
    return caption && fileKey(caption.path) === fileKey(path) && !caption.fault ? parseCaption(caption.text) : undefined
  }

  trainingFileAt(path: string): OpenTrainingFile | undefined {
    return this.training.get(fileKey(path))
  }

  versionOf(path: string): number | undefined {
    return this.open.get(fileKey(path))?.version ?? this.training.get(fileKey(path))?.version
  }

  /** All datasets that hold `path`: one within another shares its files with it. */
  private statesAround(path: string): DatasetState[] {
    return [...this.states.values()].filter((state) => state.holds(path))
  }

  /** Indexes a dataset a slice at a time, for one of many captions takes seconds. Changes nothing: `apply` enters it. */
  async index(scan: DatasetScan, settings: Settings, breathe: Breathe): Promise<IndexedDataset> {
    const { knowledge } = this
    const state = this.makeState({ ...scan, samples: [] }, settings)
    for (const [at, sample] of scan.samples.entries()) {
      state.put(sample)
      if (at % SLICE === 0) await breathe()
    }
    return { state, knowledge }
  }

  private makeState(scan: DatasetScan, settings: Settings): DatasetState {
    return new DatasetState(
      scan,
      settings,
      (key) => this.isOrdinary(key),
      (key) => hasTag(this.knowledge.tags, key),
    )
  }

  private putDataset({ scan, settings, indexed }: WorkspaceChange & { kind: 'dataset' }): void {
    const state = indexed?.state ?? this.makeState(scan, settings)
    // files that are others by now have another size: see `lookAt`
    const looks = scan.looks ?? this.states.get(scan.root)?.looks
    if (looks) state.looks = looks
    // the lists have come meanwhile
    if (indexed && indexed.knowledge !== this.knowledge) state.knowledgeChanged()
    this.states.set(scan.root, state)
    for (const document of this.open.values()) {
      if (!state.holds(document.path)) continue
      this.onDisk.delete(fileKey(document.path))
      this.overlay(state, document)
    }
  }

  private putSample(root: string, sample: Sample): void {
    const state = this.states.get(root)
    if (!state) return
    const isGone = sample.images.length === 0 && !sample.caption
    if (isGone) state.drop(sample.id)
    else state.put(sample)
    for (const document of this.open.values()) {
      // before the drop it may have been this sample's, after it the disk has nothing to give back
      const isOurs = isGone ? this.onDisk.get(fileKey(document.path))?.id === sample.id : state.sampleOfCaption(document.path)?.id === sample.id
      if (!isOurs) continue
      this.onDisk.delete(fileKey(document.path))
      if (!isGone) this.overlay(state, document)
    }
  }

  private openDocument({ path, text, version, settings }: WorkspaceChange & { kind: 'document' }): void {
    const caption = text.length > CAPTION_SIZE_LIMIT ? undefined : parseCaption(text)
    const document = { path, version, caption, settings: settings ?? this.open.get(fileKey(path))?.settings }
    this.open.set(fileKey(path), document)
    for (const state of this.statesAround(path)) this.overlay(state, document)
  }

  private closeDocument(path: string): void {
    this.open.delete(fileKey(path))
    const sample = this.onDisk.get(fileKey(path))
    this.onDisk.delete(fileKey(path))
    if (sample) for (const state of this.statesAround(path)) if (state.samples.has(sample.id)) state.put(sample)
  }

  /** An unsaved buffer wins over the disk, but what is wrong with the bytes stays known. */
  private overlay(state: DatasetState, { path, caption }: OpenDocument): void {
    const sample = state.sampleOfCaption(path)
    if (!sample) return
    const saved = this.onDisk.get(fileKey(path)) ?? sample
    this.onDisk.set(fileKey(path), saved)
    const shown = showCaption(path, saved.caption, caption)
    if (shown?.text === sample.caption?.text && shown?.fault === sample.caption?.fault) return
    state.put({ ...saved, caption: shown }, caption)
  }

  private isOrdinary(key: string): boolean {
    const record = findTag(this.knowledge.tags, key)
    return record !== undefined && (record.category === 'general' || record.category === 'meta')
  }
}

/** The caption file as the open document shows it. One that is neither written nor begun is none yet. */
function showCaption(path: string, saved: CaptionFile | undefined, caption: Caption | undefined): CaptionFile | undefined {
  if (saved?.fault) return saved
  if (!caption) return { ...(saved ?? { path, size: 0, byteOrderMark: false }), text: '', fault: 'too-large' }
  if (!saved) return caption.text === '' ? undefined : { path, text: caption.text, size: 0, byteOrderMark: false }
  return { ...saved, text: caption.text }
}
