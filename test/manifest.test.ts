import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMMANDS } from '../client/src/command-ids'
import { TOKEN_TYPES } from '../server/src/features/semantic-tokens'

const ROOT = join(__dirname, '..')

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[]
    readonly keybindings: readonly { readonly command: string; readonly when?: string }[]
    readonly menus: Readonly<Record<string, readonly ({ readonly command: string } | { readonly submenu: string })[]>>
    readonly submenus: readonly { readonly id: string }[]
    readonly semanticTokenTypes: readonly { readonly id: string }[]
    readonly semanticTokenScopes: readonly { readonly scopes: Readonly<Record<string, unknown>> }[]
    readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string; readonly media: { readonly markdown: string } }[] }[]
    readonly grammars: readonly { readonly path: string }[]
    readonly languages: readonly { readonly id: string; readonly configuration?: string; readonly extensions?: unknown; readonly filenames?: readonly string[] }[]
  }
}

const { contributes } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest
const commands = contributes.commands.map(({ command }) => command)

describe('the manifest', () => {
  it('names every command that the client registers, and no other', () => {
    assert.deepEqual([...commands].sort(), COMMANDS.map((id) => `taglore.${id}`).sort())
  })

  it('binds keys and menus to commands that exist', () => {
    const entries = Object.values(contributes.menus).flat()
    const used = [...contributes.keybindings, ...entries].flatMap((entry) => ('command' in entry ? [entry.command] : []))
    assert.deepEqual(used.filter((command) => !commands.includes(command)), [])
    const opened = entries.flatMap((entry) => ('submenu' in entry ? [entry.submenu] : []))
    for (const { id } of contributes.submenus) assert.ok(opened.includes(id) && contributes.menus[id], id)
  })

  it('takes no key outside captions, panels and its own trees', () => {
    assert.deepEqual(contributes.keybindings.filter(({ when }) => !/editorLangId == sd-caption|activeWebviewPanelId|focusedView == taglore\./.test(when ?? '')), [])
  })

  it('has a colour for every kind of semantic token', () => {
    const types = [...TOKEN_TYPES].sort()
    assert.deepEqual(contributes.semanticTokenTypes.map(({ id }) => id).sort(), types)
    for (const { scopes } of contributes.semanticTokenScopes) assert.deepEqual(Object.keys(scopes).sort(), types)
  })

  it('leaves .txt to plain text: a caption is told by the image beside it', () => {
    assert.deepEqual(contributes.languages.map(({ id, extensions, filenames }) => [id, extensions, filenames]), [['sd-caption', undefined, undefined], ['jsonc', undefined, ['taglore.json']]])
  })

  it('names files that exist', () => {
    for (const path of [...contributes.grammars.map((grammar) => grammar.path), ...contributes.languages.flatMap((language) => language.configuration ?? [])]) {
      assert.ok(existsSync(join(ROOT, path)), path)
    }
  })

  it('has a walkthrough of at most six steps, each with an action and a page in both languages', () => {
    const [walkthrough, second] = contributes.walkthroughs
    assert.ok(walkthrough && !second && walkthrough.steps.length <= 6)
    for (const language of ['', '.zh-cn']) {
      const texts = JSON.parse(readFileSync(join(ROOT, `package.nls${language}.json`), 'utf8')) as Record<string, string>
      const textOf = (key: string): string => texts[key.slice(1, -1)] ?? ''
      for (const { description, media } of walkthrough.steps) {
        for (const [, command] of textOf(description).matchAll(/\(command:(taglore\.\w+)\)/g)) assert.ok(contributes.commands.some((known) => known.command === command), command)
        assert.match(textOf(description), /\(command:/)
        assert.ok(existsSync(join(ROOT, textOf(media.markdown))), media.markdown)
      }
    }
  })
})
