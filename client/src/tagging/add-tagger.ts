import { l10n, QuickPickItemKind, window, type ExtensionContext, type QuickPickItem } from 'vscode'
import { TAGGER_TEMPLATES, type TaggerSetting } from '../../../server/src/protocol/tagging'
import { askText, pickOne } from '../steps'
import { partCommand } from './command-text'
import { freeName, isTrusted, keepTagger, knownTaggers, offerTagging } from './keep-tagger'
import { askKey } from './keys'

type Choice = { readonly kind: 'template'; readonly template: (typeof TAGGER_TEMPLATES)[number] } | { readonly kind: 'command' } | { readonly kind: 'key'; readonly tagger: string }

interface Item extends QuickPickItem {
  readonly choice?: Choice
}

const title = (): string => l10n.t('Add Tagger')

/** Adds a program or an address as a tagger, from a template or from nothing; also where the key of a service is changed. */
export async function addTagger(context: ExtensionContext): Promise<void> {
  if (!(await isTrusted())) return
  for (;;) {
    const picked = await pickOne(items(), { title: title(), placeholder: l10n.t('A program or an address that tells tags or a caption of an image'), isChoice: ({ choice }) => choice !== undefined, matchOnDetail: true })
    if (!picked || picked === 'back' || !picked.choice) return
    const { choice } = picked
    if (choice.kind === 'key') return void (await askKey(context, choice.tagger, title()))
    const made = choice.kind === 'command' ? await askCommand() : await fillIn(settingOf(choice.template))
    if (made === 'back') continue
    if (!made) return
    const named = await askName(made.name)
    if (named === 'back') continue
    const name = named?.text
    if (name === undefined || (made.kind === 'http' && (await askKey(context, name, title())) === 'end')) return
    if (await keepTagger({ ...made, name })) await offerTagging(name)
    return
  }
}

function items(): readonly Item[] {
  const services = knownTaggers().filter(({ kind }) => kind === 'http')
  const about = (template: TaggerSetting): string => template.url ?? [template.command, ...(template.arguments ?? [])].join(' ')
  return [
    { label: l10n.t('Programs'), kind: QuickPickItemKind.Separator },
    ...TAGGER_TEMPLATES.filter(({ kind }) => kind === 'command').map((template): Item => ({ label: `$(terminal) ${template.label}`, detail: about(template), choice: { kind: 'template', template } })),
    { label: `$(terminal) ${l10n.t('A command of your own…')}`, detail: l10n.t('called for each image or each folder; says tags on its output or writes files'), choice: { kind: 'command' } },
    { label: l10n.t('Addresses'), kind: QuickPickItemKind.Separator },
    ...TAGGER_TEMPLATES.filter(({ kind }) => kind === 'http').map((template): Item => ({ label: `$(globe) ${template.api === 'openai' ? l10n.t('An endpoint as OpenAI has it (Ollama, LM Studio, vLLM, …): captions in natural language') : template.label}`, detail: about(template), choice: { kind: 'template', template } })),
    ...(services.length === 0 ? [] : [{ label: l10n.t('Keys'), kind: QuickPickItemKind.Separator }, ...services.map(({ name, url }): Item => ({ label: `$(key) ${l10n.t("Key of '{0}'…", name)}`, description: url ?? '', choice: { kind: 'key', tagger: name } }))]),
  ]
}

/** A template without the words that it is offered by. */
function settingOf(template: (typeof TAGGER_TEMPLATES)[number]): TaggerSetting {
  return Object.fromEntries(Object.entries(template).filter(([key]) => key !== 'label')) as unknown as TaggerSetting
}

/** Asks for what a template leaves to the user: the address, the model, and what stands in angle brackets. */
async function fillIn(template: TaggerSetting): Promise<TaggerSetting | 'back' | undefined> {
  let made: TaggerSetting = template
  if (template.kind === 'http') {
    const url = await ask(l10n.t('Where does it listen?'), template.url ?? '', (text) => (/^https?:\/\/./.test(text) && URL.canParse(text) ? undefined : l10n.t('An address begins with http:// or https://')))
    if (!url || url === 'back') return url
    const model = await ask(l10n.t('Which model of it?'), template.model?.startsWith('<') ? '' : (template.model ?? ''), (text) => (text === '' ? l10n.t('Write the name of the model') : undefined))
    if (!model || model === 'back') return model
    made = { ...made, url: url.text, model: model.text }
    if (template.api === 'openai') {
      const prompt = await ask(l10n.t('What is it asked? Empty: one paragraph for training'), '', () => undefined)
      if (!prompt || prompt === 'back') return prompt
      if (prompt.text !== '') made = { ...made, prompt: prompt.text }
    }
    return made
  }
  const program = await ask(l10n.t('The program: Python with what the script needs'), template.command ?? '', (text) => (text === '' ? l10n.t('Write the name or the path of the program') : undefined))
  if (!program || program === 'back') return program
  const [folder] = (await window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, openLabel: l10n.t('Use Folder'), title: l10n.t('The folder of sd-scripts') })) ?? []
  if (!folder) return 'back'
  return { ...made, command: program.text, arguments: (template.arguments ?? []).map((each) => each.replace(/<[^>]+>/, () => folder.fsPath)) }
}

async function askCommand(): Promise<TaggerSetting | 'back' | undefined> {
  const answer = await ask(l10n.t('The command: {0} is filled in for each image, or {1} for each folder; with {2} it writes its files there', '{image}', '{folder}', '{output}'), '', (text) => {
    const parts = partCommand(text)
    if (!parts) return l10n.t('A quotation mark is not closed')
    const given = parts.arguments.join(' ')
    return /\{image\}|\{folder\}/.test(given) ? undefined : l10n.t('The arguments must name {0} or {1}', '{image}', '{folder}')
  }, 'python tagger.py {image}')
  if (!answer || answer === 'back') return answer
  const parts = partCommand(answer.text)
  if (!parts) return 'back'
  const name = (parts.command.split(/[\\/]/).at(-1) ?? parts.command).replace(/\.\w+$/, '')
  return { name, kind: 'command', ...parts, output: parts.arguments.some((each) => each.includes('{output}')) ? 'files' : 'stdout' }
}

async function askName(wanted: string): ReturnType<typeof askText> {
  const taken = new Set(knownTaggers().map(({ name }) => name))
  return ask(l10n.t('How is it called?'), freeName(wanted), (text) => (text === '' ? l10n.t('Write a name') : taken.has(text) ? l10n.t('A tagger of this name is there already') : undefined))
}

function ask(prompt: string, value: string, check: (text: string) => string | undefined, placeholder = ''): ReturnType<typeof askText> {
  return askText({ title: title(), placeholder, prompt, value, back: true, check })
}
