import assert from 'node:assert/strict'
import type { DocumentLink, Location } from 'vscode-languageserver-protocol'
import { toUri } from '../../server/src/lsp/uris'
import { LUMI, serve, SET, stopAll } from './set'

const TOML = '# the set\n[[datasets]]\nbatch_size = 2\n[[datasets.subsets]]\nimage_dir = "10_lumi"\nnum_repeats = 10\ncaption_extension = ".txt"\n'
const CONFIG = 'dataset_config = "dataset.toml"\nnetwork_dim = 8\ntrain_batch_size = 4\n'
const FILES = `${LUMI}//- dataset.toml\n${TOML}\n//- config.toml\n${CONFIG}`

function positionOf(text: string, part: string): { line: number; character: number } {
  const before = text.slice(0, text.indexOf(part) + 1)
  return { line: before.split('\n').length - 1, character: before.length - 1 - before.lastIndexOf('\n') }
}

describe('training files over a stream', () => {
  afterEach(stopAll)

  it('folders are completed with their number of images', async () => {
    const { client } = await serve(FILES)
    const path = `${SET}/dataset.toml`
    const text = TOML.replace('10_lumi"', '"')
    await client.open(path, text, 'toml')
    const list = await client.complete(path, text.indexOf('dir = "') + 7)
    const folder = list?.items.find(({ label }) => label === '10_lumi')
    assert.equal(folder?.detail, '5 images')
  })

  it('keys are explained', async () => {
    const { client } = await serve(FILES)
    const path = `${SET}/dataset.toml`
    await client.open(path, TOML, 'plaintext')
    const hover = await client.connection.sendRequest('textDocument/hover', { textDocument: { uri: toUri(path) }, position: positionOf(TOML, 'num_repeats') })
    assert.match(JSON.stringify(hover), /How often an epoch shows each image/)
  })

  it('a folder links to its first caption, a configuration to the other', async () => {
    const { client } = await serve(FILES)
    await client.open(`${SET}/dataset.toml`, TOML, 'toml')
    await client.open(`${SET}/config.toml`, CONFIG, 'toml')
    const links = async (name: string): Promise<readonly (string | undefined)[]> => {
      const found = await client.connection.sendRequest<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: toUri(`${SET}/${name}`) } })
      return found.map(({ target }) => target)
    }
    assert.deepEqual(await links('dataset.toml'), [toUri(`${SET}/10_lumi/1.txt`)])
    assert.deepEqual(await links('config.toml'), [toUri(`${SET}/dataset.toml`)])
  })

  it('a configuration leads to its dataset, and a key to where the other file sets it', async () => {
    const { client } = await serve(FILES)
    await client.open(`${SET}/dataset.toml`, TOML, 'toml')
    await client.open(`${SET}/config.toml`, CONFIG, 'toml')
    const ask = (method: string, name: string, position: object): Promise<unknown> =>
      client.connection.sendRequest(method, { textDocument: { uri: toUri(`${SET}/${name}`) }, position, context: { includeDeclaration: true } })
    const target = (await ask('textDocument/definition', 'config.toml', positionOf(CONFIG, 'dataset.toml'))) as Location
    assert.equal(target.uri, toUri(`${SET}/dataset.toml`))
    const places = (await ask('textDocument/references', 'dataset.toml', positionOf(TOML, 'batch_size'))) as Location[]
    assert.deepEqual(
      places.map(({ uri, range }) => `${uri.split('/').at(-1)}:${range.start.line}`),
      ['dataset.toml:2', 'config.toml:2'],
    )
  })
})
