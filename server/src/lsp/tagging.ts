import type { CancellationToken } from 'vscode-languageserver'
import { FileError } from '../base/file-system'
import { say, type Message } from '../base/message'
import { joinPath } from '../base/path'
import type { Change } from '../changes/change'
import { planImport } from '../changes/plan-import'
import { planSentences, sentencePath } from '../changes/plan-sentences'
import { mergeSamples, planTagging } from '../changes/plan-tagging'
import type { Plan } from '../changes/plans/parts/refactoring'
import { describeRefusal } from '../changes/plans/parts/refusal'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { datasetAround } from '../features/dataset-around'
import { scopeSamples } from '../features/refactor'
import { diskStore, type Store } from '../host/download/store'
import { createTagger } from '../host/taggers/create-tagger'
import { readImports } from '../host/taggers/read-imports'
import { runTagger } from '../host/taggers/run-tagger'
import { scoresPath, ScoreStore } from '../host/taggers/score-store'
import { RUNTIME_VERSION, runtimeFolder } from '../host/taggers/set-up/places'
import type { RuntimePackage } from '../host/taggers/set-up/set-up-runtime'
import { TaggerError, type Tagger } from '../host/taggers/tagger'
import type { RefactorScope } from '../protocol/refactor'
import {
  SCORES_REQUEST,
  TAG_PLAN_REQUEST,
  TAG_REQUEST,
  TAGGERS_REQUEST,
  type ScoresParams,
  type ScoresResult,
  type TaggerInfo,
  type TaggersParams,
  type TaggersResult,
  type TagParams,
  type TagPlanParams,
  type TagPlanResult,
  type TagResult,
} from '../protocol/tagging'
import type { TaggerSetting } from '../settings'
import type { Voice } from '../tagging/merge'
import type { ImageScores } from '../tagging/score'
import { freshChange } from './fresh-edit'
import { guard } from './guard'
import { longWork, type LongWork } from './long-work'
import { offerChange } from './offer-change'
import { toScope } from './refactor'
import type { Doors } from './route'
import { registerReview, toDecisions } from './tagging-review'
import { toPath } from './uris'

/** What tests put in place of the real taggers and the real disk. */
export interface TaggingWorld {
  readonly store?: Store
  readonly create?: (...given: Parameters<typeof createTagger>) => Tagger | Promise<Tagger>
  /** What `Set Up Local Tagger` downloads. */
  readonly packages?: readonly RuntimePackage[]
}

/** Where scores are, and what is asked about them by several requests. */
export interface TaggingDesk {
  settings(): Promise<readonly TaggerSetting[]>
  tagger(name: string, params?: Pick<TagParams, 'keys' | 'editorProxy'>): Promise<Tagger>
  store(tagger: Pick<Tagger, 'name' | 'model'>, root: string): Promise<ScoreStore>
  /** The samples of a scope; a fault where there is no dataset. */
  scope(uri: string, scope: RefactorScope): Promise<{ readonly dataset: Dataset; readonly samples: readonly Sample[] } | { readonly fault: Message }>
  /** What taggers have said of images, by image. */
  voices(taggers: readonly string[], root: string): Promise<ReadonlyMap<string, readonly Voice[]>>
}

