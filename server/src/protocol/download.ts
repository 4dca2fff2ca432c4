/**
 * `taglore/downloadTags`: downloads a tag list, only ever because the user asked for it. Cancelled like any request;
 * tells `taglore/downloadProgress` on the way. What was fetched from the API before a break is used by the next call.
 */
export const DOWNLOAD_REQUEST = 'taglore/downloadTags'

export interface DownloadParams {
  readonly source: DownloadSource
  /** URI of the list that is written or replaced; relations and the record of the download lie beside it. */
  readonly list: string
  /** With tags whose words are sexual. False unless the user chose it. */
  readonly explicit: boolean
  /** What VS Code says in `http.proxy`; the setting `taglore.download.proxy` goes before it. */
  readonly editorProxy?: string
  /** Comes back in the progress. */
  readonly token: string
}

export type DownloadSource =
  /** A ready list by its address: offered first, because the API is hard to reach from some countries. */
  | { readonly kind: 'csv'; readonly url: string; readonly sha256?: string; readonly mirrors: readonly string[] }
  /** Danbooru's own API: tags by their post count, aliases and implications. Mirrors are bases of the same booru. */
  | { readonly kind: 'api'; readonly minimumCount: number; readonly mirrors: readonly string[] }

export type DownloadResult =
  | { readonly kind: 'done'; readonly info: ListInfo; /** URIs to add to the settings. */ readonly list: string; readonly relations: string | null }
  | { readonly kind: 'cancelled'; /** A later call goes on where this one ended. */ readonly resumable: boolean }
  | { readonly kind: 'failed'; readonly code: DownloadErrorCode; /** In the user's language. */ readonly message: string; readonly resumable: boolean }

export type DownloadErrorCode =
  /** The same list is being downloaded. */
  | 'running'
  | 'bad-address'
  | 'bad-proxy'
  | 'refused'
  | 'not-found'
  | 'unreachable'
  | 'busy'
  | 'too-slow'
  | 'cut-off'
  | 'too-large'
  | 'unexpected-answer'
  | 'wrong-hash'
  | 'not-a-tag-list'
  | 'disk-full'
  | 'disk'

/** `taglore/downloadProgress`. */
export const DOWNLOAD_PROGRESS_NOTIFICATION = 'taglore/downloadProgress'

export interface DownloadProgressParams {
  readonly token: string
  readonly progress: DownloadProgress
}

export interface DownloadProgress {
  /** `file` counts bytes, the others count rows of all three together. */
  readonly stage: 'tags' | 'aliases' | 'implications' | 'file'
  readonly done: number
  /** About how many there will be; absent where nobody knows. */
  readonly total?: number
  readonly secondsLeft?: number
  /** The server is busy or away: seconds until the next attempt. */
  readonly waitingSeconds?: number
}

/** What is known of a downloaded list; lies beside it as `<list>.json`. */
export interface ListInfo {
  readonly source: 'csv' | 'api'
  /** Address that was asked first. */
  readonly url: string
  /** When, as ISO 8601 in UTC. */
  readonly date: string
  /** Fewest posts of a tag; null where the list was made by others. */
  readonly minimumCount: number | null
  readonly explicit: boolean
  /** Tags. */
  readonly rows: number
  /** Rows of the relations file beside it; null where there is none. */
  readonly relations: number | null
  /** Of the list as it was written. */
  readonly sha256: string
}

/** `taglore/downloadState`: what the wizard, the age and the reminder need to know of a list. */
export const DOWNLOAD_STATE_REQUEST = 'taglore/downloadState'

export interface DownloadStateParams {
  /** URI of the list. */
  readonly list: string
  /** When the user was last reminded, as ISO 8601. */
  readonly reminded?: string
}

export interface DownloadStateResult {
  readonly info: ListInfo | null
  /** Whole days since the download; null where there was none. */
  readonly ageDays: number | null
  /** A monthly reminder is due, and reminders are on. */
  readonly reminderDue: boolean
  /** A download from the API that ended before its end, and can be gone on with. */
  readonly unfinished: UnfinishedDownload | null
}

export interface UnfinishedDownload {
  readonly minimumCount: number
  readonly explicit: boolean
  /** Rows that are there. */
  readonly rows: number
}

/** The booru's own address. */
export const DANBOORU = 'https://danbooru.donmai.us'

/** What the wizard proposes; the user may give any other number from 1. */
export const MINIMUM_COUNTS: readonly number[] = [1000, 100, 50, 20]

export interface ListOffer {
  readonly name: string
  readonly url: string
  readonly mirrors: readonly string[]
}

/** Lists that many people use, with the public caches that serve the same file. */
export const LIST_OFFERS: readonly ListOffer[] = ['danbooru.csv', 'e621.csv', 'danbooru_e621_merged.csv'].map((file) => ({
  name: `a1111-sd-webui-tagcomplete: ${file}`,
  url: `https://raw.githubusercontent.com/DominikDoom/a1111-sd-webui-tagcomplete/main/tags/${file}`,
  mirrors: ['cdn', 'fastly', 'gcore'].map((host) => `https://${host}.jsdelivr.net/gh/DominikDoom/a1111-sd-webui-tagcomplete@main/tags/${file}`),
}))

/** What is asked, and what comes back. */
export interface DownloadRequests {
  readonly [DOWNLOAD_REQUEST]: readonly [DownloadParams, DownloadResult]
  readonly [DOWNLOAD_STATE_REQUEST]: readonly [DownloadStateParams, DownloadStateResult]
}
