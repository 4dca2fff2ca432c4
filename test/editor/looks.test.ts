import assert from 'node:assert/strict'
import { scrollsSideways, violations } from './harness/accessibility'
import type { Theme } from './harness/settings'
import { until, untilEqual } from './harness/until'
import { useEditor } from './harness/use-editor'

describe('the look of the panels', () => {
  const editor = useEditor({ changesLooks: true })

  for (const theme of ['dark', 'light', 'hc'] as const satisfies readonly Theme[]) {
    it(`is right in the theme ${theme}, wide and narrow`, async () => {
      await editor.resize(1440, 900)
      await editor.setTheme(theme)
      await editor.openFile('10_lumi girl/lumi-10.txt', { group: 1 })
      await untilEqual('the language', editor.language, 'Image Caption')
      await editor.command('Taglore: Open Preview')
      const preview = await editor.webview('.chips')
      await until('the picture', () => preview.evaluate(() => [...document.querySelectorAll('img')].some((image) => image.complete && image.naturalWidth > 0)))
      await until('the problems', async () => (await preview.locator('.problem').count()) > 0)
      await editor.screenshot(`look-preview-${theme}`)
      assert.deepEqual(await violations(preview), [])
      await editor.command('Taglore: Audit Dataset')
      const audit = await editor.webview('.section')
      await until('the report', async () => /images in \d+ concepts/.test(await audit.locator('body').innerText()))
      await editor.screenshot(`look-audit-${theme}`)
      assert.deepEqual(await violations(audit), [])
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.resize(660, 900)
      await until('a page of about 300 pixels', async () => (await audit.evaluate(() => document.documentElement.clientWidth)) < 320)
      await editor.screenshot(`look-narrow-${theme}`)
      assert.equal(await scrollsSideways(audit), false)
      assert.equal(await scrollsSideways(preview), false)
      await editor.resize(1440, 900)
      await editor.command('View: Toggle Primary Side Bar Visibility')
      await editor.tidy()
      await editor.closeFiles()
    })
  }
})
