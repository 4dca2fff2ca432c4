import { l10n, window, type QuickPickItem } from 'vscode'
import { askText, pickOne, showInput, type StepResult } from '../steps'
import { partTags } from './words'
import { findTags, knownTags, type DatasetTag, type RefactoringWorld } from './world'

/** What a question fills in; it is asked again with what was answered before. */
export interface Answer<Value> {
  value: Value
}

export function answer<Value>(value: Value): Answer<Value> {
  return { value }
}

/** One question of several; `back` where one is before it. */
export type Question = (place: { readonly title: string; readonly back: boolean; readonly step: number }) => Promise<StepResult>

export interface Choice<Value> {
  readonly value: Value
  readonly label: string
  readonly description?: string
}

export function oneOf<Value>(into: Answer<Value>, placeholder: string, choices: () => readonly Choice<Value>[]): Question {
  return async (place) => {
    const items: readonly (QuickPickItem & Choice<Value>)[] = choices()
    const active = items.find(({ value }) => value === into.value)
    return keep(await pickOne(items, { ...place, placeholder, ...(active && { active }) }), (item) => (into.value = item.value))
  }
}

/** Any number of choices, all of them unticked at first. */
export function anyOf<Value>(into: Answer<readonly Value[]>, placeholder: string, choices: () => readonly Choice<Value>[]): Question {
  return async (place) => {
    const input = window.createQuickPick<QuickPickItem & Choice<Value>>()
    input.canSelectMany = true
    input.matchOnDescription = true
    input.items = choices()
    input.selectedItems = input.items.filter(({ value }) => into.value.includes(value))
    const picked = showInput<readonly Choice<Value>[]>(input, { ...place, placeholder }, (accept) => accept(input.selectedItems))
    return keep(await picked, (items) => (into.value = items.map(({ value }) => value)))
  }
}

export function someText(into: Answer<string>, options: { readonly placeholder: string; readonly prompt?: string; readonly check?: (text: string) => string | undefined }): Question {
  return async (place) => keep(await askText({ ...place, check: () => undefined, ...options, value: into.value }), ({ text }) => (into.value = text))
}

interface TagOptions {
  readonly placeholder: string
  /** Any text may be a tag; without it the dataset's own tags come first. */
  readonly isNew?: boolean
}

export function oneTag(world: RefactoringWorld, into: Answer<string>, options: TagOptions): Question {
  const several = answer<readonly string[]>(into.value === '' ? [] : [into.value])
  const ask = tagQuestion(world, several, { ...options, single: true })
  return async (place) => {
    const result = await ask(place)
    into.value = several.value[0] ?? ''
    return result
  }
}

/** Several tags, in the order in which they are chosen: each is added with Enter, an empty box goes on. */
export function someTags(world: RefactoringWorld, into: Answer<readonly string[]>, options: TagOptions): Question {
  return tagQuestion(world, into, { ...options, single: false })
}

interface TagItem extends QuickPickItem {
  readonly kindOf: 'go-on' | 'chosen' | 'typed' | 'known'
}

function tagQuestion(world: RefactoringWorld, into: Answer<readonly string[]>, { placeholder, isNew = false, single }: TagOptions & { readonly single: boolean }): Question {
  return async (place) => {
    const input = window.createQuickPick<TagItem>()
    let chosen = [...into.value]
    let asked = 0
    /** The text that the list is about. */
    let listed: string | undefined
    /** Enter came at this text before the list had followed it. */
    let afterwards: { readonly text: string; readonly work: () => void } | undefined

    async function refresh(): Promise<void> {
      const typed = input.value.trim()
      const question = ++asked
      const isList = partTags(typed).length > 1
      const known = isList ? [] : await (isNew && typed !== '' ? knownTags(world, typed) : findTags(world, typed))
      if (question !== asked) return
      const leading = leadingItems(chosen, typed, isNew || isList || known.length === 0, single, known.find(({ text }) => text === typed)?.detail)
      input.items = [...leading, ...knownItems(known, leading)]
      input.activeItems = input.items.slice(0, 1)
      listed = typed
      const wanted = afterwards
      afterwards = undefined
      if (wanted?.text === typed) wanted.work()
    }

    function take(item: TagItem | undefined, accept: (tags: readonly string[]) => void): void {
      if (!item) return
      if (item.kindOf === 'go-on') return accept(chosen)
      if (single) return item.kindOf === 'typed' && partTags(item.label).length > 1 ? undefined : accept([item.label])
      chosen = item.kindOf === 'chosen' ? chosen.filter((tag) => tag !== item.label) : [...new Set([...chosen, ...(item.kindOf === 'typed' ? partTags(item.label) : [item.label])])]
      input.value = ''
      void refresh()
    }

    input.onDidChangeValue(() => void refresh())
    const picked = showInput<readonly string[]>(input, { ...place, placeholder }, (accept) => {
      // who types fast means the text, not what was listed before
      const text = input.value.trim()
      const first = (): TagItem | undefined => input.items[0]
      if (listed !== text) afterwards = { text, work: () => take(first(), accept) }
      else take([...input.selectedItems, ...input.activeItems].find((item) => input.items.includes(item)) ?? first(), accept)
    })
    void refresh()
    return keep(await picked, (tags) => (into.value = tags))
  }
}

/** What stands above the dataset's tags: going on with what is chosen, or the text itself; `about`: what is known of that. */
function leadingItems(chosen: readonly string[], typed: string, withTyped: boolean, single: boolean, about = ''): readonly TagItem[] {
  if (typed === '') {
    if (chosen.length === 0) return []
    const goOn: TagItem = { kindOf: 'go-on', label: l10n.t('Continue with {0}', chosen.join(', ')), alwaysShow: true }
    return single ? [goOn] : [goOn, ...chosen.map((label): TagItem => ({ kindOf: 'chosen', label, description: l10n.t('chosen: Enter takes it away'), alwaysShow: true }))]
  }
  if (!withTyped) return []
  const isWrong = single && partTags(typed).length > 1
  return [{ kindOf: 'typed', label: typed, description: isWrong ? l10n.t('one tag, without commas') : [about, l10n.t('as typed')].filter((words) => words !== '').join(' · '), alwaysShow: true }]
}

function knownItems(known: readonly DatasetTag[], leading: readonly TagItem[]): readonly TagItem[] {
  return known.filter(({ text }) => !leading.some(({ label }) => label === text)).map(({ text, detail }) => ({ kindOf: 'known', label: text, description: detail, alwaysShow: true }))
}

function keep<Value>(result: Value | 'back' | undefined, accept: (value: Value) => void): StepResult {
  if (result === undefined) return 'end'
  if (result === 'back') return 'back'
  accept(result)
  return 'next'
}