/** Registers taggers, their scores and the changes that come of them; the types are in `protocol/tagging.ts`. The returned function ends what runs. */
export function registerTagging(doors: Doors, world: TaggingWorld = {}): () => void {
  const { session } = doors
  const { connection } = session
  const desk = createDesk(doors, world)
  const running = new Set<Tagger>()

  connection.onRequest(TAGGERS_REQUEST, guard(session, TAGGERS_REQUEST, (params: TaggersParams) => listTaggers(doors, desk, params)))
  connection.onRequest(
    TAG_REQUEST,
    guard(session, TAG_REQUEST, (params: TagParams, token: CancellationToken): Promise<TagResult> => {
      const progress = connection.window.attachWorkDoneProgress(params.workDoneToken)
      return longWork(session, say`Tagging images`, token, progress, (work) => tag(doors, desk, params, work, running))
    }),
  )
  connection.onRequest(SCORES_REQUEST, guard(session, SCORES_REQUEST, (params: ScoresParams) => tellScores(doors, desk, params)))
  connection.onRequest(
    TAG_PLAN_REQUEST,
    guard(session, TAG_PLAN_REQUEST, (params: TagPlanParams, token: CancellationToken): Promise<TagPlanResult> => {
      const progress = connection.window.attachWorkDoneProgress(params.workDoneToken)
      return longWork(session, say`Planning a change`, token, progress, (work) => planTags(doors, desk, params, work))
    }),
  )
  registerReview(doors, desk)
  return () => {
    for (const tagger of running) tagger.stop()
  }
}

function createDesk(doors: Doors, { store: files = diskStore, create = createTagger }: TaggingWorld): TaggingDesk {
  const { session, documents, datasets, ready } = doors
  // of the editor alone: a dataset never says which programs run
  const values = async () => (await session.settingsFor(session.folders()[0] ?? '/')).values
  const desk: TaggingDesk = {
    settings: async () => (await values()).taggers,
    tagger: async (name, params = {}) => {
      const { taggers, 'download.proxy': own } = await values()
      const setting = taggers.find((tagger) => tagger.name === name)
      if (!setting) throw new TaggerError(say`There is no tagger '${name}' in the settings (taglore.taggers)`)
      const proxies = { own, ...(params.editorProxy !== undefined && { editor: params.editorProxy }), environment: process.env }
      return create(setting, { fileSystem: session.fileSystem, runtimeFolder: runtimeFolder(session.cacheFolder), proxies, ...(params.keys && { keys: params.keys }) })
    },
    store: (tagger, root) => ScoreStore.open(files, scoresPath(session.cacheFolder, root, tagger), root),
    scope: async (uri, scope) => {
      const path = toPath(uri)
      await documents.entered()
      await datasets.ensure(path)
      // aliases and categories decide what is merged
      await ready()
      const around = datasetAround(session.workspace, path)
      if (!around) return { fault: say`No dataset found here: choose a folder that holds images, or the parent of folders such as 10_name` }
      const found = scopeSamples(session.workspace, around, toScope(scope))
      return 'fault' in found ? found : { dataset: around.dataset, samples: found.samples }
    },
    voices: async (names, root) => {
      const voices = new Map<string, Voice[]>()
      for (const name of names) {
        const store = await desk.store(await desk.tagger(name), root)
        for (const [image, scores] of store.all()) {
          const list = voices.get(image) ?? []
          voices.set(image, list)
          list.push({ tagger: name, scores })
        }
      }
      return voices
    },
  }
  return desk
}

async function listTaggers({ session, datasets }: Doors, desk: TaggingDesk, { uri }: TaggersParams): Promise<TaggersResult> {
  const path = uri === undefined ? undefined : toPath(uri)
  if (path !== undefined) await datasets.ensure(path)
  const root = path === undefined ? undefined : session.workspace.datasetOf(path)?.root
  const runtime = await isThere(session.fileSystem, joinPath(runtimeFolder(session.cacheFolder), 'package.json'))
  const taggers = await Promise.all(
    (await desk.settings()).map(async ({ name, kind, runtime: own }): Promise<TaggerInfo> => {
      const info = { name, kind, takesKey: kind === 'http' }
      try {
        const tagger = await desk.tagger(name)
        const scores = root === undefined ? new Map<string, ImageScores>() : (await desk.store(tagger, root)).all()
        const sentences = [...scores.values()].filter(({ text }) => text !== undefined).length
        const missing = kind === 'onnx' && own === undefined && !runtime
        return { ...info, fault: missing ? session.translate(say`The runtime of local taggers is not set up yet`) : null, images: scores.size, sentences }
      } catch (error) {
        if (error instanceof TaggerError) return { ...info, fault: session.translate(error.told), images: 0, sentences: 0 }
        throw error
      }
    }),
  )
  return { trusted: session.trusted, taggers, runtime: runtime ? { version: RUNTIME_VERSION } : null }
}

