import { parse } from 'jsonc-parser'
import { FileError } from '../../base/file-system'
import { say } from '../../base/message'
import { relativePath } from '../../base/path'
import { mergeSamples, planTagging, type MergeChoice } from '../../changes/plan-tagging'
import { describeRefusal } from '../../changes/plans/parts/refusal'
import { cacheFolder } from '../../host/cache-folder'
import { diskStore } from '../../host/download/store'
import { createTagger } from '../../host/taggers/create-tagger'
import { runTagger } from '../../host/taggers/run-tagger'
import { scoresPath, ScoreStore } from '../../host/taggers/score-store'
import { runtimeFolder } from '../../host/taggers/set-up/places'
import { TaggerError, type Tagger } from '../../host/taggers/tagger'
import { layerSettings, type TaggerSetting } from '../../settings'
import type { Voice } from '../../tagging/merge'
import { isScoreCategory, type ScoreCategory } from '../../tagging/score'
import { withThresholds, type Thresholds } from '../../tagging/thresholds'
import { choiceOf, formatOf, hasOption, printJson, valueOf, valuesOf, type Call, type Command } from '../command'
import { apply, changedFiles, diffOf, recover, undoHint } from '../journal'
import { describeFileError, folderArgument, openDataset, pathOf, tellNote } from '../open-dataset'
import { DATASET_OPTIONS } from '../options'
import { showProgress } from '../progress'
import { whereOption } from '../query-option'
import { refuseMore } from '../refuse-more'
import { samplesWhere } from '../samples-where'
import { UsageError } from '../usage-error'

export const tag: Command = {
  name: 'tag',
  usage: 'DIR --taggers FILE --tagger NAME…',
  summary: say`Runs taggers over a dataset, merges what they say and adds it to the captions`,
  details: [
    say`FILE is JSON with the setting taglore.taggers; a dataset's own files never say which programs run. A service's key is read from TAGLORE_KEY.`,
    say`Tags that captions have stay. Scores are kept in the cache: a run that broke off goes on where it ended.`,
    say`'taglore undo DIR' takes it back.`,
  ],
  options: ['format', 'taggers', 'tagger', 'merge', 'threshold', 'anew', 'dry-run', ...DATASET_OPTIONS],

  async run(call) {
    const format = formatOf(call)
    const where = whereOption(call)
    const method = choiceOf(call, 'merge', ['union', 'intersection', 'vote'], 'union')
    const merge: MergeChoice = { method, thresholds: readThresholds(valueOf(call, 'threshold')), caption: 'keep', ratings: 'leave-out', characters: 'tag' }
    const root = await folderArgument(call, call.positionals[0])
    refuseMore(call, 1)
    const taggers = await readTaggers(call)
    const dry = hasOption(call, 'dry-run')
    if (!dry) await recover(call, root)
    const opened = await openDataset(call, root)
    const { dataset } = opened
    const samples = samplesWhere(opened, where) ?? [...dataset.samples.values()]
    const images = samples.flatMap((sample) => sample.images[0]?.path ?? [])
    const wanted = new Set(images)
    const voices = new Map<string, Voice[]>()
    for (const tagger of taggers) {
      const store = await runOne(call, tagger, images, root)
      for (const [image, scores] of store.all()) {
        if (!wanted.has(image)) continue
        const list = voices.get(image) ?? []
        voices.set(image, list)
        list.push({ tagger: tagger.name, scores })
      }
    }
    const plan = planTagging(opened, samples, mergeSamples(opened, samples, voices, merge), { order: 'append' })
    const changed = dry ? changedFiles(plan.change, root) : await apply(call, root, plan.change)
    if (format === 'json') await call.terminal.write(printJson({ changed }))
    else if (dry) await call.terminal.write(await diffOf(call, plan.change, dataset))
    else await call.terminal.write(`${call.translate(changed.length > 0 ? say`Files changed: ${changed.length}; ${undoHint(call.positionals[0] ?? root)}` : say`The captions have it all`)}\n`)
    for (const refusal of plan.refusals) tellNote(call, say`${relativePath(root, refusal.path)}: ${describeRefusal(refusal)}`)
    return opened.unreadableSettings ? 2 : 0
  },
}

