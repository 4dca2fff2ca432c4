import { Uri, type ExtensionContext } from 'vscode'
import { LIST_OFFERS, type DownloadSource, type ListOffer } from '../../server/src/protocol/download'

/** A download as the user asked for it. */
export interface Order {
  readonly source: DownloadSource
  /** The file that it becomes, in the extension's own storage. */
  readonly list: Uri
  readonly explicit: boolean
}

interface Kept {
  readonly source: DownloadSource
  readonly list: string
  readonly explicit: boolean
}

const KEY = 'downloads'

/** The lists that were downloaded, the last one first. */
export function pastOrders({ globalState }: ExtensionContext): readonly Order[] {
  // only this file writes it
  return globalState.get<readonly Kept[]>(KEY, []).map(({ source, list, explicit }) => ({ source, list: Uri.parse(list), explicit }))
}

export async function rememberOrder(context: ExtensionContext, { source, list, explicit }: Order): Promise<void> {
  const kept = context.globalState.get<readonly Kept[]>(KEY, []).filter((other) => other.list !== list.toString())
  await context.globalState.update(KEY, [{ source, list: list.toString(), explicit }, ...kept])
}

/** What comes from the API is no list of the same name that others made. */
export function apiList(context: ExtensionContext): Uri {
  return listUri(context, 'danbooru-api.csv')
}

/** The file of a list from an address; two addresses have two files. */
export function csvList(context: ExtensionContext, url: string): Uri {
  const offer = offerOf(url)
  const { host, pathname } = new URL(url)
  const name = decode(pathname.split('/').at(-1) ?? '')
  const plain = /\.(csv|txt|json)$/i.test(name) ? name : `${name || 'list'}.csv`
  return listUri(context, offer ? plain : `${host}-${hashOf(url)}-${plain}`)
}

export function offerOf(url: string): ListOffer | undefined {
  return LIST_OFFERS.find((offer) => offer.url === url)
}

function listUri({ globalStorageUri }: ExtensionContext, name: string): Uri {
  return Uri.joinPath(globalStorageUri, 'lists', name.replace(/[^\p{L}\p{N}._-]/gu, '_'))
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** Few letters that tell addresses of one host apart. */
function hashOf(text: string): string {
  let hash = 0
  for (const char of text) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0
  return hash.toString(36)
}
