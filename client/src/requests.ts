import type { CancellationToken } from 'vscode'
import type {
  AUDIT_BUCKETS_REQUEST,
  AUDIT_CAPTIONS_REQUEST,
  AUDIT_DUPLICATES_REQUEST,
  AUDIT_FIX_REQUEST,
  AUDIT_REQUEST,
  AUDIT_ROWS_REQUEST,
  AUDIT_SETTING_REQUEST,
  AUDIT_STATE_REQUEST,
  AUDIT_TAGS_REQUEST,
  AuditBucketsParams,
  AuditBucketsResult,
  AuditCaptionsParams,
  AuditDuplicatesParams,
  AuditDuplicatesResult,
  AuditFixParams,
  AuditFixResult,
  AuditParams,
  AuditResult,
  AuditRowsParams,
  AuditRowsResult,
  AuditSettingParams,
  AuditStateParams,
  AuditStateResult,
  AuditTagsParams,
  AuditTagsResult,
  RENDER_REQUEST,
  RenderParams,
} from '../../server/src/protocol/audit'
import type { BALANCE_REQUEST, BalanceParams, BalanceResult } from '../../server/src/protocol/balance'
import type {
  CAPTION_KIND_REQUEST,
  CaptionKindParams,
  CaptionKindResult,
  COMPLETE_TAG_REQUEST,
  CompleteTagParams,
  CompleteTagResult,
  EDIT_TAGS_REQUEST,
  EditTagsParams,
  EditTagsResult,
  NEIGHBOUR_REQUEST,
  NeighbourParams,
  TAG_COMMAND_REQUEST,
  TagCommandParams,
  TagCommandResult,
} from '../../server/src/protocol/captions'
import type {
  APPLY_CHANGE_REQUEST,
  ApplyChangeParams,
  CHANGE_FILE_REQUEST,
  CHANGE_HISTORY_REQUEST,
  ChangeFileParams,
  ChangeFileResult,
  ChangeHistoryParams,
  ChangeHistoryResult,
  ChangeOutcome,
  PLAN_RENAME_REQUEST,
  PlannedChange,
  PlanRenameParams,
  REDO_CHANGE_REQUEST,
  TravelChangeParams,
  UNDO_CHANGE_REQUEST,
} from '../../server/src/protocol/changes'
import type {
  CONCEPT_EFFECT_REQUEST,
  CONCEPT_SHEET_REQUEST,
  ConceptEffect,
  ConceptEffectParams,
  CONCEPTS_REQUEST,
  ConceptSheet,
  ConceptSheetParams,
  ConceptsParams,
  ConceptsResult,
  USED_GROUPS_REQUEST,
  UsedGroupsParams,
  UsedGroupsResult,
} from '../../server/src/protocol/concept'
import type {
  CAPTIONS_REQUEST,
  CaptionsParams,
  EXCLUDE_REQUEST,
  EXCLUDED_REQUEST,
  ExcludedParams,
  ExcludedResult,
  ExcludeParams,
  ADD_IMAGES_REQUEST,
  AddImagesParams,
  AddImagesResult,
  NEW_DATASET_REQUEST,
  NewDatasetParams,
  NewDatasetResult,
  RESTORE_REQUEST,
  RestoreParams,
  UNCAPTIONED_REQUEST,
  UncaptionedParams,
  UncaptionedResult,
} from '../../server/src/protocol/dataset-files'
import type { CROP_REQUEST, CropParams, CropResult, PICTURES_REQUEST, PicturesParams, PicturesResult, PLAN_CROP_REQUEST, PlanCropParams, PlanCropResult } from '../../server/src/protocol/crop'
import type { PLAN_PREPARE_REQUEST, PlanPrepareParams, PREPARE_SAMPLE_REQUEST, PrepareSampleParams, PrepareSampleResult, UPSCALE_REQUEST, UpscaleParams, UpscaleResult } from '../../server/src/protocol/prepare'
import type { DOWNLOAD_REQUEST, DOWNLOAD_STATE_REQUEST, DownloadParams, DownloadResult, DownloadStateParams, DownloadStateResult } from '../../server/src/protocol/download'
import type {
  COMPLETE_QUERY_REQUEST,
  CompleteQueryParams,
  CompleteQueryResult,
  DELETE_REQUEST,
  DeleteParams,
  GALLERY_ITEMS_REQUEST,
  GALLERY_REQUEST,
  GALLERY_TAGS_REQUEST,
  GalleryImagesParams,
  GalleryItem,
  GalleryParams,
  GalleryResult,
  GalleryTags,
  MOVE_REQUEST,
  MoveParams,
  REPEATS_REQUEST,
  RepeatsParams,
  RepeatsResult,
} from '../../server/src/protocol/gallery'
import type {
  EXPLORER_CONCEPTS_REQUEST,
  EXPLORER_DATASETS_REQUEST,
  EXPLORER_IMAGES_REQUEST,
  EXPLORER_TAG_GROUPS_REQUEST,
  EXPLORER_TAGS_REQUEST,
  ExplorerConceptsParams,
  ExplorerConceptsResult,
  ExplorerDatasetsParams,
  ExplorerDatasetsResult,
  ExplorerImagesParams,
  ExplorerImagesResult,
  ExplorerTagGroupsParams,
  ExplorerTagGroupsResult,
  ExplorerTagsParams,
  ExplorerTagsResult,
} from '../../server/src/protocol/explorer'
import type { LINES_EDIT_REQUEST, LINES_REQUEST, LinesEditParams, LinesEditResult, LinesParams, LinesResult } from '../../server/src/protocol/lines'
import type {
  IMAGE_LIST_REQUEST,
  ImageListParams,
  ImageListResult,
  MARK_REVIEWED_REQUEST,
  MarkReviewedParams,
  MarkReviewedResult,
  Neighbour,
  PREVIEW_REQUEST,
  PreviewData,
  PreviewParams,
  TRAINED_TEXT_REQUEST,
  TrainedTextParams,
  TrainedTextResult,
} from '../../server/src/protocol/preview'
import type {
  CONVERT_MODE_REQUEST,
  ConvertModeParams,
  PLAN_REQUEST,
  PLAN_WRITERS_REQUEST,
  CHECK_WITH_TRAINER_REQUEST,
  CheckWithTrainerParams,
  CheckWithTrainerResult,
  PlanParams,
  PlanResult,
  PlanWritersResult,
  TRAINING_COMMAND_REQUEST,
  TrainingCommandParams,
  TrainingCommandResult,
  WRITE_PLAN_REQUEST,
  WritePlanParams,
} from '../../server/src/protocol/plan'
import type { SORTER_REQUEST, SorterParams, SorterResult } from '../../server/src/protocol/sorter'
import type { QUERY_REQUEST, QueryParams, QueryResult } from '../../server/src/protocol/query'
import type { REFACTOR_REQUEST, RefactorParams, RefactorResult } from '../../server/src/protocol/refactor'
import type {
  CONFIGURE_REQUEST,
  ConfigureParams,
  ConfigureResult,
  DATASETS_REQUEST,
  DatasetsParams,
  DatasetsResult,
  FORMATS_REQUEST,
  FormatsParams,
  FormatsResult,
  STATUS_REQUEST,
  StatusParams,
  StatusResult,
  THUMBNAIL_REQUEST,
  ThumbnailParams,
  ThumbnailResult,
} from '../../server/src/protocol/status'
import type {
  MODEL_REQUEST,
  ModelParams,
  REVIEW_COUNTS_REQUEST,
  REVIEW_IMAGE_REQUEST,
  REVIEW_REQUEST,
  REVIEW_TAG_REQUEST,
  ReviewCounts,
  ReviewCountsParams,
  ReviewImageParams,
  ReviewParams,
  ReviewResult,
  ReviewTag,
  ReviewTagParams,
  ReviewTagResult,
  RUNTIME_REQUEST,
  SCORES_REQUEST,
  ScoresParams,
  ScoresResult,
  SetUpParams,
  SetUpResult,
  TAG_PLAN_REQUEST,
  TAG_REQUEST,
  TAGGERS_REQUEST,
  TaggersParams,
  TaggersResult,
  TagParams,
  TagPlanParams,
  TagPlanResult,
  TagResult,
} from '../../server/src/protocol/tagging'
import type { TOKENS_REQUEST, TokensParams, TokensResult } from '../../server/src/protocol/tokens'
import type { CACHES_REQUEST, CachesParams, CachesResult, CLEAR_CACHES_REQUEST, ClearCachesParams, ClearCachesResult } from '../../server/src/protocol/caches'
import type { DESCRIBE_LIST_REQUEST, DescribeListParams, DescribeListResult, FIND_LISTS_REQUEST, FindListsParams, FindListsResult } from '../../server/src/protocol/tag-lists'

