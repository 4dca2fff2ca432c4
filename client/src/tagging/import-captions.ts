import { l10n, Uri, window, type ExtensionContext } from 'vscode'
import type { ImportMode, TagPlanParams } from '../../../server/src/protocol/tagging'
import { applyDatasetChange } from '../changes/apply-change'
import { showLeft } from '../changes/left-files'
import { longRequest } from '../changes/long-request'
import type { LanguageServer } from '../language-server'
import { answer, oneOf, someText, type Answer, type Question } from '../refactoring/questions'
import type { AskedAt } from '../refactoring/run'
import { askAll, scopeQuestions } from '../refactoring/scope'
import { lookAround } from '../refactoring/world'
import { converse } from './place-sentences'
import { parseThresholds } from './threshold-text'

const title = (): string => l10n.t('Import Captions')

/** Brings captions from elsewhere into the dataset's own: other folders and suffixes, taggers' JSON, metadata files, sidecars of booru programs. */
export async function importCaptions(context: ExtensionContext, server: LanguageServer, { clicked, selected, shown }: AskedAt): Promise<void> {
  const world = await lookAround(server, clicked, selected, shown)
  if (!world) return
  const kind: Answer<'folder' | 'files'> = answer('folder')
  let from: readonly Uri[] = []
  const suffix = answer('')
  const mode: Answer<ImportMode | 'sentences'> = answer('union')
  const thresholds = answer('')
  const scope = scopeQuestions(world, 'dataset')
  const source = (): { readonly from: readonly string[] } => ({ from: from.map(String) })
  const askFrom: Question = async () => {
    from = (await window.showOpenDialog({ canSelectFolders: kind.value === 'folder', canSelectFiles: kind.value === 'files', canSelectMany: true, openLabel: l10n.t('Import'), title: title(), ...(world.root !== undefined && { defaultUri: Uri.joinPath(Uri.parse(world.root), '..') }) })) ?? []
    return from.length > 0 ? 'next' : 'back'
  }
  const questions: readonly Question[] = [
    oneOf(kind, l10n.t('Where are the captions? They are read, never changed'), () => [
      { value: 'folder', label: l10n.t('In a folder…'), description: l10n.t('captions and sidecars, matched by the names of the images') },
      { value: 'files', label: l10n.t('In files…'), description: l10n.t('JSON of a tagger, JSONL, metadata.jsonl, sidecars of gallery-dl or hydrus') },
    ]),
    askFrom,
    async (at) => (kind.value === 'folder' ? someText(suffix, { placeholder: '.caption', prompt: l10n.t('Only files that end in (empty: all that hold captions)'), check: (text) => (text === '' || text.startsWith('.') ? undefined : l10n.t('Write a suffix such as {0}', '.caption')) })(at) : 'skip'),
    oneOf(mode, l10n.t('What becomes of the captions?'), modeChoices),
    async (at) => (mode.value === 'sentences' ? 'skip' : someText(thresholds, { placeholder: 'general=0.35, character=0.85', prompt: l10n.t('For files with scores: from which score on does a tag count? Empty: every tag'), check: (text) => (text === '' || parseThresholds(text) ? undefined : l10n.t('Write it as {0}', 'general=0.35, character=0.85')) })(at)),
    ...scope.questions,
  ]
  while (await askAll(title(), questions)) {
    const where = { ...source(), ...(kind.value === 'folder' && suffix.value !== '' && { fromSuffix: suffix.value }) }
    if (mode.value === 'sentences') return void (await converse(context, world, [], () => where, scope.scope))
    const limits = parseThresholds(thresholds.value)
    const params: TagPlanParams = { kind: 'import', uri: world.uri, scope: scope.scope(), ...source(), ...(kind.value === 'folder' && suffix.value !== '' && { suffix: suffix.value }), mode: mode.value, order: 'append', ...(limits && { thresholds: limits }), apply: true }
    const planned = await longRequest(server, title(), 'taglore/tagPlan', params)
    if (!planned) return
    if (planned.fault !== null) {
      void window.showWarningMessage(planned.fault)
      continue
    }
    if (planned.unmatched.length > 0) void tellUnmatched(planned.unmatched, from[0])
    if (planned.files.length === 0 && planned.sentences > 0 && planned.refusals.length === 0) return void (await converse(context, world, [], () => where, scope.scope))
    if ((await applyDatasetChange(server, planned, { back: true })) !== 'back') return
  }
}

function modeChoices(): readonly { readonly value: ImportMode | 'sentences'; readonly label: string; readonly description: string }[] {
  return [
    { value: 'union', label: l10n.t('Add the tags they lack'), description: l10n.t('union') },
    { value: 'only-empty', label: l10n.t('Fill those without tags'), description: l10n.t('only where empty') },
    { value: 'intersection', label: l10n.t('Keep the tags that both have'), description: l10n.t('intersection') },
    { value: 'subtraction', label: l10n.t('Take the imported tags away'), description: l10n.t('subtraction') },
    { value: 'sentences', label: l10n.t('Place their sentences…'), description: l10n.t('captions in natural language') },
  ]
}

async function tellUnmatched(names: readonly string[], from: Uri | undefined): Promise<void> {
  const words = names.length === 1 ? l10n.t("1 caption belongs to no image of the dataset: {0}", names[0] ?? '') : l10n.t('{0} captions belong to no image of the dataset', names.length)
  const show = l10n.t('Show Files')
  if ((await window.showInformationMessage(words, ...(names.length > 1 ? [show] : []))) !== show) return
  await showLeft(words, names.map((name) => ({ uri: (from ? Uri.joinPath(from, name) : Uri.file(name)).toString(), message: l10n.t('belongs to no image') })))
}
