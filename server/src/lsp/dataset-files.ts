import type { CancellationToken } from 'vscode-languageserver'
import { mapBounded } from '../base/concurrency'
import { FileError } from '../base/file-system'
import { say, type Message } from '../base/message'
import { folderOf, joinPath, nameOf } from '../base/path'
import { samplesOf } from '../changes/plans/parts/scope'
import type { Dataset } from '../dataset/dataset'
import { SETTINGS_FILE } from '../dataset/find-root'
import { readGenerationData, type GenerationData } from '../dataset/generation/generation-data'
import type { Sample } from '../dataset/sample'
import { excludeAt, excludedSamples, formerFolder, nameOfExcluded, restoreAt } from '../features/excluded-images'
import { planAddImages } from '../features/add-images'
import { captionFrom, planCaptions, uncaptioned } from '../features/missing-captions'
import { judgeTrigger, proposeTriggerFor } from '../features/propose-trigger'
import { copiedFiles, planNewDataset, type NewDatasetRequest, type RawFolder } from '../features/new-dataset'
import type { PlannedChange } from '../protocol/changes'
import { captionSuffix } from '../trainer/files'
import {
  ADD_IMAGES_REQUEST,
  CAPTIONS_REQUEST,
  EXCLUDE_REQUEST,
  EXCLUDED_REQUEST,
  NEW_DATASET_REQUEST,
  RESTORE_REQUEST,
  UNCAPTIONED_REQUEST,
  type AddImagesParams,
  type AddImagesResult,
  type CaptionsParams,
  type CaptionSource,
  type ExcludedParams,
  type ExcludedResult,
  type ExcludeParams,
  type NewDatasetParams,
  type NewDatasetResult,
  type RestoreParams,
  TRIGGER_REQUEST,
  type TriggerParams,
  type TriggerResult,
  type UncaptionedParams,
  type UncaptionedResult,
} from '../protocol/dataset-files'
import { firstGeneration, generationOf } from './generation-of'
import { guard } from './guard'
import { longWork } from './long-work'
import { offerChange } from './offer-change'
import { findDataset } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

/** Nothing to wait for: such a plan looks at names alone. */
const AT_ONCE = { breathe: async () => undefined }

/** Registers what plans changes of whole files; the types are in `protocol/dataset-files.ts`. */
export function registerDatasetFiles(doors: Doors): void {
  const { session, open } = doors
  const { connection } = session
  const datasetAt = async (uri: string | undefined): Promise<Dataset | undefined> => {
    await doors.documents.entered()
    if (uri === undefined) return undefined
    return findDataset(doors, toPath(uri)).catch((error: unknown) => {
      // an editor still shows a file that was excluded
      if (error instanceof FileError) return doors.datasets.ensure(toPath(uri))
      throw error
    })
  }

  connection.onRequest(
    EXCLUDE_REQUEST,
    guard(session, EXCLUDE_REQUEST, async ({ uris }: ExcludeParams): Promise<PlannedChange | null> => {
      const dataset = await datasetAt(uris[0])
      return dataset ? offerChange(doors, { root: dataset.root, change: excludeAt(uris.map(toPath), dataset) }, AT_ONCE) : null
    }),
  )
  connection.onRequest(
    EXCLUDED_REQUEST,
    guard(session, EXCLUDED_REQUEST, async ({ uri }: ExcludedParams): Promise<ExcludedResult> => {
      const dataset = await datasetAt(uri)
      if (!dataset) return { root: null, images: [] }
      const images = excludedSamples(dataset).flatMap((sample) => sample.images.slice(0, 1).map(({ path }) => ({ uri: open.toUri(path), name: nameOfExcluded(sample), folder: formerFolder(sample.folder, dataset) })))
      return { root: open.toUri(dataset.root), images }
    }),
  )
  connection.onRequest(
    RESTORE_REQUEST,
    guard(session, RESTORE_REQUEST, async ({ root, uris }: RestoreParams): Promise<PlannedChange | null> => {
      const dataset = await datasetAt(root)
      return dataset ? offerChange(doors, { root: dataset.root, change: restoreAt(uris.map(toPath), dataset) }, AT_ONCE) : null
    }),
  )
  connection.onRequest(
    UNCAPTIONED_REQUEST,
    guard(session, UNCAPTIONED_REQUEST, async ({ uri, within }: UncaptionedParams): Promise<UncaptionedResult> => {
      const dataset = await datasetAt(uri)
      const samples = dataset ? missingIn(dataset, within) : []
      const [first] = samples
      const data = await firstGeneration(session, samples)
      const example = (source: CaptionSource): string | null => (dataset && first && captionFrom(source, source === 'generation' && data ? data.sample : first, dataset, data?.data)) ?? null
      return { root: dataset ? open.toUri(dataset.root) : null, images: samples.length, examples: { trigger: example('trigger'), usual: example('usual'), generation: example('generation'), empty: example('empty') } }
    }),
  )
  connection.onRequest(
    CAPTIONS_REQUEST,
    guard(session, CAPTIONS_REQUEST, async ({ uri, within, source, workDoneToken }: CaptionsParams, token: CancellationToken): Promise<PlannedChange | null> => {
      const dataset = await datasetAt(uri)
      if (!dataset) return null
      return longWork(session, say`Planning a change`, token, connection.window.attachWorkDoneProgress(workDoneToken), async (work) => {
        const samples = missingIn(dataset, within)
        const data = new Map<Sample, GenerationData | undefined>()
        let done = 0
        if (source === 'generation') {
          await mapBounded(samples, LANES, async (sample) => {
            data.set(sample, await generationOf(session, sample))
            work.report(++done, samples.length)
          }, work.signal)
        }
        return offerChange(doors, { root: dataset.root, ...planCaptions(source, samples, dataset, (sample) => data.get(sample)), edit: true }, work)
      })
    }),
  )
  connection.onRequest(
    NEW_DATASET_REQUEST,
    guard(session, NEW_DATASET_REQUEST, async ({ uri, workDoneToken, ...request }: NewDatasetParams, token: CancellationToken): Promise<NewDatasetResult> => {
      const refuse = (message: Message): NewDatasetResult => ({ fault: session.translate(message), change: null })
      return longWork(session, say`Planning a change`, token, connection.window.attachWorkDoneProgress(workDoneToken), async (work) => {
        const raw = await readRaw(doors, toPath(uri), request)
        if ('fault' in raw) return refuse(raw.fault)
        const { root, change, refusals } = planNewDataset(request, raw.raw)
        if (change.files.length === 0) return refuse(say`'${nameOf(raw.raw.path)}' holds no pictures that can be trained`)
        return { fault: null, change: await offerChange(doors, { root, change, refusals }, work) }
      })
    }),
  )
  connection.onRequest(
    TRIGGER_REQUEST,
    guard(session, TRIGGER_REQUEST, async ({ uri, goal, model, text }: TriggerParams): Promise<TriggerResult> => {
      await doors.ready()
      const proposal = proposeTriggerFor(toPath(uri), goal, session.workspace)
      return { proposal, note: session.translate(judgeTrigger(text ?? proposal, model, session.workspace)) }
    }),
  )
  connection.onRequest(
    ADD_IMAGES_REQUEST,
    guard(session, ADD_IMAGES_REQUEST, async ({ folder: uri, files, source, workDoneToken }: AddImagesParams, token: CancellationToken): Promise<AddImagesResult> => {
      const refuse = (message: Message): AddImagesResult => ({ fault: session.translate(message), change: null })
      const dataset = await datasetAt(uri)
      const folder = toPath(uri)
      if (!dataset) return refuse(say`'${nameOf(folder)}' is no folder of a dataset`)
      return longWork(session, say`Planning a change`, token, connection.window.attachWorkDoneProgress(workDoneToken), async (work) => {
        const read = await readAll(doors, files.map(toPath))
        if ('fault' in read) return refuse(read.fault)
        const texts = new Map<string, string | undefined>()
        if (source !== null) for (const [path, bytes] of read.bytes) texts.set(path, captionFrom(source, { folder }, dataset, source === 'generation' ? await readGenerationData(bytes) : undefined))
        const present = (await session.fileSystem.list(folder)).map(({ name }) => name)
        const suffix = captionSuffix(dataset.settingsIn(folder).values['captions.extension'])
        const { change, refusals } = planAddImages({ folder, present, files: files.map(toPath), bytesOf: (path) => read.bytes.get(path), captionOf: (path) => (source === null ? undefined : { text: texts.get(path) }), suffix })
        if (change.files.length === 0) return refuse(say`There is no picture among them that can be trained`)
        return { fault: null, change: await offerChange(doors, { root: dataset.root, change, refusals }, work) }
      })
    }),
  )
}

