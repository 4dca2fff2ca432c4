import assert from 'node:assert/strict'
import type { CompletionItem } from 'vscode-languageserver-protocol'
import { applyTo, FULL } from '../support/client'
import { LUMI, serve, SET, stopAll } from './set'

const TOML = '[[datasets]]\n[[datasets.subsets]]\nimage_dir = "10_lumi"\nclass_tokens = "lumi, "\n'
const AT = TOML.lastIndexOf('"')

function editOf({ textEdit }: CompletionItem): Parameters<typeof applyTo>[1] {
  return textEdit && 'range' in textEdit ? [textEdit] : []
}

describe('completion elsewhere over a stream', () => {
  afterEach(stopAll)

  it('goes on letter by letter, also where the file is broken meanwhile', async () => {
    const { client } = await serve(LUMI)
    const path = `${SET}/dataset.toml`
    await client.open(path, TOML, 'toml')
    const open = TOML.slice(0, AT)
    for (const typed of ['v', 've', 'very l', 'very long h']) {
      const text = `${open}${typed}\n`
      await client.change(path, text)
      const list = await client.complete(path, AT + typed.length)
      assert.equal(list?.isIncomplete, true)
      assert.ok(list.items.every(({ filterText }) => filterText === typed))
      const item = list.items.find(({ label }) => label === 'very long hair')
      if (typed === 'very long h') assert.equal(applyTo(text, editOf(item!)), `${open}very long hair\n`)
    }
  })

  it('resolves as anywhere else', async () => {
    const { client } = await serve(LUMI)
    const path = `${SET}/prompts.txt`
    await client.open(path, 'lumi, very lon --w 1024', 'plaintext')
    const item = (await client.complete(path, 14))?.items.find(({ label }) => label === 'very long hair')
    assert.match(JSON.stringify((await client.resolveItem(item!)).documentation), /Implies: long hair/)
  })

  it('a rule comes with a level to choose, without a snippet for clients that know none', async () => {
    const capabilities = { ...FULL, textDocument: { ...FULL.textDocument, completion: { completionItem: { snippetSupport: true } } } }
    const path = `${SET}/taglore.json`
    const text = '{ "rules": { "rare" } }'
    const complete = async (options: object): Promise<CompletionItem> => {
      const { client } = await serve(`${LUMI}//- taglore.json\n{}`, options)
      await client.open(path, text, 'jsonc')
      return (await client.complete(path, 18))!.items.find(({ label }) => label === 'rare-tag')!
    }
    const snippet = await complete({ capabilities })
    assert.equal(snippet.insertTextFormat, 2)
    assert.equal(applyTo(text, editOf(snippet)), '{ "rules": { "rare-tag": "${1|off,hint,info,warning,error|}" } }')
    assert.equal(applyTo(text, editOf(await complete({}))), '{ "rules": { "rare-tag": "off" } }')
  })

  it('offers the words of the dataset, though the file alone was opened', async () => {
    const { client } = await serve(`${LUMI}//- taglore.json\n{}`)
    const path = `${SET}/taglore.json`
    const text = '{ "keep": [{ "concept": "lumi", "tags": [""] }] }'
    await client.open(path, text, 'json')
    await client.eventually('the dataset', async () => (await client.complete(path, text.indexOf('""') + 1))?.items.some(({ label }) => label === 'smile'))
  })

  it('any other file gets nothing, and training files no colours of tags', async () => {
    const { client } = await serve(LUMI)
    for (const [name, text] of [['pyproject.toml', '[project]\nname = "smi"\n'], ['package.json', '{ "name": "smi" }'], ['notes.txt', 'smi']] as const) {
      await client.open(`${SET}/${name}`, text, 'plaintext')
      assert.equal(await client.complete(`${SET}/${name}`, text.indexOf('smi') + 3), null)
      assert.equal(await client.hover(`${SET}/${name}`, text.indexOf('smi') + 1), null)
    }
    await client.open(`${SET}/dataset.toml`, TOML, 'toml')
    assert.deepEqual((await client.tokens(`${SET}/dataset.toml`)).data, [])
  })
})
