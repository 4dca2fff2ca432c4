import { nameOf } from '../base/path'
import type { Caption } from '../caption/caption'
import type { Concept } from '../dataset/concepts'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { readTrainingFile } from '../training-files/read-training-file'
import { concernsBeginning, isBeginning } from './beginning'
import { describeHabits, isHabit } from './habits'
import type { Problem } from './problem'
import type { CaptionRule, Pause, PlaceFinding, Rule, RuleContext, TrainingFileSubject } from './rule'
import { CaptionRun, contextOf, rulesOf, sortProblems, toProblem, type CaptionPlace, type LintWorld } from './run'

export { levelOf, type LintWorld } from './run'

/** The problems of one caption, by place. `anchor` is its path. What most captions of its folder share is left to `lintDataset`. */
export function lintCaption(caption: Caption, anchor: string, world: LintWorld, place?: CaptionPlace): readonly Problem[] {
  const run = new CaptionRun(caption, anchor, world, place)
  const { concept } = run.place
  const problems: Problem[] = []
  for (const rule of rulesOf(world).caption) {
    const found = run.run(rule)
    if (found.length > 0 && !(concept && isHabit(rule, concept, world))) problems.push(...found)
  }
  return sortProblems(problems)
}

/** The problems of one sample's files as such. */
export function lintSample(sample: Sample, world: LintWorld & { readonly dataset: Dataset }): readonly Problem[] {
  let problems: Problem[] | undefined
  for (const rule of rulesOf(world).sample) {
    for (const finding of rule.check(sample, { ...contextOf(rule, world, sample.folder), dataset: world.dataset })) {
      const problem = toProblem(rule, finding, finding.anchor, world)
      if (problem) (problems ??= []).push(problem)
    }
  }
  return problems ? tellable(world, problems) : NO_PROBLEMS
}

const NO_PROBLEMS: readonly Problem[] = []

function tellable({ dataset }: { readonly dataset: Dataset }, problems: readonly Problem[]): readonly Problem[] {
  return problems.length > 0 && isBeginning(dataset) ? problems.filter(concernsBeginning) : problems
}

export function lintConcept(concept: Concept, world: LintWorld & { readonly dataset: Dataset }): Problem[] {
  return [...lintConceptByRule(concept, world)].flat()
}

/** The same rule by rule, and none of them wherever a rule pauses: of a large concept there is time for other work then. */
export function* lintConceptByRule(concept: Concept, world: LintWorld & { readonly dataset: Dataset }): Iterable<readonly Problem[]> {
  for (const rule of rulesOf(world).concept) {
    yield* problemsOf(rule, rule.check(concept, { ...contextOf(rule, world, concept.folder.path), dataset: world.dataset }), world)
  }
}

/** Findings between two pauses: their fixes cost more than they do. */
const SLICE = 50

function* problemsOf(rule: Rule, findings: Iterable<PlaceFinding | Pause>, world: LintWorld & { readonly dataset: Dataset }): Iterable<readonly Problem[]> {
  const problems: Problem[] = []
  let found = 0
  for (const finding of findings) {
    const problem = finding && toProblem(rule, finding, finding.anchor, world)
    if (problem) problems.push(problem)
    if (!finding || ++found % SLICE === 0) yield NO_PROBLEMS
  }
  yield tellable(world, problems)
}

/** The problems of a training file, by place. */
export function lintTrainingFile(subject: TrainingFileSubject, world: LintWorld): Problem[] {
  const problems = rulesOf(world).all.flatMap((rule) => (rule.scope === 'training-file' ? [...rule.check(subject, contextOf(rule, world))].flatMap((finding) => toProblem(rule, finding, subject.path, world) ?? []) : []))
  return sortProblems(problems)
}

/** The problems of the training files that lie in the dataset; `isOther` leaves out those that are looked at elsewhere. */
export function lintTrainingFiles(world: LintWorld & { readonly dataset: Dataset }, isOther: (path: string) => boolean = () => false): Problem[] {
  const { dataset } = world
  return dataset.trainingFiles.flatMap((known) => {
    const file = isOther(known.document.path) ? undefined : readTrainingFile(known.document.text, nameOf(known.document.path), known.document.kind)
    return file ? lintTrainingFile({ path: known.document.path, text: known.document.text, file, surroundings: known.surroundings, datasetAt: (folder) => (dataset.holds(folder) ? dataset : undefined) }, world) : []
  })
}

/** The problems of the dataset as a whole. */
export function lintDataset(world: LintWorld & { readonly dataset: Dataset }): Problem[] {
  return [...lintDatasetByRule(world)].flat()
}

/** The same rule by rule, and none of them wherever a rule pauses. */
export function* lintDatasetByRule(world: LintWorld & { readonly dataset: Dataset }): Iterable<readonly Problem[]> {
  for (const rule of rulesOf(world).all) {
    if (rule.scope !== 'dataset' && rule.scope !== 'caption') continue
    const context = { ...contextOf(rule, world), dataset: world.dataset }
    yield* problemsOf(rule, rule.scope === 'dataset' ? rule.check(world.dataset, context) : checkAll(rule, context, world), world)
  }
}

function* checkAll(rule: CaptionRule, context: RuleContext & { readonly dataset: Dataset }, world: LintWorld & { readonly dataset: Dataset }): Iterable<PlaceFinding | Pause> {
  if (rule.checkAll) yield* rule.checkAll(world.dataset, context)
  yield* describeHabits(rule, world)
}
