import { l10n, QuickPickItemKind, type Uri, type ExtensionContext, type QuickPickItem } from 'vscode'
import { DANBOORU, LIST_OFFERS, MINIMUM_COUNTS, type DownloadSource, type DownloadStateResult } from '../../server/src/protocol/download'
import { apiList, csvList, offerOf, pastOrders, type Order } from './downloads'
import type { Place } from './extend-setting'
import { ageOf, number } from './figures'
import { isKept, placeItems, placeOf } from './keep-lists'
import type { LanguageServer } from './language-server'
import { runDownload } from './run-download'
import { askText, pickOne, runSteps, type StepResult } from './steps'

/** What the wizard has learnt so far. */
interface Wishes {
  kind: 'csv' | 'api'
  /** Empty until the user gives an address of their own. */
  url: string
  /** The list is one of those that are named. */
  isOffer: boolean
  sha256: string
  minimumCount: number
  explicit: boolean
  /** Undefined where the settings name the list already. */
  place: Place | undefined
  /** Goes on with what a break has left: everything else is answered. */
  resumed: boolean
}

/** The wizard: from where, how much, with what, and where it counts; then the download. */
export async function downloadTags(server: LanguageServer, context: ExtensionContext): Promise<void> {
  const wishes: Wishes = { kind: 'csv', url: '', isOffer: true, sha256: '', minimumCount: 0, explicit: false, place: undefined, resumed: false }
  const asks = [askSource, askAddress, askHash, askMinimum, askExplicit, askPlace]
  if (await runSteps(asks.map((ask) => () => ask(wishes, server, context)))) await runDownload(server, context, orderOf(wishes, context), wishes.place)
}

function orderOf({ kind, url, sha256, minimumCount, explicit }: Wishes, context: ExtensionContext): Order {
  const source: DownloadSource = kind === 'api' ? { kind, minimumCount, mirrors: [] } : { kind, url, mirrors: offerOf(url)?.mirrors ?? [], ...(sha256 !== '' && { sha256 }) }
  return { source, list: kind === 'api' ? apiList(context) : csvList(context, url), explicit }
}

const title = (): string => l10n.t('Download Danbooru Tags')

interface SourceItem extends QuickPickItem {
  readonly wishes?: Partial<Wishes>
}

async function askSource(wishes: Wishes, server: LanguageServer, context: ExtensionContext): Promise<StepResult> {
  const stateOf = async (list: Uri): Promise<DownloadStateResult | undefined> => server.ask('taglore/downloadState', { list: list.toString() })
  const named = async (label: string, url: string, isOffer: boolean): Promise<SourceItem> => {
    const state = await stateOf(csvList(context, url))
    const offer = offerOf(url)
    const hosts = [url, ...(offer?.mirrors ?? [])].map((address) => new URL(address).host)
    return { label: `$(cloud-download) ${label}`, description: describeState(state), detail: offer ? hosts.join(', ') : url, wishes: { kind: 'csv', url, isOffer, sha256: '', explicit: state?.info?.explicit ?? false } }
  }
  const own = pastOrders(context).flatMap(({ source }) => (source.kind === 'csv' && !offerOf(source.url) ? [source.url] : []))
  const [offers, owns, api] = await Promise.all([
    Promise.all(LIST_OFFERS.map(({ name, url }) => named(name, url, true))),
    Promise.all(own.map((url) => named(new URL(url).pathname.split('/').at(-1) ?? url, url, true))),
    stateOf(apiList(context)),
  ])
  const items: SourceItem[] = []
  if (api?.unfinished) {
    const { minimumCount, explicit, rows } = api.unfinished
    items.push({
      label: `$(debug-continue) ${l10n.t('Go on with the last download')}`,
      description: l10n.t('{0} rows are there', number(rows)),
      detail: l10n.t('from Danbooru: tags with {0} posts or more', number(minimumCount)),
      wishes: { kind: 'api', minimumCount, explicit, resumed: true },
    })
  }
  items.push({ label: l10n.t('Ready lists'), kind: QuickPickItemKind.Separator }, ...offers, ...owns)
  items.push({ label: `$(link) ${l10n.t('Another address…')}`, detail: l10n.t('a list that you know of, with its SHA-256 if you have it'), wishes: { kind: 'csv', url: '', isOffer: false } })
  items.push({ label: l10n.t('From Danbooru itself'), kind: QuickPickItemKind.Separator })
  items.push({
    label: `$(database) ${l10n.t('Tags by their number of posts, with aliases and implications')}`,
    description: describeState(api),
    detail: l10n.t('{0}: takes some minutes, and is hard to reach from some countries', new URL(DANBOORU).host),
    wishes: { kind: 'api', isOffer: true, explicit: api?.info?.explicit ?? false },
  })
  const picked = await pickOne(items, { title: title(), placeholder: l10n.t('From where? Nothing is downloaded before the last step'), step: 1, matchOnDetail: true, isChoice: (item) => item.wishes !== undefined })
  if (picked === 'back' || !picked) return 'end'
  Object.assign(wishes, { resumed: false, ...picked.wishes })
  return 'next'
}

