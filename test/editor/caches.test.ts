import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

describe('the caches in a real VS Code', () => {
  const editor = useEditor()

  it('are listed with their sizes and cleared', async () => {
    // pictures that are shown leave thumbnails
    await editor.openFile('10_lumi girl/lumi-02.txt', { group: 1 })
    await untilEqual('the language', editor.language, 'Image Caption')
    await editor.command('Taglore: Open Gallery')
    const frame = await editor.webview('.cell')
    await until('pictures', async () => (await frame.locator('.cell img:not([hidden])').count()) > 10)
    await editor.command('Taglore: Clear Caches')
    const list = editor.page.locator('.quick-input-widget:visible')
    await until('the thumbnails', async () => /Thumbnails[\s\S]*(KB|MB), \d+ files/.test(await list.innerText()))
    await editor.screenshot('clear-caches')
    await editor.page.keyboard.press('Enter')
    await until('what is free', async () => /(KB|MB) are free again/.test(await editor.page.locator('.notifications-toasts').innerText()))
  })
})
