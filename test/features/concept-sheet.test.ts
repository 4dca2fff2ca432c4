import assert from 'node:assert/strict'
import { describeConcept, listConcepts } from '../../server/src/features/concept-sheet'
import type { ConceptRow, ConceptSheet } from '../../server/src/features/concept-sheet-data'
import { formatMessage } from '../../server/src/base/message'
import { openDataset } from '../support/world'

const wording = { toUri: (path: string) => `file://${path}`, translate: formatMessage }

const LUMI = `
//- 2_lumi dress/{1..8}.png
//- 2_lumi dress/{1..6}.txt
lumi, lumidress, 1girl, solo, long hair, blonde hair, blue eyes, white shirt, smile
//- 2_lumi dress/7.txt
lumi, lumidress, 1girl, solo, longhair, blonde hair, aqua eyes, white shirt
//- 2_lumi dress/8.txt
lumi, lumidress, 1girl, solo, very long hair, blonde hair, aqua eyes, white shirt
//- 5_lumi casual/{1..3}.png
//- 5_lumi casual/{1..2}.txt
lumi, lumicasual, 1girl, solo, long hair, blonde hair, aqua eyes, boots
//- 1_koro/{7..8}.png
//- 1_koro/{7..8}.txt
koro, dog, hat
`

async function sheetOf(fixture: string, name: string, settings: object = {}): Promise<ConceptSheet> {
  const { workspace, root } = await openDataset(fixture, { settings: { goal: 'character', ...settings } })
  const sheet = describeConcept(workspace, root, name, wording)
  assert.ok(sheet)
  return sheet
}

function rowOf(sheet: ConceptSheet, text: string, title?: string): ConceptRow {
  const row = sheet.sections.filter((section) => (title === undefined ? section.outfit === null : section.title === title)).flatMap(({ rows }) => rows).find((candidate) => candidate.text === text)
  assert.ok(row, text)
  return row
}

describe('the page of a concept', () => {
  it('is one for a character with all its outfits', async () => {
    const { dataset } = await openDataset(LUMI)
    const choices = listConcepts(dataset, wording)
    assert.deepEqual(choices.map(({ title, folders, images }) => [title, folders, images]), [
      ['koro', ['file:///set/1_koro'], 2],
      ['lumi', ['file:///set/2_lumi dress', 'file:///set/5_lumi casual'], 11],
    ])
  })

  it('tells what the concept is made of', async () => {
    const sheet = await sheetOf(LUMI, 'lumi dress')
    const { title, images, repeats, effective, captions, goal, triggers } = sheet
    assert.deepEqual({ title, images, repeats, effective, captions, goal }, { title: 'lumi', images: 11, repeats: null, effective: 31, captions: 10, goal: 'character' })
    assert.deepEqual(triggers.map(({ text }) => text), ['lumi', 'lumidress', 'lumicasual'])
    assert.equal((await sheetOf(LUMI, 'koro')).repeats, 1)
  })

  it('shows pictures with a tag and without it', async () => {
    const sheet = await sheetOf(LUMI, 'lumi dress')
    const row = rowOf(sheet, 'smile')
    assert.equal(row.captions, 6)
    const names = (indexes: readonly number[]): readonly (string | null | undefined)[] => indexes.map((index) => sheet.pictures[index]?.image)
    assert.deepEqual(names(row.with), [1, 2, 3, 4, 5, 6].map((name) => `file:///set/2_lumi dress/${name}.png`))
    assert.deepEqual(names(row.without), ['2_lumi dress/7', '2_lumi dress/8', '5_lumi casual/1', '5_lumi casual/2'].map((name) => `file:///set/${name}.png`))
    assert.equal(sheet.pictures[row.without[0] ?? -1]?.caption, 'file:///set/2_lumi dress/7.txt')
  })

  it('names tags that tell of one thing beside each other', async () => {
    const sheet = await sheetOf(LUMI, 'lumi dress')
    const rivals = (text: string): readonly string[] => rowOf(sheet, text).rivals.map((rival) => `${rival.text} ${rival.captions}`)
    assert.deepEqual(rivals('long hair'), ['longhair 1', 'very long hair 1'])
    assert.deepEqual(rivals('blue eyes'), ['aqua eyes 4'])
    assert.deepEqual(rivals('smile'), [])
  })

  it('proposes what the rules would do, and decides nothing', async () => {
    const folder = `${LUMI.slice(0, LUMI.indexOf('//- 5_lumi'))}`
    const sheet = await sheetOf(folder.replaceAll('lumidress, ', ''), 'lumi dress')
    const blonde = rowOf(sheet, 'blonde hair').proposal
    assert.equal(blonde?.kind, 'bake')
    assert.match(blonde?.reason ?? '', /not be separable from 'lumi'/)
    assert.equal(rowOf(sheet, 'smile').proposal, null)
    const silent = await sheetOf(folder.replaceAll('lumidress, ', ''), 'lumi dress', { rules: { 'constant-tag': 'off' } })
    assert.equal(rowOf(silent, 'blonde hair').proposal, null)
  })

  it('proposes the name used more where the captions waver', async () => {
    const more = LUMI.replace('//- 2_lumi dress/8.txt', '//- 2_lumi dress/{9..11}.png\n//- 2_lumi dress/{8..11}.txt')
    const proposal = rowOf(await sheetOf(more, 'lumi dress', { rules: { 'constant-tag': 'off' } }), 'aqua eyes').proposal
    assert.deepEqual([proposal?.kind, proposal?.to], ['unify', 'blue eyes'])
    assert.match(proposal?.reason ?? '', /waver/)
  })

  it('tells what sets an outfit apart, and which trigger would take it in', async () => {
    const sheet = await sheetOf(LUMI, 'lumi dress')
    const outfits = sheet.sections.filter(({ outfit }) => outfit !== null)
    assert.deepEqual(
      outfits.map(({ title, outfit, rows }) => [title, outfit?.trigger, outfit?.captions, rows.map((row) => `${row.text} ${row.captions} ${String(row.elsewhere)}`)]),
      [
        ['lumi dress', 'lumidress', 8, ['white shirt 8 0', 'blue eyes 6 0', 'smile 6 0']],
        ['lumi casual', 'lumicasual', 2, ['boots 2 0']],
      ],
    )
    assert.deepEqual(rowOf(sheet, 'smile', 'lumi dress').without.map((index) => sheet.pictures[index]?.name), ['7.png', '8.png'])
    assert.equal(rowOf(sheet, 'white shirt', 'lumi dress').proposal?.kind, 'bake')
    assert.equal(rowOf(sheet, 'white shirt').proposal, null)
  })

  it('is not there for a concept that is not', async () => {
    const { workspace, root } = await openDataset(LUMI)
    assert.equal(describeConcept(workspace, root, 'nobody', wording), null)
  })
})
