import assert from 'node:assert/strict'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from './harness/until'
import { useEditor } from './harness/use-editor'

const CSV = '1girl,0,6008644,"sole_female"\nzorblax_hat,0,4300,"zorbhat,hat_of_zorblax"\nvery_zorblax_hat,0,90,\nbroken,x,3,\nflurbian_(series),3,1200,\n'
const rows = '.quick-input-widget:visible .quick-input-list .monaco-list-row'

describe('tag lists in a real VS Code', () => {
  const editor = useEditor()
  let folder: string

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'taglore-lists-')))
    await until('the command', () => editor.hasCommand('Taglore: Add Tag List…'))
  })

  after(async () => {
    // the lists go with their entries, of which the next tests know nothing
    rmSync(join(editor.context.workspace, '.vscode'), { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  })

  const namedLists = (): unknown => {
    const settings = JSON.parse(editor.readFile('.vscode/settings.json')) as Record<string, unknown>
    return settings['taglore.tags.lists']
  }

  /** Waits for a question of the wizard. */
  const asked = async (text: string): Promise<void> => {
    await until(`the question '${text}'`, async () => (await editor.page.locator('.quick-input-widget:visible').innerText()).includes(text))
  }

  /** The path in the dialog that asks for a file or a folder. */
  const choosePath = async (path: string, button: string): Promise<void> => {
    const input = editor.page.locator('.quick-input-widget:visible .quick-input-box input')
    // it comes with the folder that it begins in, and then with what is in that
    await until('the dialog', async () => (await input.inputValue({ timeout: 1000 })).startsWith('/') && (await editor.page.locator(rows).count()) > 0)
    await input.fill(path)
    // while it still looks at the folder it hears no key
    const ok = editor.page.locator('.quick-input-widget:visible').getByRole('button', { name: button })
    await until('the end of the dialog', async () => {
      await editor.page.keyboard.press('Enter')
      return ok.waitFor({ state: 'hidden', timeout: 2000 }).then(() => true)
    })
  }

  const completes = async (typed: string, label: string): Promise<void> => {
    await editor.openFile('10_lumi girl/lumi-20.txt')
    await editor.replaceText('lumi, ')
    await editor.typeText(typed)
    // the list is read while one types
    await until(`'${label}' among the suggestions`, async () => {
      const shown = await editor.suggestions({ timeout: 1000 }).catch(() => [])
      if (shown.some((name) => name.startsWith(label))) return true
      await editor.page.keyboard.press('Escape')
      await editor.page.keyboard.press('Control+Space')
      return false
    })
    await editor.page.keyboard.press('Escape')
    await editor.undo()
  }

  it('a file is shown as it was understood, and its tags are completed once it is added', async () => {
    const path = join(folder, 'zorblax.csv')
    writeFileSync(path, CSV)
    await editor.command('Taglore: Add Tag List…')
    await editor.pick('Choose a file')
    await choosePath(path, 'Look at It')
    await until('the preview', async () => (await editor.page.locator(rows).filter({ hasText: 'zorblax_hat' }).count()) > 0)
    await editor.screenshot('tag-list-preview')
    const shown = (await editor.page.locator(rows).allInnerTexts()).join('\n')
    assert.match(shown, /hat_of_zorblax/)
    assert.match(shown, /Line 4/)
    await editor.pick('In this workspace only')
    await editor.toast(/'zorblax\.csv' is added: 4 tags/)
    await until('the setting', () => JSON.stringify(namedLists()) === JSON.stringify([path]))
    await completes('zorb', 'zorblax hat')
  })

  it('a folder shows the lists of the programs in it', async () => {
    const tags = join(folder, 'webui/extensions/a1111-sd-webui-tagcomplete/tags')
    mkdirSync(tags, { recursive: true })
    writeFileSync(join(tags, 'danbooru.csv'), CSV)
    writeFileSync(join(tags, 'danbooru-zh.csv'), '1girl,1个女孩\nsolo,单人\nsmile,微笑\n')
    await editor.command('Taglore: Add Tag List…')
    await editor.pick('Find lists in a folder')
    await choosePath(`${join(folder, 'webui')}/`, 'Look for Lists')
    await until('the lists', async () => (await editor.page.locator(rows).filter({ hasText: 'danbooru-zh.csv' }).count()) > 0)
    await editor.screenshot('tag-lists-found')
    const shown = (await editor.page.locator(rows).allInnerTexts()).join('\n')
    assert.match(shown, /translations/)
    await editor.page.keyboard.press('Escape')
  })

  it('a list comes from an address that the user gives', async () => {
    const server = http.createServer((_, response) => void response.writeHead(200).end(CSV.replace('broken,x,3,\n', '').replaceAll('zorblax', 'quuxian')))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      await editor.command('Taglore: Download Danbooru Tags…')
      await until('the offers', async () => (await editor.page.locator(rows).filter({ hasText: 'danbooru.csv' }).count()) > 0)
      await editor.screenshot('download-wizard')
      await editor.pick('Another address')
      await asked('Address of a tag list')
      await editor.answer(`http://127.0.0.1:${(server.address() as AddressInfo).port}/quux.csv`)
      await asked('SHA-256 of the file')
      await editor.answer('')
      await editor.pick('Without explicit tags')
      await editor.pick('In this workspace only')
      await editor.toast(/4 tags were downloaded/)
      await completes('quux', 'quuxian hat')
      assert.equal((namedLists() as unknown[]).length, 2)
    } finally {
      server.close()
    }
    await editor.command('Taglore: Download Danbooru Tags…')
    await until('its age', async () => (await editor.page.locator(rows).filter({ hasText: 'downloaded today' }).count()) > 0)
    await editor.screenshot('download-again')
    await editor.page.keyboard.press('Escape')
  })
})