/** Every request of our own: what is asked, and what comes back. */
export interface Requests {
  readonly [CAPTION_KIND_REQUEST]: readonly [CaptionKindParams, CaptionKindResult]
  readonly [NEIGHBOUR_REQUEST]: readonly [NeighbourParams, Neighbour | null]
  readonly [TAG_COMMAND_REQUEST]: readonly [TagCommandParams, TagCommandResult]
  readonly [EDIT_TAGS_REQUEST]: readonly [EditTagsParams, EditTagsResult]
  readonly [COMPLETE_TAG_REQUEST]: readonly [CompleteTagParams, CompleteTagResult]
  readonly [PREVIEW_REQUEST]: readonly [PreviewParams, PreviewData]
  readonly [MARK_REVIEWED_REQUEST]: readonly [MarkReviewedParams, MarkReviewedResult]
  readonly [IMAGE_LIST_REQUEST]: readonly [ImageListParams, ImageListResult]
  readonly [TRAINED_TEXT_REQUEST]: readonly [TrainedTextParams, TrainedTextResult | null]
  readonly [STATUS_REQUEST]: readonly [StatusParams, StatusResult]
  readonly [THUMBNAIL_REQUEST]: readonly [ThumbnailParams, ThumbnailResult]
  readonly [CONFIGURE_REQUEST]: readonly [ConfigureParams, ConfigureResult | null]
  readonly [DATASETS_REQUEST]: readonly [DatasetsParams, DatasetsResult]
  readonly [FORMATS_REQUEST]: readonly [FormatsParams, FormatsResult]
  readonly [QUERY_REQUEST]: readonly [QueryParams, QueryResult]
  readonly [EXPLORER_DATASETS_REQUEST]: readonly [ExplorerDatasetsParams, ExplorerDatasetsResult]
  readonly [EXPLORER_CONCEPTS_REQUEST]: readonly [ExplorerConceptsParams, ExplorerConceptsResult]
  readonly [EXPLORER_IMAGES_REQUEST]: readonly [ExplorerImagesParams, ExplorerImagesResult]
  readonly [EXPLORER_TAGS_REQUEST]: readonly [ExplorerTagsParams, ExplorerTagsResult]
  readonly [EXPLORER_TAG_GROUPS_REQUEST]: readonly [ExplorerTagGroupsParams, ExplorerTagGroupsResult]
  readonly [AUDIT_REQUEST]: readonly [AuditParams, AuditResult]
  readonly [AUDIT_ROWS_REQUEST]: readonly [AuditRowsParams, AuditRowsResult | null]
  readonly [AUDIT_CAPTIONS_REQUEST]: readonly [AuditCaptionsParams, AuditRowsResult | null]
  readonly [AUDIT_TAGS_REQUEST]: readonly [AuditTagsParams, AuditTagsResult | null]
  readonly [AUDIT_BUCKETS_REQUEST]: readonly [AuditBucketsParams, AuditBucketsResult | null]
  readonly [AUDIT_DUPLICATES_REQUEST]: readonly [AuditDuplicatesParams, AuditDuplicatesResult | null]
  readonly [AUDIT_FIX_REQUEST]: readonly [AuditFixParams, AuditFixResult | null]
  readonly [AUDIT_SETTING_REQUEST]: readonly [AuditSettingParams, PlannedChange | null]
  readonly [AUDIT_STATE_REQUEST]: readonly [AuditStateParams, AuditStateResult | null]
  readonly [RENDER_REQUEST]: readonly [RenderParams, string | null]
  readonly [TOKENS_REQUEST]: readonly [TokensParams, TokensResult | null]
  readonly [LINES_REQUEST]: readonly [LinesParams, LinesResult | null]
  readonly [LINES_EDIT_REQUEST]: readonly [LinesEditParams, LinesEditResult | null]
  readonly [CONCEPTS_REQUEST]: readonly [ConceptsParams, ConceptsResult]
  readonly [CONCEPT_SHEET_REQUEST]: readonly [ConceptSheetParams, ConceptSheet | null]
  readonly [CONCEPT_EFFECT_REQUEST]: readonly [ConceptEffectParams, ConceptEffect]
  readonly [BALANCE_REQUEST]: readonly [BalanceParams, BalanceResult]
  readonly [PLAN_REQUEST]: readonly [PlanParams, PlanResult]
  readonly [CHECK_WITH_TRAINER_REQUEST]: readonly [CheckWithTrainerParams, CheckWithTrainerResult]
  readonly [PLAN_WRITERS_REQUEST]: readonly [PlanParams, PlanWritersResult]
  readonly [WRITE_PLAN_REQUEST]: readonly [WritePlanParams, PlannedChange]
  readonly [CONVERT_MODE_REQUEST]: readonly [ConvertModeParams, PlannedChange]
  readonly [TRAINING_COMMAND_REQUEST]: readonly [TrainingCommandParams, TrainingCommandResult]
  readonly [USED_GROUPS_REQUEST]: readonly [UsedGroupsParams, UsedGroupsResult]
  readonly [REFACTOR_REQUEST]: readonly [RefactorParams, RefactorResult]
  readonly [CHANGE_FILE_REQUEST]: readonly [ChangeFileParams, ChangeFileResult | null]
  readonly [APPLY_CHANGE_REQUEST]: readonly [ApplyChangeParams, ChangeOutcome]
  readonly [UNDO_CHANGE_REQUEST]: readonly [TravelChangeParams, ChangeOutcome]
  readonly [REDO_CHANGE_REQUEST]: readonly [TravelChangeParams, ChangeOutcome]
  readonly [PLAN_RENAME_REQUEST]: readonly [PlanRenameParams, PlannedChange | null]
  readonly [CHANGE_HISTORY_REQUEST]: readonly [ChangeHistoryParams, ChangeHistoryResult]
  readonly [EXCLUDE_REQUEST]: readonly [ExcludeParams, PlannedChange | null]
  readonly [EXCLUDED_REQUEST]: readonly [ExcludedParams, ExcludedResult]
  readonly [RESTORE_REQUEST]: readonly [RestoreParams, PlannedChange | null]
  readonly [ADD_IMAGES_REQUEST]: readonly [AddImagesParams, AddImagesResult]
  readonly [NEW_DATASET_REQUEST]: readonly [NewDatasetParams, NewDatasetResult]
  readonly [UNCAPTIONED_REQUEST]: readonly [UncaptionedParams, UncaptionedResult]
  readonly [CAPTIONS_REQUEST]: readonly [CaptionsParams, PlannedChange | null]
  readonly [TAGGERS_REQUEST]: readonly [TaggersParams, TaggersResult]
  readonly [TAG_REQUEST]: readonly [TagParams, TagResult]
  readonly [SCORES_REQUEST]: readonly [ScoresParams, ScoresResult | null]
  readonly [REVIEW_REQUEST]: readonly [ReviewParams, ReviewResult]
  readonly [REVIEW_COUNTS_REQUEST]: readonly [ReviewCountsParams, ReviewCounts | null]
  readonly [REVIEW_IMAGE_REQUEST]: readonly [ReviewImageParams, readonly ReviewTag[] | null]
  readonly [REVIEW_TAG_REQUEST]: readonly [ReviewTagParams, ReviewTagResult | null]
  readonly [TAG_PLAN_REQUEST]: readonly [TagPlanParams, TagPlanResult]
  readonly [RUNTIME_REQUEST]: readonly [SetUpParams, SetUpResult]
  readonly [MODEL_REQUEST]: readonly [ModelParams, SetUpResult]
  readonly [CROP_REQUEST]: readonly [CropParams, CropResult]
  readonly [PICTURES_REQUEST]: readonly [PicturesParams, PicturesResult]
  readonly [PLAN_CROP_REQUEST]: readonly [PlanCropParams, PlanCropResult]
  readonly [GALLERY_REQUEST]: readonly [GalleryParams, GalleryResult]
  readonly [GALLERY_ITEMS_REQUEST]: readonly [GalleryImagesParams, readonly GalleryItem[]]
  readonly [GALLERY_TAGS_REQUEST]: readonly [GalleryImagesParams, GalleryTags]
  readonly [SORTER_REQUEST]: readonly [SorterParams, SorterResult]
  readonly [COMPLETE_QUERY_REQUEST]: readonly [CompleteQueryParams, CompleteQueryResult]
  readonly [MOVE_REQUEST]: readonly [MoveParams, PlannedChange | null]
  readonly [REPEATS_REQUEST]: readonly [RepeatsParams, RepeatsResult]
  readonly [DELETE_REQUEST]: readonly [DeleteParams, PlannedChange | null]
  readonly [PREPARE_SAMPLE_REQUEST]: readonly [PrepareSampleParams, PrepareSampleResult]
  readonly [PLAN_PREPARE_REQUEST]: readonly [PlanPrepareParams, PlannedChange | null]
  readonly [UPSCALE_REQUEST]: readonly [UpscaleParams, UpscaleResult]
  readonly [DOWNLOAD_REQUEST]: readonly [DownloadParams, DownloadResult]
  readonly [DOWNLOAD_STATE_REQUEST]: readonly [DownloadStateParams, DownloadStateResult]
  readonly [CACHES_REQUEST]: readonly [CachesParams, CachesResult]
  readonly [CLEAR_CACHES_REQUEST]: readonly [ClearCachesParams, ClearCachesResult]
  readonly [DESCRIBE_LIST_REQUEST]: readonly [DescribeListParams, DescribeListResult]
  readonly [FIND_LISTS_REQUEST]: readonly [FindListsParams, FindListsResult]
}

export type Method = keyof Requests

/** Asks the server; rejects with words for the user where it cannot answer. */
export type Request = <Name extends Method>(method: Name, params: Requests[Name][0], token?: CancellationToken) => Promise<Requests[Name][1]>

/**
 * Asks the server. Undefined where there is no answer: the server is stopped, was restarted meanwhile, or failed
 * (which the log tells). Whoever asks shows fewer things then, not an error.
 */
export type Ask = <Name extends Method>(method: Name, params: Requests[Name][0], token?: CancellationToken) => Promise<Requests[Name][1] | undefined>
