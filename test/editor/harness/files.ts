import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import type { Locator } from 'playwright-core'
import { activeEditor, type Context } from './context'
import { until, untilEqual } from './until'

/** Files of the workspace: on the disk, in the explorer, in tabs. Paths are relative to the workspace, with `/`. */
export function fileActions(context: Context) {
  const { page } = context

  /** Gives the focus to an editor group, counted from 1; one that is not there yet is made. */
  async function focusGroup(group: number): Promise<void> {
    await page.keyboard.press(`Control+${group}`)
  }

  /**
   * Opens a file by its path through Quick Open and waits until its text is shown.
   * It opens in the group that has the focus, like everywhere in VS Code, or in `group`.
   */
  async function openFile(path: string, { group }: { group?: number } = {}): Promise<void> {
    if (group !== undefined) await focusGroup(group)
    let tried = false
    const input = page.locator('.quick-input-widget:visible .quick-input-box input')
    const folder = dirname(path)
    const label = folder === '.' ? basename(path) : `${basename(path)} ${folder}`
    await until(`'${path}' in Quick Open`, async () => {
      if (!(await input.isVisible())) {
        // a click may have opened it although its row had gone
        if (tried && (await activeFile()) === path) return true
        await page.keyboard.press('Control+P')
        await input.fill(join(context.workspace, path), { timeout: 3000 })
        tried = true
      }
      // Until the list follows the input it shows what was open lately, perhaps a file of the same name.
      for (const row of await page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row').all()) {
        const text = (await row.getAttribute('aria-label', { timeout: 1000 })) ?? ''
        if (text !== label && !text.startsWith(`${label},`)) continue
        await row.click({ timeout: 1000 })
        return true
      }
      return false
    })
    await untilActive(path)
    await page.locator(`${activeEditor} .view-line`).first().waitFor()
  }

  /** Waits until the active group shows the text of this file. */
  async function untilActive(path: string): Promise<void> {
    await untilEqual('the active file', activeFile, path)
  }

  /** The path of the file whose text is shown in the active group, or undefined. */
  async function activeFile(): Promise<string | undefined> {
    const text = page.locator(activeEditor).first()
    if ((await text.count()) === 0) return undefined
    const uri = await text.getAttribute('data-uri', { timeout: 1000 })
    return uri ? relative(context.workspace, decodeURIComponent(new URL(uri).pathname)) : undefined
  }

  /** Brings the open tab with this label to the front. */
  async function showTab(label: string): Promise<void> {
    await page.locator('.tabs-container .tab').filter({ has: page.locator('.label-name', { hasText: label }) }).first().click()
    await page.locator(`.tab.active[data-resource-name="${label}"]`).waitFor()
  }

  /** The labels of all tabs of all groups, in order. */
  async function tabs(): Promise<string[]> {
    return page.locator('.tabs-container .tab .label-name').allTextContents()
  }

  /** The row of a file or folder that the explorer shows. */
  function explorerRow(name: string): Locator {
    return page.locator('.explorer-folders-view .monaco-list-row').filter({ has: page.getByText(name, { exact: true }) })
  }

  /** Opens the context menu of a row and leads to an item in it, through its submenus; Enter then runs it. */
  async function menuOf(row: Locator, ...items: readonly string[]): Promise<void> {
    // rows move while a view follows the disk
    await until(`'${items.join(' > ')}' in the menu`, async () => {
      await page.keyboard.press('Escape')
      await row.click({ button: 'right', timeout: 3000 })
      for (const name of items) await page.locator('.monaco-menu:visible').getByRole('menuitem', { name, exact: true }).hover({ timeout: 3000 })
      return true
    }, { timeout: 30_000 })
  }

  /** Saves the active file and waits until its tab is clean. */
  async function save(): Promise<void> {
    await page.keyboard.press('Control+S')
    await page.locator('.editor-group-container.active .tab.active.dirty').waitFor({ state: 'detached' })
  }

  function readFile(path: string): string {
    return readFileSync(join(context.workspace, path), 'utf8')
  }

  /** Writes a file on the disk, as another program would. */
  function writeFile(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(context.workspace, path)), { recursive: true })
    writeFileSync(join(context.workspace, path), content)
  }

  /** Closes every tab without saving. */
  async function closeFiles(): Promise<void> {
    if ((await page.locator('.tabs-container .tab').count()) === 0) return
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+K')
    await page.keyboard.press('Control+W')
    const doNotSave = page.locator('.monaco-dialog-box').getByRole('button', { name: "Don't Save", exact: true })
    let asked = Date.now()
    await until('no open tab', async () => {
      if (await doNotSave.isVisible()) await doNotSave.click()
      if ((await page.locator('.tabs-container .tab').count()) === 0) return true
      if (Date.now() - asked < 3000) return false
      // a page that had the focus, or was just about to get it, has kept the keys
      asked = Date.now()
      await page.locator('.part.statusbar').click({ position: { x: 400, y: 5 } })
      await page.keyboard.press('Control+K')
      await page.keyboard.press('Control+W')
      return false
    })
  }

  /** Where a file of the workspace lies on the disk. */
  function pathOf(path: string): string {
    return join(context.workspace, path)
  }

  return { pathOf, focusGroup, openFile, showTab, closeFiles, untilActive, activeFile, tabs, explorerRow, menuOf, save, readFile, writeFile }
}