async function isThere(fileSystem: Doors['session']['fileSystem'], path: string): Promise<boolean> {
  try {
    return (await fileSystem.stat(path)).kind === 'file'
  } catch (error) {
    if (error instanceof FileError) return false
    throw error
  }
}

async function tag({ session, open }: Doors, desk: TaggingDesk, params: TagParams, work: LongWork, running: Set<Tagger>): Promise<TagResult> {
  const fail = (fault: Message, runs: TagResult['runs'] = [], faults: TagResult['faults'] = []): TagResult => ({ fault: session.translate(fault), runs, faults })
  if (!session.trusted) return fail(say`Taggers run only in a workspace that you trust`)
  const scope = await desk.scope(params.uri, params.scope)
  if ('fault' in scope) return fail(scope.fault)
  const images = scope.samples.flatMap((sample) => sample.images[0]?.path ?? [])
  const runs: { tagger: string; tagged: number; reused: number }[] = []
  const faults: { tagger: string; uri: string; message: string }[] = []
  for (const [turn, name] of params.taggers.entries()) {
    let tagger: Tagger | undefined
    try {
      tagger = await desk.tagger(name, params)
      running.add(tagger)
      const store = await desk.store(tagger, scope.dataset.root)
      const outcome = await runTagger(tagger, images, {
        fileSystem: session.fileSystem,
        store,
        anew: params.anew === true,
        signal: work.signal,
        onProgress: (done, total) => work.report(turn * total + done, params.taggers.length * total),
      })
      runs.push({ tagger: name, tagged: outcome.tagged, reused: outcome.reused })
      faults.push(...outcome.faults.map(({ image, message }) => ({ tagger: name, uri: open.toUri(image), message: session.translate(message) })))
    } catch (error) {
      work.signal.throwIfAborted()
      if (!(error instanceof TaggerError)) throw error
      return fail(error.told, runs, faults)
    } finally {
      if (tagger) running.delete(tagger)
    }
  }
  return { fault: null, runs, faults }
}

async function tellScores({ session, datasets, open }: Doors, desk: TaggingDesk, { uri }: ScoresParams): Promise<ScoresResult | null> {
  const path = toPath(uri)
  await datasets.ensure(path)
  const dataset = session.workspace.datasetOf(path)
  const image = (dataset?.sampleAt(path) ?? dataset?.sampleOfCaption(path))?.images[0]?.path
  if (!dataset || image === undefined) return null
  const taggers = await Promise.all(
    (await desk.settings()).map(async ({ name }) => {
      try {
        const scores = (await desk.store(await desk.tagger(name), dataset.root)).get(image)
        return scores ? [{ tagger: name, ...scores }] : []
      } catch (error) {
        if (error instanceof TaggerError) return []
        throw error
      }
    }),
  )
  return { image: open.toUri(image), taggers: taggers.flat() }
}

interface Planned {
  readonly plan: Plan
  readonly more?: readonly { readonly path: string; readonly message: Message }[]
  readonly unmatched?: readonly string[]
  readonly sentences?: number
}

