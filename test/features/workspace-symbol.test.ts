import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { relativePath } from '../../server/src/base/path'
import { placeSymbols, searchSymbols, type DatasetSymbol, type SymbolPlace } from '../../server/src/features/workspace-symbol'
import { captionAt, type OpenedCaption } from './caption-at'

const OTHERS = '//- 10_lumi/{1..5}.png\n//- 10_lumi/{1..5}.txt\nlumi, 1girl, silver bow\n//- 10_lumi/z.png\n//- 10_lumi/z.txt\n1girl, Blonde_Hair, silver bowl'

function search({ workspace }: OpenedCaption, query: string): readonly string[] {
  return searchSymbols(workspace, query).map(({ name, container, category }) => `${name} (${category}, ${formatMessage(container)})`)
}

describe('workspace symbols', () => {
  it('are the tags of the dataset, most used first, while nothing is typed', async () => {
    const opened = await captionAt('lumi, 1girl', { others: OTHERS })
    assert.deepEqual(search(opened, ''), ['1girl (general, 7 captions · set)', 'lumi (trigger, 6 captions · set)', 'silver bow (unknown, 5 captions · set)', 'Blonde_Hair (general, 1 caption · set)', 'silver bowl (unknown, 1 caption · set)'])
  })

  it('are found by words, typing errors, aliases and translations; tags that no caption has are not', async () => {
    const opened = await captionAt('lumi, 1girl', { others: OTHERS })
    assert.deepEqual(search(opened, 'silver').map((line) => line.split(' (')[0]), ['silver bow', 'silver bowl'])
    assert.deepEqual(search(opened, 'hair blon').map((line) => line.split(' (')[0]), ['Blonde_Hair'])
    assert.deepEqual(search(opened, 'blonde hiar').map((line) => line.split(' (')[0]), ['Blonde_Hair'])
    assert.deepEqual(search(opened, 'yellow hair').map((line) => line.split(' (')[0]), ['yellow hair → Blonde_Hair'])
    assert.deepEqual(search(opened, '金发').map((line) => line.split(' (')[0]), ['金发 → Blonde_Hair'])
    assert.deepEqual(search(opened, 'short hair'), [])
  })

  it('are no more than a hundred', async () => {
    const many = Array.from({ length: 300 }, (_, at) => `own word ${at}`).join(', ')
    const opened = await captionAt(many)
    assert.equal(search(opened, '').length, 100)
    assert.equal(search(opened, 'own').length, 100)
  })

  it('lead to the first caption that carries them', async () => {
    const opened = await captionAt('lumi, 1girl', { others: OTHERS })
    const symbols = searchSymbols(opened.workspace, '')
    const places = new Map<DatasetSymbol, SymbolPlace>()
    const pauses = [...placeSymbols(symbols, places)].length
    assert.equal(pauses, opened.dataset.samples.size)
    assert.deepEqual(symbols.map((symbol) => [symbol.key, relativePath(opened.root, places.get(symbol)?.path ?? ''), places.get(symbol)?.span.start]), [
      ['1girl', '10_lumi/1.txt', 6],
      ['lumi', '10_lumi/1.txt', 0],
      ['silver bow', '10_lumi/1.txt', 13],
      ['blonde hair', '10_lumi/z.txt', 7],
      ['silver bowl', '10_lumi/z.txt', 20],
    ])
  })
})
