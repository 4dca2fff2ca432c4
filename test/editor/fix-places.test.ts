import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

const FOLDER = '10_koro cat'
const CAPTION = `${FOLDER}/turned.txt`

describe('fixes of images and folders in a real VS Code', () => {
  const editor = useEditor({
    prepare: async (workspace) => {
      const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#a04070' } })
      const at = (name: string): string => join(workspace, FOLDER, name)
      mkdirSync(join(workspace, 'koro asleep'))
      await picture(1216, 832).jpeg().withMetadata({ orientation: 6 }).toFile(at('turned.jpg'))
      await picture(200, 208).png().toFile(at('little.png'))
      await picture(1024, 1024).jpeg().toFile(at('photo.jpeg'))
      renameSync(at('photo.jpeg'), at('photo.jfif'))
      await picture(1024, 1024).png().toFile(join(workspace, 'koro asleep/1.png'))
      writeFileSync(at('turned.txt'), 'koro, cat, smile')
      writeFileSync(at('little.txt'), 'koro, cat, hat')
    },
  })

  const rows = () => editor.page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row')
  const sizeOf = async (name: string) => {
    const { width, height, orientation } = await sharp(readFileSync(editor.pathOf(name))).metadata()
    return [width, height, orientation ?? 1]
  }
  const bulb = () => editor.page.locator('.editor-group-container.active .editor-actions a[aria-label^="Fix Problems"]')

  async function openImage(name: string): Promise<void> {
    const row = editor.explorerRow(name)
    if (!(await row.isVisible())) await editor.explorerRow(FOLDER).click()
    await row.dblclick()
    await editor.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor()
  }

  it('a bulb over the image turns its pixels, and the undo brings the file back', async () => {
    const before = readFileSync(editor.pathOf(`${FOLDER}/turned.jpg`))
    await openImage('turned.jpg')
    await bulb().waitFor()
    await bulb().hover()
    await editor.screenshot('fix-image-bulb')
    await bulb().click()
    await rows().filter({ hasText: "Turn the pixels of 'turned.jpg'" }).waitFor()
    await editor.screenshot('fix-image-list')
    await editor.pick("Turn the pixels of 'turned.jpg'")
    await until('upright pixels', async () => (await sizeOf(`${FOLDER}/turned.jpg`)).join() === '832,1216,1')
    await bulb().waitFor({ state: 'detached' })
    await editor.screenshot('fix-image-done')
    await editor.pressInToast("Turn the pixels of 'turned.jpg'", 'Undo')
    await until('the file as it was', () => readFileSync(editor.pathOf(`${FOLDER}/turned.jpg`)).equals(before))
  })

  it('the lightbulb of the caption has the fixes of its image', async () => {
    await editor.openFile(CAPTION)
    await untilEqual('the language', editor.language, 'Image Caption')
    await until('the fix', async () => (await editor.quickFixes('smile')).some((title) => title.includes("Turn the pixels of 'turned.jpg'")))
    await editor.quickFix("Turn the pixels of 'turned.jpg'", 'smile')
    await until('upright pixels', async () => (await sizeOf(`${FOLDER}/turned.jpg`)).join() === '832,1216,1')
    assert.equal(editor.readFile(CAPTION), 'koro, cat, smile')
  })

  it('a row of Problems leads to the image and its bulb', async () => {
    await editor.openProblems()
    await editor.page.locator('.markers-panel .monaco-list-row').filter({ hasText: "'little.png' (200×208) is enlarged" }).dblclick()
    await editor.page.locator('.tab.active[data-resource-name="little.png"]').waitFor()
    await bulb().waitFor()
    await editor.screenshot('fix-problems-row')
  })

  it('a folder that is passed over gets its repeats in taglore.json, where it is told', async () => {
    await editor.openFile('taglore.json')
    // comments are allowed in it
    await untilEqual('the language', editor.language, 'JSON with Comments')
    await until('the fix', async () => (await editor.quickFixes('{')).some((title) => title.includes("Rename it to '10_koro asleep'")))
    await editor.screenshot('fix-folder-settings')
    await editor.quickFix("Rename it to '10_koro asleep'", '{')
    await until('the folder', () => existsSync(editor.pathOf('10_koro asleep/1.png')) && !existsSync(editor.pathOf('koro asleep')))
  })

  it('the menu of the explorer renames a picture that is never found, and moves a small one out', async () => {
    const fromMenu = async (name: string, fix: string): Promise<void> => {
      const row = editor.explorerRow(name)
      if (!(await row.isVisible())) await editor.explorerRow(FOLDER).click()
      await editor.menuOf(row, 'Fix Problems of Image or Folder…')
      await editor.screenshot(`fix-menu-${name}`)
      await editor.page.keyboard.press('Enter')
      await editor.pick(fix)
    }
    await fromMenu('photo.jfif', "Rename it to 'photo.jpg'")
    await until('the new name', () => existsSync(editor.pathOf(`${FOLDER}/photo.jpg`)) && !existsSync(editor.pathOf(`${FOLDER}/photo.jfif`)))
    await fromMenu('little.png', "Exclude 'little.png'")
    await editor.page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click()
    await until('the pair moved', () => statSync(editor.pathOf(`_excluded/${FOLDER}/little.txt`), { throwIfNoEntry: false }) !== undefined && !existsSync(editor.pathOf(`${FOLDER}/little.png`)))
    await editor.screenshot('fix-menu-done')
  })
})
