import assert from 'node:assert/strict'
import { parseFixture } from '../support/fixture'
import { openDataset } from '../support/world'
import { checkDataset, messagesOf, problemsOf } from './check'

const raw = '//- {1..9}.png\n300x200\n//- long.jpg\n4000x500\n//- clip.gif\nGIF89a\n//- 2.jpg\n'

describe('an uncaptioned folder', () => {
  it('is a beginning, not a list of faults', async () => {
    const { problems } = await checkDataset(`${raw}! . missing-caption`)
    assert.deepEqual(problems.map(({ level }) => level), ['info'])
    assert.deepEqual(messagesOf(problems), ["10 images in 'set', none with a caption yet: 'Create Missing Captions' begins with them, 'New Dataset' also with the folder"])
  })

  it('still tells of what cannot be read', async () => {
    const opened = await openDataset(new Map([...parseFixture(raw).files, ['3.png', 'no image']]))
    assert.deepEqual(problemsOf(opened).map(({ rule, level }) => `${rule.id} ${level}`).sort(), ['missing-caption info', 'unreadable-image error'])
  })

  it('is judged from its first caption on, or once it has settings or repeats', async () => {
    const rulesOf = async (text: string): Promise<Set<string>> => new Set(problemsOf(await openDataset(text)).map(({ rule }) => rule.id))
    assert.ok((await rulesOf(`${raw}//- 1.txt\nlumi\n`)).has('small-image'))
    assert.ok((await rulesOf(`${raw}//- taglore.json\n{ "goal": "style" }\n`)).has('small-image'))
    assert.ok((await rulesOf(raw.replaceAll('//- ', '//- 5_lumi/'))).has('small-image'))
  })
})
