import { l10n, window, type ExtensionContext } from 'vscode'
import type { SentencePlace, TagPlanParams } from '../../../server/src/protocol/tagging'
import { applyDatasetChange } from '../changes/apply-change'
import { longRequest } from '../changes/long-request'
import { answer, oneOf, someText, type Answer, type Question } from '../refactoring/questions'
import { askAll, scopeQuestions } from '../refactoring/scope'
import { lookAround, type RefactoringWorld } from '../refactoring/world'
import type { AskedAt } from '../refactoring/run'
import type { LanguageServer } from '../language-server'

/** Where sentences come from. */
export type SentenceSource = { readonly tagger: string } | { readonly from: readonly string[]; readonly fromSuffix?: string }

const title = (): string => l10n.t('Place Captions in Natural Language')
const SUFFIX = '.nl.txt'
const LAST = 'taglore.sentencePlace'

/** Puts the sentences that a tagger has said where the user's model wants them. */
export async function placeSentences(context: ExtensionContext, server: LanguageServer, { clicked, selected, shown }: AskedAt): Promise<void> {
  const world = await lookAround(server, clicked, selected, shown)
  if (!world) return
  const { taggers = [] } = (await server.ask('taglore/taggers', { uri: world.uri })) ?? {}
  const speaking = taggers.filter(({ sentences }) => sentences > 0)
  const [only] = speaking
  if (!only) return void window.showInformationMessage(l10n.t('No tagger has said a caption in natural language here yet: add one with “Taglore: Add Tagger…” and run “Taglore: Tag Images…”'))
  const tagger = answer(only.name)
  const which: Question = oneOf(tagger, l10n.t('Whose sentences?'), () => speaking.map(({ name, sentences }) => ({ value: name, label: name, description: l10n.t('{0} images', sentences) })))
  const scope = scopeQuestions(world, 'dataset')
  await converse(context, world, [...(speaking.length > 1 ? [which] : []), ...scope.questions], () => ({ tagger: tagger.value }), scope.scope)
}

/** As above, for a source that is known; the questions before it lead to it. */
export async function converse(context: ExtensionContext, world: RefactoringWorld, before: readonly Question[], source: () => SentenceSource, scope: () => TagPlanParams['scope']): Promise<boolean> {
  const place: Answer<SentencePlace> = answer(context.globalState.get<SentencePlace>(LAST) ?? 'section')
  const suffix = answer(SUFFIX)
  const overwrite = answer(false)
  const questions: readonly Question[] = [
    ...before,
    oneOf(place, l10n.t('Where do the sentences go? Tags stay as they are, and text that is there is not replaced'), placeChoices),
    async (at) => (place.value === 'file' ? someText(suffix, { placeholder: SUFFIX, prompt: l10n.t('How do the second files end?'), check: (text) => (/^\.[\w.-]+$/.test(text) && text !== '.txt' ? undefined : l10n.t('Write a suffix such as {0}', SUFFIX)) })(at) : 'skip'),
    oneOf(overwrite, l10n.t('Where there is text already?'), () => [
      { value: false, label: l10n.t('It stays'), description: l10n.t('and is told') },
      { value: true, label: l10n.t('The new sentence takes its place'), description: l10n.t('shown before anything is written') },
    ]),
  ]
  while (await askAll(title(), questions)) {
    await context.globalState.update(LAST, place.value)
    const params: TagPlanParams = { kind: 'sentences', uri: world.uri, scope: scope(), ...source(), place: place.value, overwrite: overwrite.value, ...(place.value === 'file' && { suffix: suffix.value }), apply: true }
    const planned = await longRequest(world.server, title(), 'taglore/tagPlan', params)
    if (!planned) return false
    if (planned.fault !== null) {
      void window.showWarningMessage(planned.fault)
      return false
    }
    const outcome = await applyDatasetChange(world.server, planned, { back: true })
    if (outcome !== 'back') return outcome === 'applied'
  }
  return false
}

function placeChoices(): readonly { readonly value: SentencePlace; readonly label: string; readonly description: string }[] {
  return [
    { value: 'section', label: l10n.t('Behind the tags'), description: l10n.t('tags ||| sentence: the tags before the mark keep their place') },
    { value: 'line', label: l10n.t('As the second line'), description: l10n.t('read where wildcards are on: one of the lines is drawn') },
    { value: 'file', label: l10n.t('In a second file'), description: l10n.t('beside the caption, such as name{0}', SUFFIX) },
    { value: 'instead', label: l10n.t('Instead of the tags'), description: l10n.t('captions with tags stay unless they may be replaced') },
  ]
}
