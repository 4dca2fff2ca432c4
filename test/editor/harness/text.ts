import { activeEditor, type Context } from './context'
import { focusText, placeOf, typeOver } from './place'
import { until, type UntilOptions } from './until'

const suggestWidget = '.suggest-widget.visible'

/** The text of the active editor: caret, typing, suggestions, hovers. */
export function textActions(context: Context) {
  const { page } = context

  /** The lines that are on the screen; a wrapped line counts as several. */
  async function shownLines(): Promise<string[]> {
    return page.locator(`${activeEditor} .view-lines .view-line`).evaluateAll((lines) =>
      (lines as HTMLElement[])
        .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
        .map((line) => (line.textContent ?? '').replaceAll('\u00a0', ' ')),
    )
  }

  /** Puts the caret at a line and column, both counted from 1, as the status bar shows them. */
  async function placeCaret(line: number, column: number): Promise<void> {
    await page.keyboard.press('Control+G')
    const input = page.locator('.quick-input-widget:visible .quick-input-box input')
    await input.fill(`:${line}:${column}`)
    await input.press('Enter')
    await until(`the caret at ${line}:${column}`, async () => (await caret()) === `${line}:${column}`)
    await focusText(page)
  }

  /** `line:column`, counted from 1. */
  async function caret(): Promise<string | undefined> {
    const text = await page.locator('.statusbar-item[id="status.editor.selection"]').textContent()
    const found = /Ln (\d+), Col (\d+)/.exec(text ?? '')
    return found ? `${found[1]}:${found[2]}` : undefined
  }

  /** Clicks in the middle of a text that the editor shows (its `nth` occurrence, counted from 0). */
  async function clickText(text: string, nth = 0): Promise<void> {
    const { x, y } = await placeOf(page, text, nth)
    await page.mouse.click(x, y)
  }

  /** Types at the caret, key by key. */
  async function typeText(text: string): Promise<void> {
    await focusText(page)
    await page.keyboard.type(text, { delay: 40 })
  }

  /** Types over everything in the active editor. */
  async function replaceText(text: string): Promise<void> {
    await typeOver(page, text)
    if (await hasSuggestions()) await page.keyboard.press('Escape')
  }

  async function undo(): Promise<void> {
    await focusText(page)
    await page.keyboard.press('Control+Z')
  }

  /** The labels in the list of suggestions, waited for. Only the rows on the screen: about twelve. */
  async function suggestions(options?: UntilOptions): Promise<string[]> {
    return until('suggestions', async () => {
      const labels = await page.locator(`${suggestWidget} .monaco-list-row .label-name`).allTextContents()
      return labels.length > 0 && labels
    }, options)
  }

  /** Asks for suggestions without typing; those that typing has brought are taken, for the same keys would open their details. */
  async function askSuggestions(): Promise<string[]> {
    if (await hasSuggestions()) return suggestions()
    await focusText(page)
    await page.keyboard.press('Control+Space')
    return suggestions()
  }

  async function hasSuggestions(): Promise<boolean> {
    return (await page.locator(`${suggestWidget} .monaco-list-row`).count()) > 0
  }

  /** Goes to the suggestion with this label and accepts it with Enter; without a label, the one that is selected. */
  async function acceptSuggestion(label?: string): Promise<void> {
    await suggestions()
    if (label !== undefined) await selectSuggestion(label)
    await page.keyboard.press('Enter')
    await page.locator(suggestWidget).waitFor({ state: 'detached' })
  }

  async function selectSuggestion(label: string): Promise<void> {
    const selected = page.locator(`${suggestWidget} .monaco-list-row.focused .label-name`)
    await until(`the suggestion '${label}'`, async () => {
      if ((await selected.textContent({ timeout: 1000 })) === label) return true
      await page.keyboard.press('ArrowDown')
      return false
    })
  }

  /** The documentation beside the selected suggestion. */
  async function suggestionDetails(): Promise<string> {
    const details = page.locator('.suggest-details-container .suggest-details:visible')
    let askedAt = 0
    return until('details of a suggestion', async () => {
      // the keys close what is just opening, and ask for nothing while the list comes anew
      if ((await details.count()) === 0) {
        if (Date.now() - askedAt > 3000) {
          await page.keyboard.press('Control+Space')
          askedAt = Date.now()
        }
        return false
      }
      const text = (await details.innerText({ timeout: 1000 })).trim()
      return text !== '' && text !== 'Loading...' && text
    })
  }

  /** Rests the mouse on a text that the editor shows and returns the text of the hover, when it has `containing` in it. */
  async function hover(text: string, { containing = '', nth = 0, ...options }: UntilOptions & { containing?: string; nth?: number } = {}): Promise<string> {
    const shown = page.locator('.monaco-resizable-hover .monaco-hover:visible, .monaco-editor-hover:visible').first()
    let movedAt = 0
    return until(`a hover over '${text}'${containing && ` with '${containing}'`}`, async () => {
      // A hover that was asked for too early stays empty until the mouse comes again.
      if (Date.now() - movedAt > 3000) {
        // not to 0:0, where a hover that is not shown lies for the editor: the mouse would not have left it
        await page.mouse.move(5, 5)
        await shown.waitFor({ state: 'hidden' })
        const { x, y } = await placeOf(page, text, nth)
        await page.mouse.move(x, y, { steps: 5 })
        movedAt = Date.now()
      }
      const found = (await shown.innerText({ timeout: 1000 })).trim()
      return found !== '' && found !== 'Loading...' && found.includes(containing) && found
    }, options)
  }

  /** The name of the language of the active editor, as the status bar shows it. */
  async function language(): Promise<string> {
    return ((await page.locator('.statusbar-item[id="status.editor.mode"]').textContent()) ?? '').trim()
  }

  return {
    shownLines, placeCaret, caret, clickText, typeText, replaceText, undo,
    suggestions, askSuggestions, hasSuggestions, acceptSuggestion, suggestionDetails, hover, language,
  }
}
