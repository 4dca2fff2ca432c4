import { commands, l10n, Uri, window, workspace, type ExtensionContext, type QuickPickItem } from 'vscode'
import { USUAL_SETUP } from '../../../server/src/protocol/review-page'
import type { MergeChoice, TaggerInfo, TaggersResult, TagResult } from '../../../server/src/protocol/tagging'
import { longRequest } from '../changes/long-request'
import { tellLeft } from '../changes/left-files'
import type { LanguageServer } from '../language-server'
import type { ReviewPanel } from '../panels/review'
import { answer, anyOf, oneOf, someText, type Question } from '../refactoring/questions'
import type { AskedAt } from '../refactoring/run'
import { askAll, scopeQuestions } from '../refactoring/scope'
import { lookAround, type RefactoringWorld } from '../refactoring/world'
import { pickOne } from '../steps'
import { isTrusted } from './keep-tagger'
import { askKey, keysOf } from './keys'
import { converse } from './place-sentences'
import { readSetup, type ReviewSetup } from './review-setup'
import { formatThresholds, parseThresholds } from './threshold-text'

export interface TaggingParts {
  readonly context: ExtensionContext
  readonly server: LanguageServer
  readonly review: ReviewPanel
}

const title = (): string => l10n.t('Tag Images')

/** Asks what is tagged by whom, runs the taggers, and opens the review; captions stay as they are until the change that comes of it is applied. */
export async function tagImages(parts: TaggingParts, { clicked, selected, shown }: AskedAt): Promise<void> {
  const { context, server } = parts
  if (!(await isTrusted())) return
  const world = await lookAround(server, clicked, selected, shown)
  if (!world) return
  const known = await longRequest(server, title(), 'taglore/taggers', { uri: world.uri })
  if (!known) return
  if (known.taggers.length === 0) return offerFirst()
  const setup = readSetup(context, world.root ?? world.uri)
  const names = answer<readonly string[]>(firstChoice(known, setup))
  const method = answer(setup.merge.method)
  const limits = answer(formatThresholds(setup.merge.thresholds))
  const anew = answer(false)
  const scope = scopeQuestions(world, 'dataset')
  const questions: readonly Question[] = [
    askTaggers(names, known.taggers),
    ...scope.questions,
    async (at) => (names.value.length > 1 ? oneOf(method, l10n.t('How are the taggers merged? It can be changed in the review'), methodChoices)(at) : 'skip'),
    someText(limits, { placeholder: formatThresholds(USUAL_SETUP.merge.thresholds), prompt: l10n.t('Thresholds of categories and single tags; lower ones miss less and err more. They can be moved in the review'), check: (text) => (parseThresholds(text) ? undefined : l10n.t('Write it as {0}', 'general=0.35, character=0.85')) }),
    async (at) => (known.taggers.some(({ name, images }) => images > 0 && names.value.includes(name)) ? oneOf(anew, l10n.t('Images that these taggers have seen already?'), () => [{ value: false, label: l10n.t('Keep what was said of them'), description: l10n.t('goes on where a run ended') }, { value: true, label: l10n.t('Tag them again') }])(at) : 'skip'),
  ]
  if (!(await askAll(title(), questions))) return
  const thresholds = parseThresholds(limits.value) ?? USUAL_SETUP.merge.thresholds
  const wish: ReviewSetup = { ...setup, scope: scope.scope(), taggers: names.value, merge: { ...setup.merge, method: method.value, thresholds } }
  await run(parts, world, wish, anew.value)
}

/** Those of the last time, or the only one there is. */
function firstChoice({ taggers }: TaggersResult, { taggers: last }: ReviewSetup): readonly string[] {
  const known = taggers.filter(({ fault }) => fault === null).map(({ name }) => name)
  const again = last.filter((name) => known.includes(name))
  return again.length > 0 ? again : known.length === 1 ? known : []
}

function askTaggers(into: { value: readonly string[] }, taggers: readonly TaggerInfo[]): Question {
  const ask = anyOf(into, l10n.t('Which taggers? Several find more than one, and are merged without duplicates'), () =>
    taggers.map(({ name, kind, fault, images }) => ({ value: name, label: name, description: [kindName(kind), ...(images > 0 ? [l10n.t('{0} images have scores', images)] : []), ...(fault === null ? [] : [fault])].join(' · ') })),
  )
  return async (at) => {
    for (;;) {
      const result = await ask(at)
      if (result !== 'next' || into.value.length > 0) return result
    }
  }
}

