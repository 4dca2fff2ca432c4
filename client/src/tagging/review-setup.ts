import type { ExtensionContext } from 'vscode'
import { USUAL_SETUP, type ReviewSetup } from '../../../server/src/protocol/review-page'

export type { ReviewSetup } from '../../../server/src/protocol/review-page'

// with the window: a review goes on where it was left, also after its tab was closed
const placeOf = (root: string): string => `taglore.review ${root}`

export function readSetup({ workspaceState }: Pick<ExtensionContext, 'workspaceState'>, root: string): ReviewSetup {
  return { ...USUAL_SETUP, ...workspaceState.get<Partial<ReviewSetup>>(placeOf(root)) }
}

export async function writeSetup({ workspaceState }: Pick<ExtensionContext, 'workspaceState'>, root: string, setup: ReviewSetup): Promise<void> {
  await workspaceState.update(placeOf(root), setup)
}
