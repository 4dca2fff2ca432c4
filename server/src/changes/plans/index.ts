import { say } from '../../base/message'
import type { Sample } from '../../dataset/sample'
import { addTags } from './add-tags'
import { editConcept } from './edit-concept'
import { formatCaptions } from './format-captions'
import { mergeTags } from './merge-tags'
import { moveTags } from './move-tags'
import type { PlanAnswer, PlanWorld, Refactoring } from './parts/refactoring'
import { pruneImplied } from './prune-implied'
import { removeByCategory } from './remove-by-category'
import { removeTags } from './remove-tags'
import { renameTag } from './rename-tag'
import { replaceList } from './replace-list'
import { replacePattern } from './replace-pattern'
import { setTrigger } from './set-trigger'
import { sortByTag } from './sort-by-tag'
import { sortTags } from './sort-tags'
import { splitTag } from './split-tag'
import { unifySpelling } from './unify-spelling'

/** All refactorings, in the order of menus. */
export const REFACTORINGS = [
  renameTag, mergeTags, splitTag, removeTags, removeByCategory, addTags, sortByTag, moveTags, replaceList, replacePattern, sortTags, formatCaptions, unifySpelling, pruneImplied,
  setTrigger, editConcept,
] as const

type AnyRefactoring = (typeof REFACTORINGS)[number]
type ArgumentsOf<One> = One extends Refactoring<string, infer Arguments> ? Arguments : never

export type RefactoringId = AnyRefactoring['id']

/** A refactoring with its arguments, as it travels between the doors and the core. */
export type RefactoringRequest = { [One in AnyRefactoring as One['id']]: { readonly id: One['id']; readonly args: ArgumentsOf<One> } }[RefactoringId]

/** Plans a request over samples (see `samplesOf`). */
export function planRefactoring(request: RefactoringRequest, world: PlanWorld, samples: Iterable<Sample>): PlanAnswer {
  const found: AnyRefactoring | undefined = REFACTORINGS.find((candidate) => candidate.id === request.id)
  if (!found) return { fault: say`There is no refactoring '${String(request.id)}'` }
  // the type of a request ties its arguments to its id, and the one found has this id
  const refactoring = found as unknown as Refactoring<string, RefactoringRequest['args']>
  return refactoring.plan(world, request.args, samples)
}