/** Bytes that one plan may copy: it holds them until it is applied. */
const COPIED = 512 * 1024 * 1024

/** The bytes of files that are copied. */
async function readAll({ session: { fileSystem } }: Doors, files: readonly string[]): Promise<{ readonly bytes: ReadonlyMap<string, Uint8Array> } | { readonly fault: Message }> {
  const bytes = new Map<string, Uint8Array>()
  let total = 0
  for (const file of files) {
    const { kind, size } = await fileSystem.stat(file)
    if (kind === 'folder') return { fault: say`'${nameOf(file)}' is a folder: choose the pictures in it` }
    total += size
    if (total > COPIED) return { fault: say`The pictures are larger than what can be added in one step (${COPIED / 1024 / 1024} MB): add them in parts` }
    bytes.set(file, await fileSystem.read(file))
  }
  return { bytes }
}

/** What lies in a folder of downloads; where it is copied, with the bytes. */
async function readRaw({ session: { fileSystem } }: Doors, path: string, { how, trigger }: NewDatasetRequest): Promise<{ readonly raw: RawFolder } | { readonly fault: Message }> {
  const names = (await fileSystem.list(path)).filter(({ kind }) => kind === 'file').map(({ name }) => name)
  if (names.includes(SETTINGS_FILE)) return { fault: say`'${nameOf(path)}' has a taglore.json: it is a dataset already` }
  const around = new Set((await fileSystem.list(folderOf(path))).map(({ name }) => name.toLowerCase()))
  const wanted = trigger.replace(/[\\/:*?"<>|]+/g, ' ').trim() || nameOf(path)
  let copyName = wanted
  for (let number = 2; around.has(copyName.toLowerCase()); number++) copyName = `${wanted} ${number}`
  const bytes = new Map<string, Uint8Array>()
  const files = how === 'copy' ? copiedFiles({ path, names }) : []
  let total = 0
  for (const file of files) {
    total += (await fileSystem.stat(file)).size
    if (total > COPIED) return { fault: say`The pictures are larger than what can be copied in one step (${COPIED / 1024 / 1024} MB): copy the folder yourself, and let the copy become the dataset` }
  }
  await mapBounded(files, LANES, async (file) => void bytes.set(file, await fileSystem.read(file)))
  return { raw: { path, names, copyTo: joinPath(folderOf(path), copyName), bytesOf: (file) => bytes.get(file) } }
}

const LANES = 8
function missingIn(dataset: Dataset, within: readonly string[] | undefined): readonly Sample[] {
  const scope = within && samplesOf(dataset, { kind: 'selection', paths: within.map(toPath) })
  return uncaptioned(scope ? ('samples' in scope ? scope.samples : []) : dataset.samples.values(), dataset)
}
