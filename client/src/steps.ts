import { QuickInputButtons, window, type Disposable, type QuickInput, type QuickPickItem } from 'vscode'

/** `skip`: nothing to ask here; `end`: the user has closed it. */
export type StepResult = 'next' | 'back' | 'skip' | 'end'

/** Asks one thing after the other; back leads to the one before. Whether the last was answered. */
export async function runSteps(steps: readonly (() => Promise<StepResult>)[]): Promise<boolean> {
  let direction = 1
  for (let at = 0; at < steps.length; at = Math.max(0, at + direction)) {
    const result = (await steps[at]?.()) ?? 'skip'
    if (result === 'end') return false
    if (result !== 'skip') direction = result === 'next' ? 1 : -1
  }
  return true
}

export interface AskOptions {
  readonly title: string
  readonly placeholder: string
  /** With a button that leads back. */
  readonly back?: boolean
  /** Counted from 1. */
  readonly step?: number
  /** How many there are. */
  readonly steps?: number
}

export interface PickOptions<Item> extends AskOptions {
  readonly active?: Item
  /** What can be chosen; the others only tell something. */
  readonly isChoice?: (item: Item) => boolean
  readonly matchOnDetail?: boolean
}

/** The chosen item; undefined where the user has closed the list. */
export function pickOne<Item extends QuickPickItem>(items: readonly Item[], options: PickOptions<Item>): Promise<Item | 'back' | undefined> {
  const input = window.createQuickPick<Item>()
  input.items = items
  input.matchOnDescription = true
  input.matchOnDetail = options.matchOnDetail ?? false
  if (options.active) input.activeItems = [options.active]
  return showInput(input, options, (accept) => {
    const [item] = input.selectedItems
    if (item && (options.isChoice?.(item) ?? true)) accept(item)
  })
}

export interface TextOptions extends AskOptions {
  readonly value?: string
  readonly prompt?: string
  /** What is wrong with a text, in words. */
  readonly check: (text: string) => string | undefined
  /** What is known of a text while it is written; shown behind the prompt. */
  readonly note?: (text: string) => Promise<string | undefined>
}

/** The text; undefined where the user has closed the box. */
export async function askText({ value = '', prompt, check, note, ...options }: TextOptions): Promise<{ readonly text: string } | 'back' | undefined> {
  const input = window.createInputBox()
  input.value = value
  input.prompt = prompt
  let asked = 0
  const tell = async (): Promise<void> => {
    const question = ++asked
    const text = input.value.trim()
    const words = text === '' ? undefined : await note?.(text)
    if (question === asked) input.prompt = words === undefined ? prompt : `${prompt} — ${words}`
  }
  input.onDidChangeValue(() => {
    input.validationMessage = undefined
    void tell()
  })
  void tell()
  return showInput(input, options, (accept) => {
    const text = input.value.trim()
    input.validationMessage = check(text)
    if (input.validationMessage === undefined) accept({ text })
  })
}

export interface Input extends QuickInput {
  placeholder: string | undefined
  buttons: readonly object[]
  onDidAccept(listener: () => void): Disposable
  onDidTriggerButton(listener: () => void): Disposable
}

/** Shows an input until `accepted` accepts a value, the user goes back, or closes it. */
export function showInput<Value>(input: Input, { title, placeholder, back, step, steps }: AskOptions, accepted: (accept: (value: Value) => void) => void): Promise<Value | 'back' | undefined> {
  input.title = title
  input.placeholder = placeholder
  input.step = step
  input.totalSteps = steps
  input.ignoreFocusOut = true
  if (back) input.buttons = [QuickInputButtons.Back]
  return new Promise((resolve) => {
    const finish = (value: Value | 'back' | undefined): void => {
      resolve(value)
      input.dispose()
    }
    input.onDidAccept(() => accepted(finish))
    input.onDidTriggerButton(() => finish('back'))
    input.onDidHide(() => finish(undefined))
    input.show()
  })
}
