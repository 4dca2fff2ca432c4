import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { planSentences, type SentenceOptions } from '../../server/src/changes/plan-sentences'
import { openDataset } from '../support/world'
import { textsAfter } from './plans/check-plan'

const SENTENCE = 'Lumi stands at the edge of a quiet lake.'

/** What becomes of a caption; refusals stand in place of the text where nothing changes. */
async function after(caption: string | undefined, options: SentenceOptions, settings: object = {}): Promise<string> {
  const { dataset } = await openDataset(new Map([['1_lumi/a.png', ''], ...(caption === undefined ? [] : [['1_lumi/a.txt', caption] as const])]), { settings })
  const { change, refusals } = planSentences(dataset, dataset.samples.values(), new Map([['/set/1_lumi/a.png', `Lumi stands at the edge\n of a quiet lake. `]]), options)
  const created = change.files.flatMap((file) => (file.kind === 'create' ? [`${file.path.slice(12)}: ${file.text}`] : []))
  return refusals.length > 0 ? `refused: ${refusals.map(({ message }) => formatMessage(message)).join()}` : created.length > 0 ? created.join() : textsAfter(dataset, change).join()
}

describe('where a sentence goes', () => {
  it('instead of the tags, only where there are none or it is asked for', async () => {
    assert.equal(await after('', { place: 'instead' }), SENTENCE)
    assert.equal(await after(undefined, { place: 'instead' }), `a.txt: ${SENTENCE}\n`)
    assert.match(await after('lumi, solo', { place: 'instead' }), /refused: This caption stays/)
    assert.equal(await after('lumi, solo\n', { place: 'instead', overwrite: true }), `${SENTENCE}\n`)
  })

  it('behind ||| on the line of the tags, or the separator in force', async () => {
    assert.equal(await after('lumi, solo\nold\n', { place: 'section' }), `lumi, solo ||| ${SENTENCE}\nold\n`)
    assert.equal(await after('lumi ||| ', { place: 'section' }), `lumi ||| ${SENTENCE} `)
    assert.equal(await after('lumi, solo', { place: 'section' }, { 'captions.keepTokensSeparator': '&&&' }), `lumi, solo &&& ${SENTENCE}`)
    assert.match(await after('lumi ||| solo, hat', { place: 'section', overwrite: true }), /refused/)
    assert.equal(await after('lumi ||| An old sentence about somebody else.', { place: 'section', overwrite: true }), `lumi ||| ${SENTENCE}`)
    assert.match(await after('lumi ||| An old sentence about somebody else.', { place: 'section' }), /refused/)
    assert.equal(await after(`lumi ||| ${SENTENCE}`, { place: 'section' }), `lumi ||| ${SENTENCE}`)
  })

  it('as the second line, with the line break that the file has', async () => {
    assert.equal(await after('lumi, solo', { place: 'line' }), `lumi, solo\n${SENTENCE}`)
    assert.equal(await after('lumi, solo\r\n', { place: 'line' }), `lumi, solo\r\n${SENTENCE}\r\n`)
    assert.match(await after('lumi\nsolo', { place: 'line' }), /refused/)
    assert.equal(await after('lumi\nsolo\n', { place: 'line', overwrite: true }), `lumi\n${SENTENCE}\n`)
  })

  it('in a file of its own', async () => {
    assert.equal(await after('lumi', { place: 'file' }), `a.nl.txt: ${SENTENCE}\n`)
    assert.equal(await after('lumi', { place: 'file', suffix: '.caption', present: new Map() }), `a.caption: ${SENTENCE}\n`)
    assert.match(await after('lumi', { place: 'file', present: new Map([['/set/1_lumi/a.nl.txt', 'mine']]) }), /refused/)
    assert.equal(await after('lumi', { place: 'file', present: new Map([['/set/1_lumi/a.nl.txt', `${SENTENCE}\n`]]) }), 'lumi')
  })
})
