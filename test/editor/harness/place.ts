import type { Page } from 'playwright-core'
import { activeEditor } from './context'
import { until } from './until'

/** Gives the keyboard to the text of the active editor. */
export async function focusText(page: Page): Promise<void> {
  await page.locator(`${activeEditor} textarea.inputarea, ${activeEditor} .native-edit-context`).first().focus()
}

/** Types over everything in the active editor, without what the editor adds by itself (closing brackets, suggestions). */
export async function typeOver(page: Page, text: string): Promise<void> {
  await focusText(page)
  await page.keyboard.press('Control+A')
  await page.keyboard.insertText(text)
  await page.keyboard.press('Control+Shift+End')
  await page.keyboard.press('Delete')
}

/** The middle of a text that the active editor shows on one line (its `nth` occurrence, counted from 0), waited for. */
export async function placeOf(page: Page, text: string, nth = 0): Promise<{ x: number; y: number }> {
  return until(`'${text}' in the editor`, () => page.locator(activeEditor).evaluate(findText, { text, nth }))
}

// Runs in the page.
function findText(editor: Element, { text, nth }: { text: string; nth: number }): { x: number; y: number } | undefined {
  const lines = [...editor.querySelectorAll<HTMLElement>('.view-lines .view-line')].sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
  let left = nth
  for (const line of lines) {
    const content = (line.textContent ?? '').replaceAll('\u00a0', ' ')
    for (let at = content.indexOf(text); at >= 0; at = content.indexOf(text, at + 1)) {
      if (left > 0) {
        left--
        continue
      }
      const range = document.createRange()
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT)
      let offset = 0
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = node.textContent?.length ?? 0
        if (at >= offset && at < offset + length) range.setStart(node, at - offset)
        const end = at + text.length
        if (end > offset && end <= offset + length) range.setEnd(node, end - offset)
        offset += length
      }
      const box = range.getBoundingClientRect()
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
    }
  }
  return undefined
}