function describeState(state: DownloadStateResult | undefined): string | undefined {
  if (!state?.info || state.ageDays === null) return undefined
  return `${ageOf(state.ageDays)} · ${l10n.t('{0} tags', number(state.info.rows))}`
}

async function askAddress(wishes: Wishes): Promise<StepResult> {
  if (wishes.kind === 'api' || wishes.isOffer) return 'skip'
  const answer = await askText({
    title: title(),
    placeholder: 'https://…/danbooru.csv',
    prompt: l10n.t('Address of a tag list: CSV as tagcomplete has it, or one tag a line'),
    value: wishes.url,
    step: 2,
    back: true,
    check: (text) => (isAddress(text) ? undefined : l10n.t('An address begins with http:// or https://')),
  })
  if (answer === 'back' || !answer) return answer ?? 'end'
  wishes.url = answer.text
  return 'next'
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

async function askHash(wishes: Wishes): Promise<StepResult> {
  if (wishes.kind === 'api' || wishes.isOffer) return 'skip'
  const answer = await askText({
    title: title(),
    placeholder: l10n.t('64 hexadecimal digits, or nothing'),
    prompt: l10n.t('SHA-256 of the file, where you know it: a list that was changed on its way is then refused'),
    value: wishes.sha256,
    step: 3,
    back: true,
    check: (text) => (/^([\da-f]{64})?$/i.test(text) ? undefined : l10n.t('A SHA-256 has 64 hexadecimal digits')),
  })
  if (answer === 'back' || !answer) return answer ?? 'end'
  wishes.sha256 = answer.text
  return 'next'
}

interface CountItem extends QuickPickItem {
  readonly value?: number
}

async function askMinimum(wishes: Wishes): Promise<StepResult> {
  if (wishes.kind === 'csv' || wishes.resumed) return 'skip'
  const details: Readonly<Record<number, string>> = {
    1000: l10n.t('what most captions need'),
    100: l10n.t('also what is seldom seen'),
    50: l10n.t('as large as the lists of tagcomplete'),
    20: l10n.t('everything that models may have learnt'),
  }
  const items: CountItem[] = MINIMUM_COUNTS.map((value) => ({ value, label: l10n.t('{0} posts or more', number(value)), description: details[value] }))
  const other: CountItem = { label: `$(edit) ${l10n.t('Another number…')}` }
  const active = items.find(({ value }) => value === wishes.minimumCount) ?? items[1]
  const picked = await pickOne([...items, other], { title: title(), placeholder: l10n.t('How many posts must a tag have at least? Fewer posts, more tags, and a longer download'), step: 2, back: true, active })
  if (picked === 'back' || !picked) return picked ?? 'end'
  if (picked.value !== undefined) {
    wishes.minimumCount = picked.value
    return 'next'
  }
  const answer = await askText({
    title: title(),
    placeholder: '100',
    prompt: l10n.t('Fewest posts of a tag'),
    step: 2,
    back: true,
    check: (text) => (/^[1-9]\d{0,8}$/.test(text) ? undefined : l10n.t('A whole number from 1')),
  })
  if (answer === 'back') return askMinimum(wishes)
  if (!answer) return 'end'
  wishes.minimumCount = Number(answer.text)
  return 'next'
}

async function askExplicit(wishes: Wishes): Promise<StepResult> {
  if (wishes.resumed) return 'skip'
  const items = [
    { value: false, label: l10n.t('Without explicit tags'), description: l10n.t('tags with sexual words are left out') },
    { value: true, label: l10n.t('With explicit tags'), description: l10n.t('the whole list') },
  ]
  const picked = await pickOne(items, { title: title(), placeholder: l10n.t('Explicit tags?'), step: stepAfter(wishes, 2), back: true, active: items.find(({ value }) => value === wishes.explicit) })
  if (picked === 'back' || !picked) return picked ?? 'end'
  wishes.explicit = picked.value
  return 'next'
}

async function askPlace(wishes: Wishes, _server: LanguageServer, context: ExtensionContext): Promise<StepResult> {
  const { list } = orderOf(wishes, context)
  wishes.place = undefined
  if (isKept({ uri: list, kind: 'tags' })) return 'next'
  const kinds = wishes.kind === 'api' ? (['tags', 'relations'] as const) : (['tags'] as const)
  const items = placeItems(kinds)
  const picked = await pickOne(items, { title: title(), placeholder: l10n.t('Where is it to count? The list itself is kept in the storage of Taglore'), step: stepAfter(wishes, 3), back: !wishes.resumed })
  if (picked === 'back' || !picked) return picked ?? 'end'
  wishes.place = await placeOf(picked)
  return wishes.place === undefined ? 'end' : 'next'
}

function stepAfter({ kind, isOffer, resumed }: Wishes, step: number): number | undefined {
  if (resumed) return undefined
  return kind === 'api' ? step + 1 : isOffer ? step : step + 2
}
