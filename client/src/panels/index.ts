import { Disposable, type ExtensionContext, type LogOutputChannel } from 'vscode'
import type { CaptionMode } from '../caption-mode'
import type { LanguageServer } from '../language-server'
import { registerAudit, type AuditPanel } from './audit'
import { registerConcept, type ConceptPanel } from './concept'
import { registerCompare, type ComparePanel } from './compare'
import { registerCrop, type CropPanel } from './crop'
import { registerGallery, type GalleryPanel } from './gallery'
import { registerPlan, type PlanPanel } from './plan'
import { registerPrepare, type PreparePanel } from './prepare'
import { registerPreview, type PreviewPanel } from './preview'
import { registerReviewTags, type ReviewPanel } from './review'
import { registerSorter, type SorterPanel } from './sorter'

/** What panels are made of. */
export interface PanelParts {
  readonly context: ExtensionContext
  readonly server: LanguageServer
  readonly mode: CaptionMode
  readonly log: LogOutputChannel
}

export interface Panels extends Disposable {
  readonly preview: PreviewPanel
  readonly audit: AuditPanel
  readonly concept: ConceptPanel
  readonly gallery: GalleryPanel
  readonly review: ReviewPanel
  readonly crop: CropPanel
  readonly plan: PlanPanel
  readonly prepare: PreparePanel
  readonly compare: ComparePanel
  readonly sorter: SorterPanel
}

/** All panels: a file here and a folder in media/ for each. */
export const PANELS = ['audit', 'compare', 'concept', 'crop', 'gallery', 'plan', 'prepare', 'preview', 'review', 'sorter'] as const

export type PanelName = (typeof PANELS)[number]

export function registerPanels(parts: PanelParts): Panels {
  const preview = registerPreview(parts)
  const audit = registerAudit(parts)
  const concept = registerConcept(parts)
  const gallery = registerGallery(parts)
  const review = registerReviewTags(parts)
  const crop = registerCrop(parts)
  const plan = registerPlan(parts)
  const prepare = registerPrepare(parts)
  const compare = registerCompare(parts)
  const sorter = registerSorter(parts)
  return { preview, audit, concept, gallery, review, crop, plan, prepare, compare, sorter, dispose: () => Disposable.from(preview, audit, concept, gallery, review, crop, plan, prepare, compare, sorter).dispose() }
}
