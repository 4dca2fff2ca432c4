import { until } from './harness/until'
import { useEditor } from './harness/use-editor'

describe('the balance of concepts in a real VS Code', () => {
  const editor = useEditor()

  const rows = () => editor.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')

  function hasFile(path: string): boolean {
    try {
      return editor.readFile(path) !== ''
    } catch {
      return false
    }
  }

  it('shows repeats before and after, renames the folders, and one undo brings them back', async () => {
    await editor.command('Taglore: Balance Concepts…')
    await rows().filter({ hasText: 'Set these repeats' }).waitFor()
    await rows().filter({ hasText: 'repeats 10 → 3 · samples 70 → 21' }).waitFor()
    await editor.screenshot('balance')
    await editor.page.keyboard.press('Enter')
    await rows().filter({ hasText: '→ 3_koro cat' }).waitFor()
    await editor.screenshot('balance-files')
    await editor.page.keyboard.press('Enter')
    await until('the folders renamed', () => hasFile('3_koro cat/koro-01.txt') && hasFile('1_lumi girl/lumi-02.txt') && !hasFile('10_koro cat/koro-01.txt'))
    await editor.page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    await until('the folders as they were', () => hasFile('10_koro cat/koro-01.txt') && hasFile('10_lumi girl/lumi-02.txt') && !hasFile('3_koro cat/koro-01.txt'))
  })
})