function kindName(kind: TaggerInfo['kind']): string {
  return kind === 'onnx' ? l10n.t('model on this machine') : kind === 'command' ? l10n.t('program') : l10n.t('address')
}

function methodChoices(): readonly { readonly value: MergeChoice['method']; readonly label: string; readonly description: string }[] {
  return [
    { value: 'union', label: l10n.t('Union'), description: l10n.t('what any of them sees: misses least') },
    { value: 'vote', label: l10n.t('Vote'), description: l10n.t('what more than half of them see') },
    { value: 'weighted', label: l10n.t('Mean'), description: l10n.t('the mean of their scores decides') },
    { value: 'intersection', label: l10n.t('Intersection'), description: l10n.t('what all of them see: errs least') },
  ]
}

async function offerFirst(): Promise<void> {
  const items: readonly (QuickPickItem & { readonly command: string })[] = [
    { command: 'setUpLocalTagger', label: `$(chip) ${l10n.t('Set Up Local Tagger…')}`, detail: l10n.t('a WD tagger runs on this machine: no account, nothing leaves it') },
    { command: 'addTagger', label: `$(globe) ${l10n.t('Add Tagger…')}`, detail: l10n.t("a program or an address: sd-scripts' own script, a WebUI, an OpenAI-compatible endpoint") },
    { command: 'importCaptions', label: `$(files) ${l10n.t('Import Captions…')}`, detail: l10n.t('what another tool has written already') },
  ]
  const picked = await pickOne(items, { title: title(), placeholder: l10n.t('There is no tagger yet. How do you want to tag?'), matchOnDetail: true })
  if (picked && picked !== 'back') await commands.executeCommand(`taglore.${picked.command}`)
}

async function run(parts: TaggingParts, world: RefactoringWorld, wish: ReviewSetup, anew: boolean): Promise<void> {
  const { context, server } = parts
  const { scope, taggers } = wish
  const editorProxy = workspace.getConfiguration('http').get<string>('proxy')
  const keys = await keysOf(context, taggers)
  const result = await longRequest(server, l10n.t('Tagging images'), 'taglore/tag', { uri: world.uri, scope, taggers, keys, anew, ...(editorProxy && { editorProxy }) })
  const state = await server.ask('taglore/taggers', { uri: world.uri })
  const chosen = state?.taggers.filter(({ name }) => taggers.includes(name)) ?? []
  if (!result || result.fault !== null) return goOn(parts, world, wish, result, chosen)
  if (result.faults.length > 0) void tellLeft(l10n.t('Tagging images'), result.faults.map(({ uri, tagger, message }) => ({ uri, message: l10n.t('{0}: {1}', tagger, message) })))
  await show(parts, world, wish, chosen)
}

/** After a run that ended early: captions are as they were, and what was said is kept. */
async function goOn(parts: TaggingParts, world: RefactoringWorld, wish: ReviewSetup, result: TagResult | undefined, chosen: readonly TaggerInfo[]): Promise<void> {
  const again = l10n.t('Go On')
  const look = l10n.t('Review What Is There')
  const key = l10n.t('Change Key…')
  const some = chosen.some(({ images }) => images > 0)
  const count = l10n.t('{0} images have scores; no caption was changed', Math.max(0, ...chosen.map(({ images }) => images)))
  const services = chosen.filter(({ takesKey }) => takesKey)
  const buttons = [again, ...(some ? [look] : []), ...(result?.fault && services.length > 0 ? [key] : [])]
  const said = result?.fault ? await window.showWarningMessage(`${result.fault}. ${count}`, ...buttons) : await window.showInformationMessage(l10n.t('Tagging was stopped: {0}', count), ...buttons)
  if (said === look) return show(parts, world, wish, chosen)
  if (said === key) for (const { name } of services) if ((await askKey(parts.context, name, title())) === 'end') return
  if (said === again || said === key) await run(parts, world, wish, false)
}

/** Tags are reviewed; of taggers that say nothing but sentences, these are placed. */
async function show({ context, review }: TaggingParts, world: RefactoringWorld, wish: ReviewSetup, chosen: readonly TaggerInfo[]): Promise<void> {
  const speaking = chosen.filter(({ images, sentences }) => sentences > 0 && sentences === images).map(({ name }) => name)
  const others = wish.taggers.filter((name) => !speaking.includes(name))
  if (others.length > 0) await review.open(Uri.parse(world.root ?? world.uri), { ...wish, taggers: others })
  for (const tagger of speaking) await converse(context, world, [], () => ({ tagger }), () => wish.scope)
}