async function runOne(call: Call, tagger: Tagger, images: readonly string[], root: string): Promise<ScoreStore> {
  const progress = showProgress(call, say`Tagging`)
  const caches = cacheFolder(call.terminal.environment)
  try {
    const store = await ScoreStore.open(diskStore, scoresPath(caches, root, tagger), root)
    const { faults } = await runTagger(tagger, images, { fileSystem: call.terminal.fileSystem, store, anew: hasOption(call, 'anew'), onProgress: progress.step })
    for (const { image, message } of faults) tellNote(call, say`${relativePath(root, image)}: ${message}`)
    return store
  } catch (error) {
    if (error instanceof TaggerError) throw new UsageError(error.told)
    throw error
  } finally {
    progress.end()
  }
}

/** `general=0.35,character=0.85`; what is no category is a tag. */
function readThresholds(given: string | undefined): Thresholds {
  const categories: Partial<Record<ScoreCategory, number>> = {}
  const tags: Record<string, number> = {}
  for (const part of given === undefined ? [] : given.split(',')) {
    const cut = part.lastIndexOf('=')
    const name = part.slice(0, Math.max(cut, 0)).trim()
    const value = Number(part.slice(cut + 1))
    if (name === '' || part.slice(cut + 1).trim() === '' || !(value > 0 && value <= 2)) throw new UsageError(say`'--threshold' is written as general=0.35,character=0.85; '${part}' is not`)
    if (isScoreCategory(name)) categories[name] = value
    else tags[name] = value
  }
  return withThresholds({ categories, tags })
}

async function readTaggers(call: Call): Promise<readonly Tagger[]> {
  const file = valueOf(call, 'taggers')
  const names = [...new Set(valuesOf(call, 'tagger'))]
  if (file === undefined || names.length === 0) throw new UsageError(say`Which taggers? Give the file that describes them (--taggers FILE) and their names (--tagger NAME)`)
  const settings = await readSettings(call, file)
  const key = call.terminal.environment['TAGLORE_KEY']
  return Promise.all(names.map(async (name) => {
    const setting = settings.find((tagger) => tagger.name === name)
    if (!setting) throw new UsageError(say`There is no tagger '${name}' in '${file}'; there are ${settings.map((tagger) => tagger.name).join(', ')}`)
    try {
      return await createTagger(setting, {
        fileSystem: call.terminal.fileSystem,
        runtimeFolder: runtimeFolder(cacheFolder(call.terminal.environment)),
        proxies: { environment: call.terminal.environment },
        ...(key !== undefined && key !== '' && { keys: { [name]: key } }),
      })
    } catch (error) {
      if (error instanceof TaggerError) throw new UsageError(error.told)
      throw error
    }
  }))
}

/** The list itself, or an editor's settings with it. */
async function readSettings(call: Call, file: string): Promise<readonly TaggerSetting[]> {
  try {
    const value: unknown = parse(new TextDecoder().decode(await call.terminal.fileSystem.read(pathOf(call, file))))
    const given: unknown = Array.isArray(value) ? value : typeof value === 'object' && value !== null ? (Reflect.get(value, 'taglore.taggers') ?? Reflect.get(value, 'taggers')) : undefined
    const { values, problems } = layerSettings([{ origin: 'client', values: { taggers: given } }])
    if (given === undefined) throw new UsageError(say`'${file}' describes no taggers; it holds a list, or an editor's settings with taglore.taggers`)
    const [problem] = problems
    if (problem) throw new UsageError(problem.message)
    return values.taggers
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(describeFileError(error, file))
    throw error
  }
}
