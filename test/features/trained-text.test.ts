import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { writeTrained } from '../../server/src/features/trained-text'
import { captionAt, CAPTION } from './caption-at'
import { openDataset, ROOT } from '../support/world'

const wording = { toUri: (path: string) => path, translate: formatMessage }

describe('the document of what the trainer reads', () => {
  it('is the first line of a caption, with the settings in force and where they come from', async () => {
    const { workspace } = await captionAt('lumi, smile\nsecond line')
    const text = writeTrained(workspace, CAPTION, 200, wording) ?? ''
    assert.equal(text.trimEnd().split('\n').at(-1), 'lumi, smile')
    assert.match(text, /^# 'a\.txt' is always trained as this text\n# Line 2 is not read\n/)
    assert.match(text, /^# {3}shuffle_caption = false {2}\(assumed\)$/m)
  })

  it('is every text that shuffling makes, and says why and who wants it', async () => {
    const { workspace } = await captionAt('lumi, smile, hat', { settings: { captions: { shuffle: true, keepTokens: 1 } } })
    const text = writeTrained(workspace, CAPTION, 200, wording) ?? ''
    assert.deepEqual(text.trimEnd().split('\n').slice(-3), ['', 'lumi, smile, hat', 'lumi, hat, smile'])
    assert.match(text, /^# 'a\.txt' is trained as one of these 2 texts\n# The first 1 tags stay in place\n# The other tags are shuffled$/m)
    assert.match(text, /keep_tokens = 1 {2}\(from /)
  })

  it('is cut off where there are more texts than anybody reads', async () => {
    const { workspace } = await captionAt('a, b, c, d, e', { settings: { captions: { shuffle: true } } })
    const text = writeTrained(workspace, CAPTION, 10, wording) ?? ''
    assert.match(text, /one of many texts; these are 10 of them/)
    assert.equal(text.trimEnd().split('\n').filter((line) => line !== '' && !line.startsWith('#')).length, 10)
  })

  it('of an image without caption is what its folder says', async () => {
    const { workspace } = await openDataset('//- 10_lumi girl/a.png\n')
    assert.match(writeTrained(workspace, `${ROOT}/10_lumi girl/a.png`, 200, wording) ?? '', /# No caption: the folder's text is taken\n[^]*\nlumi girl\n$/)
  })

  it('says which training file the options come from', async () => {
    const { workspace } = await openDataset('//- imgs/a.png\n//- imgs/a.txt\nlumi, hat\n//- dataset.toml\n[general]\nshuffle_caption = true\ncaption_extension = ".txt"\n[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "imgs"\n')
    const text = writeTrained(workspace, `${ROOT}/imgs/a.txt`, 200, wording) ?? ''
    assert.match(text, /shuffle_caption = true {2}\(from dataset\.toml\)/)
    assert.match(text, /\nlumi, hat\nhat, lumi\n$/)
  })

  it('is none for a file that is no caption', async () => {
    const { workspace } = await openDataset('//- 10_lumi/a.png\n//- notes.md\nhello')
    assert.equal(writeTrained(workspace, `${ROOT}/notes.md`, 200, wording), undefined)
  })
})
