import { say, type Message } from '../base/message'
import { formatCount } from '../base/number-format'
import { nameOf } from '../base/path'
import { tagKey } from '../caption/tag-key'
import { isCommonWord, knownWord } from '../lint/known-trigger'
import { layerSettings, type Goal, type Model } from '../settings'
import { isGoodTrigger, proposeTrigger } from '../tags/propose-trigger'
import { findByAlias, findTag } from '../tags/tag-index'
import type { Snapshot } from '../workspace/workspace'

type Looked = Pick<Snapshot, 'knowledge' | 'datasets'>

/**
 * A trigger for a folder of pictures: its own name where that is rare and short, else a word made of it; of the goal where the name has no
 * Latin letters. Never one that a concept of an open dataset has.
 */
export function proposeTriggerFor(folder: string, goal: Goal, { knowledge, datasets }: Looked): string {
  const taken = triggersOf(datasets)
  const name = tagKey(nameOf(folder))
  if (isGoodTrigger(name, knowledge, taken)) return name
  return proposeTrigger(name, knowledge, taken) ?? proposeTrigger(goal, knowledge, taken) ?? name
}

/** What speaks for or against a trigger: a tag that it blends with, a concept that has it, its tokens. */
export function judgeTrigger(text: string, model: Model, { knowledge, datasets }: Looked): Message {
  const key = tagKey(text)
  const settings = layerSettings([{ origin: 'editor', values: { model } }])
  if (triggersOf(datasets).has(key)) return say`A concept of an open dataset has the trigger '${text}' already`
  const known = knownWord({ key }, { knowledge, settings })
  if (known) return say`'${text}' is a tag that the model knows well (${formatCount(known.count)} posts): the two would blend`
  if (knowledge.tokenizer && isCommonWord(text, knowledge.tokenizer.tokenSpans(text))) return say`'${text}' is a common word: the base model has a meaning for it already`
  const tokens = knowledge.tokenizer?.count(text) ?? 0
  const [tag = findTag(knowledge.tags, key)] = findByAlias(knowledge.tags, key)
  if (tag) return say`'${text}' is a tag of ${formatCount(tag.count)} posts; ${tokens} tokens`
  return tokens === 1 ? say`No tag has this name; 1 token` : say`No tag has this name; ${tokens} tokens`
}

function triggersOf(datasets: Looked['datasets']): ReadonlySet<string> {
  return new Set(datasets.flatMap((dataset) => dataset.concepts().flatMap(({ triggers }) => triggers.map(({ key }) => key))))
}
