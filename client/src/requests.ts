import type { CancellationToken } from 'vscode'
import type { AuditRequests } from '../../server/src/protocol/audit'
import type { BalanceRequests } from '../../server/src/protocol/balance'
import type { CachesRequests } from '../../server/src/protocol/caches'
import type { CaptionsRequests } from '../../server/src/protocol/captions'
import type { ChangesRequests } from '../../server/src/protocol/changes'
import type { ConceptRequests } from '../../server/src/protocol/concept'
import type { CropRequests } from '../../server/src/protocol/crop'
import type { DatasetFilesRequests } from '../../server/src/protocol/dataset-files'
import type { DownloadRequests } from '../../server/src/protocol/download'
import type { ExplorerRequests } from '../../server/src/protocol/explorer'
import type { GalleryRequests } from '../../server/src/protocol/gallery'
import type { LinesRequests } from '../../server/src/protocol/lines'
import type { PlanRequests } from '../../server/src/protocol/plan'
import type { PrepareRequests } from '../../server/src/protocol/prepare'
import type { PreviewRequests } from '../../server/src/protocol/preview'
import type { QueryRequests } from '../../server/src/protocol/query'
import type { RefactorRequests } from '../../server/src/protocol/refactor'
import type { SorterRequests } from '../../server/src/protocol/sorter'
import type { StatusRequests } from '../../server/src/protocol/status'
import type { TagListsRequests } from '../../server/src/protocol/tag-lists'
import type { TaggingRequests } from '../../server/src/protocol/tagging'
import type { TokensRequests } from '../../server/src/protocol/tokens'

/** Every request of our own: what is asked, and what comes back. */
export interface Requests
  extends AuditRequests,
    BalanceRequests,
    CachesRequests,
    CaptionsRequests,
    ChangesRequests,
    ConceptRequests,
    CropRequests,
    DatasetFilesRequests,
    DownloadRequests,
    ExplorerRequests,
    GalleryRequests,
    LinesRequests,
    PlanRequests,
    PrepareRequests,
    PreviewRequests,
    QueryRequests,
    RefactorRequests,
    SorterRequests,
    StatusRequests,
    TagListsRequests,
    TaggingRequests,
    TokensRequests {}

export type Method = keyof Requests

/** Asks the server; rejects with words for the user where it cannot answer. */
export type Request = <Name extends Method>(method: Name, params: Requests[Name][0], token?: CancellationToken) => Promise<Requests[Name][1]>

/**
 * Asks the server. Undefined where there is no answer: the server is stopped, was restarted meanwhile, or failed
 * (which the log tells). Whoever asks shows fewer things then, not an error.
 */
export type Ask = <Name extends Method>(method: Name, params: Requests[Name][0], token?: CancellationToken) => Promise<Requests[Name][1] | undefined>