async function planTags(doors: Doors, desk: TaggingDesk, params: TagPlanParams, work: LongWork): Promise<TagPlanResult> {
  const { session } = doors
  const empty = { plan: '', root: '', title: '', files: [], refusals: [], needsJournal: false, edit: null, unmatched: [], sentences: 0 }
  let fault: Message | undefined
  let planned: Planned | undefined
  let root = ''
  const plan = async (): Promise<Change> => {
    const scope = await desk.scope(params.uri, params.scope)
    if ('fault' in scope) {
      fault = scope.fault
      return { title: fault, files: [] }
    }
    root = scope.dataset.root
    planned = await planOne(doors, desk, params, scope, work)
    return planned.plan.change
  }
  try {
    const change = params.apply ? await freshChange(doors, plan) : await plan()
    if (fault) return { fault: session.translate(fault), ...empty }
    // assigned by `plan`, which the compiler does not see
    const { plan: { refusals } = { refusals: [] }, more = [], unmatched = [], sentences = 0 } = (planned as Planned | undefined) ?? {}
    const told = [...refusals.map((refusal) => ({ path: refusal.path, message: describeRefusal(refusal) })), ...more]
    return { fault: null, unmatched, sentences, ...(await offerChange(doors, { root, change, refusals: told, edit: params.apply === true }, work)) }
  } catch (error) {
    if (error instanceof TaggerError) return { fault: session.translate(error.told), ...empty }
    throw error
  }
}

async function planOne({ session }: Doors, desk: TaggingDesk, params: TagPlanParams, { dataset, samples }: { readonly dataset: Dataset; readonly samples: readonly Sample[] }, work: LongWork): Promise<Planned> {
  const world = { dataset, knowledge: session.workspace.knowledge }
  const images = samples.flatMap((sample) => sample.images[0]?.path ?? [])
  switch (params.kind) {
    case 'tags': {
      const merged = mergeSamples(world, samples, await desk.voices(params.taggers, dataset.root), params.merge)
      return { plan: planTagging(world, samples, merged, { order: params.order, decisions: toDecisions(params.decisions), onlyEmpty: params.onlyEmpty === true }) }
    }
    case 'import': {
      const { found, unmatched, faults } = await readImports(images, params.from.map(toPath), { fileSystem: session.fileSystem, signal: work.signal, ...(params.suffix !== undefined && { suffix: params.suffix }) })
      const plan = planImport(world, samples, found, { mode: params.mode, order: params.order, ...(params.thresholds && { thresholds: params.thresholds }) })
      return { plan, unmatched, more: faults, sentences: [...found.values()].filter(({ text }) => text !== undefined).length }
    }
    case 'sentences': {
      const { place, suffix = '.nl.txt', overwrite = false } = params
      const { said, unmatched = [], faults = [] } = await readSentences(session, desk, params, dataset.root, images, work)
      const sentences = new Map([...said].flatMap(([image, { text }]) => (text === undefined ? [] : [[image, text] as const])))
      const present = place === 'file' ? await readTexts(session.fileSystem, images.map((image) => sentencePath(image, suffix))) : undefined
      const { change, refusals } = planSentences(dataset, samples, sentences, { place, suffix, overwrite, ...(present && { present }) })
      return { plan: { change, refusals: [], settings: [] }, unmatched, more: [...refusals, ...faults] }
    }
  }
}

interface Said {
  /** By image. */
  readonly said: Iterable<readonly [string, ImageScores]>
  readonly unmatched?: readonly string[]
  readonly faults?: readonly { readonly path: string; readonly message: Message }[]
}

async function readSentences(session: Doors['session'], desk: TaggingDesk, { tagger, from, fromSuffix: suffix }: Extract<TagPlanParams, { kind: 'sentences' }>, root: string, images: readonly string[], { signal }: LongWork): Promise<Said> {
  if (from === undefined) return { said: (await desk.store(await desk.tagger(tagger ?? ''), root)).all() }
  const { found, unmatched, faults } = await readImports(images, from.map(toPath), { fileSystem: session.fileSystem, signal, ...(suffix !== undefined && { suffix }) })
  return { said: found, unmatched, faults }
}

async function readTexts(fileSystem: Doors['session']['fileSystem'], paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  for (const path of paths) {
    try {
      texts.set(path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(await fileSystem.read(path)))
    } catch (error) {
      if (!(error instanceof FileError)) throw error
    }
  }
  return texts
}

