import type { Message } from '../../../base/message'
import type { Caption, Tag } from '../../../caption/caption'
import type { TagEdit } from '../../../caption/edit'
import type { Dataset } from '../../../dataset/dataset'
import type { Sample } from '../../../dataset/sample'
import type { Knowledge } from '../../../workspace/knowledge'
import type { Change } from '../../change'
import type { ListAddition } from '../../settings-change'
import type { Refusal, RefusalKind } from './refusal'

/** What a refactoring would do and what it could not do, as plain data. */
export interface Plan {
  readonly change: Change
  /** Sorted by path; at most one a file and kind. */
  readonly refusals: readonly Refusal[]
  /** Entries for `taglore.json` that belong to the change. */
  readonly settings: readonly ListAddition[]
}

/** A plan, or what is wrong with the arguments. */
export type PlanAnswer = { readonly plan: Plan } | { readonly fault: Message }

export interface PlanWorld {
  readonly dataset: Dataset
  readonly knowledge: Knowledge
}

/** One refactoring of many captions: the same for quick pick, gallery, identity sheet and command line. */
export interface Refactoring<Id extends string, Arguments> {
  /** Also the file's name. */
  readonly id: Id
  /** What a menu calls it. */
  readonly label: Message
  /** Looks only at `samples`; their order does not matter. Arguments are data from outside: what is wrong with them is a fault. */
  plan(world: PlanWorld, args: Arguments, samples: Iterable<Sample>): PlanAnswer
}

/** What a step may know of the caption's place, and how it says what it leaves alone. */
export interface StepContext {
  readonly sample: Sample
  refuse(kind: RefusalKind, tags: readonly Tag[]): void
}

/** The edits for one caption; pure. */
export type CaptionStep = (caption: Caption, context: StepContext) => readonly TagEdit[]
