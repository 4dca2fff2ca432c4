import { l10n, QuickPickItemKind, Uri, window, workspace, type QuickPickItem } from 'vscode'
import { TAGGER_MODELS } from '../../../server/src/protocol/tagging'
import { longRequest } from '../changes/long-request'
import type { LanguageServer } from '../language-server'
import { askText, pickOne } from '../steps'
import { freeName, isTrusted, keepTagger, knownTaggers, offerTagging } from './keep-tagger'

interface ModelItem extends QuickPickItem {
  readonly choice?: { readonly kind: 'model'; readonly model: string } | { readonly kind: 'other' | 'disk' }
}

const title = (): string => l10n.t('Set Up Local Tagger')

/** Installs the runtime of local taggers once, then a model: from a repository, an address or the disk. */
export async function setUpLocalTagger(server: LanguageServer): Promise<void> {
  if (!(await isTrusted()) || !(await setUpRuntime(server))) return
  const model = await askModel()
  if (!model) return
  const folder = model.kind === 'disk' ? model.folder : await download(server, model.model)
  if (folder === undefined) return
  const present = knownTaggers().find((tagger) => tagger.kind === 'onnx' && tagger.model === folder)
  const wanted = model.kind === 'disk' ? (Uri.file(folder).path.split('/').at(-1) ?? 'local') : nameOf(model.model)
  const name = present?.name ?? freeName(wanted)
  if (present || (await keepTagger({ name, kind: 'onnx', model: folder }))) await offerTagging(name)
}

/** Whether the runtime is there in the end. */
async function setUpRuntime(server: LanguageServer): Promise<boolean> {
  const state = await server.ask('taglore/taggers', {})
  if (!state) return false
  if (state.runtime) return true
  const install = l10n.t('Install')
  const detail = l10n.t('ONNX Runtime (about 115 MB) is downloaded from the package registry of the setting taglore.download.registry, checked against its published hash, and kept in the storage of Taglore. Only what this platform needs is unpacked. A download that breaks off goes on the next time.')
  if ((await window.showInformationMessage(l10n.t('Install the runtime of local taggers?'), { modal: true, detail }, install)) !== install) return false
  const result = await longRequest(server, l10n.t('Installing the runtime of local taggers'), 'taglore/setUpTagger', proxy())
  if (result?.fault) void window.showErrorMessage(result.fault)
  return result !== undefined && result.folder !== null
}

function proxy(): { readonly editorProxy?: string } {
  const editorProxy = workspace.getConfiguration('http').get<string>('proxy')
  return editorProxy ? { editorProxy } : {}
}

async function download(server: LanguageServer, model: string): Promise<string | undefined> {
  const result = await longRequest(server, l10n.t('Downloading the model {0}', nameOf(model)), 'taglore/downloadTagger', { model, ...proxy() })
  if (result?.fault) void window.showErrorMessage(result.fault)
  return result?.folder ?? undefined
}

function nameOf(model: string): string {
  // hubs name a version behind the repository
  const parts = model.replace(/\/(?:resolve|tree|blob)\/[^/]+/, '').replace(/\/+$/, '').split('/')
  const last = parts.at(-1) ?? model
  return /\.(?:onnx|csv|json)$/.test(last) ? (parts.at(-2) ?? last) : last
}

type Model = { readonly kind: 'model'; readonly model: string } | { readonly kind: 'disk'; readonly folder: string }

async function askModel(): Promise<Model | undefined> {
  const items: readonly ModelItem[] = [
    { label: l10n.t('Models'), kind: QuickPickItemKind.Separator },
    ...TAGGER_MODELS.map((model): ModelItem => ({ label: `$(cloud-download) ${nameOf(model)}`, description: model, choice: { kind: 'model', model } })),
    { label: l10n.t('Others'), kind: QuickPickItemKind.Separator },
    { label: `$(link) ${l10n.t('A repository or an address…')}`, detail: l10n.t('owner/name, owner/name/folder, or the address of a folder with model.onnx and selected_tags.csv'), choice: { kind: 'other' } },
    { label: `$(folder-opened) ${l10n.t('A folder on the disk…')}`, detail: l10n.t('with model.onnx and selected_tags.csv'), choice: { kind: 'disk' } },
  ]
  for (;;) {
    const picked = await pickOne(items, { title: title(), placeholder: l10n.t('Which model? Those of version 3 know the most tags; vit is the quickest'), isChoice: ({ choice }) => choice !== undefined })
    if (!picked || picked === 'back' || !picked.choice) return undefined
    if (picked.choice.kind === 'model') return picked.choice
    const answer = picked.choice.kind === 'disk' ? await askFolder() : await askAddress()
    if (answer !== 'back') return answer
  }
}

async function askAddress(): Promise<Model | 'back' | undefined> {
  const answer = await askText({
    title: title(),
    placeholder: 'SmilingWolf/wd-vit-tagger-v3',
    prompt: l10n.t('A repository, or the address of a model folder'),
    back: true,
    check: (text) => (/^https?:\/\/./.test(text) ? URL.canParse(text) : /^[\w.-]+(?:\/[\w.-]+)+$/.test(text)) ? undefined : l10n.t('Write owner/name, or an address that begins with http:// or https://'),
  })
  return answer && answer !== 'back' ? { kind: 'model', model: answer.text } : answer
}

async function askFolder(): Promise<Model | 'back'> {
  const [folder] = (await window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel: l10n.t('Use Model'), title: title() })) ?? []
  if (!folder) return 'back'
  const files = new Set((await workspace.fs.readDirectory(folder)).map(([name]) => name))
  const isModel = [...files].some((name) => /^model(?:_optimized)?\.onnx$/.test(name)) && (files.has('selected_tags.csv') || files.has('tag_mapping.json'))
  if (isModel) return { kind: 'disk', folder: folder.fsPath }
  void window.showWarningMessage(l10n.t("'{0}' holds no model.onnx with a selected_tags.csv or tag_mapping.json beside it", folder.path.split('/').at(-1) ?? ''))
  return 'back'
}
