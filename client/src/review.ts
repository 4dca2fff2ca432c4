import { workspace, type Disposable } from 'vscode'
import { REVIEW_SCHEME } from '../../server/src/protocol/initialize'

/** The document that only gives a refactor preview its advice. It has no text, and nothing is ever written to it. */
export function registerReview(): Disposable {
  return workspace.registerTextDocumentContentProvider(REVIEW_SCHEME, { provideTextDocumentContent: () => '' })
}
