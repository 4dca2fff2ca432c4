import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { judgeTrigger, proposeTriggerFor } from '../../server/src/features/propose-trigger'
import { suggestTags } from '../../server/src/tags/search'
import { isKnown } from '../../server/src/tags/known-key'
import { smallKnowledge } from '../support/vocabulary'
import { openDataset } from '../support/world'
import { loadTokenizer } from '../tokens/load-tokenizer'

const SET = '//- 10_lumi/{1..5}.png\n//- 10_lumi/{1..5}.txt\nlumi, 1girl, smile\n'

describe('a trigger for a new dataset', () => {
  it('is the folder’s own name where that is short, no tag, and no other concept’s', async () => {
    const { workspace } = await openDataset('//- 10_x/1.png\n', { knowledge: { ...smallKnowledge, tokenizer: await loadTokenizer() } })
    assert.equal(proposeTriggerFor('/downloads/Zorvka', 'character', workspace), 'zorvka')
    // words, and words made of words, mean something already
    for (const word of ['gathered', 'starfire', 'downloads']) assert.notEqual(proposeTriggerFor(`/x/${word}`, 'character', workspace), word)
    assert.match(formatMessage(judgeTrigger('luna', 'sdxl', workspace)), /^'luna' is a common word/)
  })

  it('is made of the name where that is a tag, too long, or taken', async () => {
    const { workspace } = await openDataset(SET)
    const { tags, search } = workspace.knowledge
    const names = ['/d/long hair', '/d/my downloaded pictures of 2024', '/d/lumi', '/d/hatsune miku (vocaloid)'].map((folder) => proposeTriggerFor(folder, 'character', workspace))
    assert.equal(new Set(names).size, 4)
    for (const name of names) {
      assert.match(name, /^[a-z]{4,6}$/)
      assert.notEqual(name, 'lumi')
      assert.equal(isKnown(tags, name), false)
      assert.deepEqual(suggestTags(search, name, { limit: 8 }).filter(({ key }) => key === name), [])
    }
  })

  it('is made of the goal where the name has no letters to make it of', async () => {
    const { workspace } = await openDataset(SET)
    const names = (['character', 'style'] as const).map((goal) => proposeTriggerFor('/下载/露米', goal, workspace))
    for (const name of names) assert.match(name, /^[a-z]{4,6}$/)
    assert.notEqual(names[0], names[1])
  })

  it('is judged as it is written: a known tag, a trigger of another concept, its tokens', async () => {
    const { workspace } = await openDataset(SET)
    const judge = (text: string): string => formatMessage(judgeTrigger(text, 'sdxl', workspace))
    assert.match(judge('Long_Hair'), /^'Long_Hair' is a tag that the model knows well \(4\.4M posts\)/)
    assert.match(judge('lumi'), /has the trigger 'lumi' already$/)
    assert.match(judge('zorvkaqx'), /^No tag has this name; \d+ tokens$/)
  })
})
