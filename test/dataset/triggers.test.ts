import assert from 'node:assert/strict'
import { openDataset } from '../support/world'

/** The triggers of each concept, an inferred one with `?`, one that siblings share with `*`. */
async function checkTriggers(files: string, expected: Readonly<Record<string, readonly string[]>>): Promise<void> {
  const { dataset } = await openDataset(files)
  const found = dataset.concepts().map(({ name, triggers }) => [name, triggers.map(({ text, declared, parent }) => `${text}${declared ? '' : '?'}${parent ? '*' : ''}`)])
  assert.deepEqual(Object.fromEntries(found), expected)
}

describe('triggers', () => {
  it('are inferred from the tag that is first in nearly all captions', () =>
    checkTriggers('//- 10_x/{1..5}.png\n//- 10_x/{1..4}.txt\nlumi, 1girl\n//- 10_x/5.txt\n1girl, solo', { x: ['lumi?'] }))
  it('are none where the first tag is a known general one', () => checkTriggers('//- 10_x/{1..5}.png\n//- 10_x/{1..5}.txt\n1girl, solo', { x: [] }))
  it('are none where fewer than four in five begin alike', () =>
    checkTriggers('//- 10_x/{1..4}.png\n//- 10_x/{1..3}.txt\nlumi, 1girl\n//- 10_x/4.txt\n1girl, solo', { x: [] }))
  it('may be a known character', () => checkTriggers('//- 10_x/{1..3}.png\n//- 10_x/{1..3}.txt\nhatsune miku, 1girl', { x: ['hatsune miku?'] }))
  it('are declared before they are inferred', () =>
    checkTriggers('//- taglore.json\n{ "concepts": [{ "name": "Lumi", "folders": ["10_*"], "triggers": ["lumi_v2"] }] }\n//- 10_x/{1..3}.png\n//- 10_x/{1..3}.txt\nlumi, 1girl', { Lumi: ['lumi_v2'] }))
  it('may be declared to be none', () =>
    checkTriggers('//- taglore.json\n{ "concepts": [{ "name": "x", "triggers": [] }] }\n//- 10_x/{1..3}.png\n//- 10_x/{1..3}.txt\nlumi, 1girl', { x: [] }))
  it('of outfits are the shared one and their own', () =>
    checkTriggers('//- 10_day/{1..4}.png\n//- 10_day/{1..4}.txt\nlumi, daysuit, 1girl\n//- 10_night/{1..4}.png\n//- 10_night/{1..4}.txt\nlumi, nightsuit, 1girl', {
      day: ['lumi?*', 'daysuit?'],
      night: ['lumi?*', 'nightsuit?'],
    }))
  it('of a regularisation folder are none', () =>
    checkTriggers('//- img/10_x/{1..3}.png\n//- img/10_x/{1..3}.txt\nlumi\n//- reg/1_y/{1..3}.png\n//- reg/1_y/{1..3}.txt\nsomeone', { x: ['lumi?'], y: [] }))
})
