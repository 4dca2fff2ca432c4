import assert from 'node:assert/strict'
import { usedGroups } from '../../server/src/features/used-groups'
import { smallKnowledge } from '../support/vocabulary'
import { openDataset } from '../support/world'

describe('the groups that a dataset has tags of', () => {
  it('come in the order of the vocabulary, with the tags used most; phrases and other names count too', async () => {
    const { dataset } = await openDataset(`
//- 1_lumi/{1..3}.png
//- 1_lumi/{1..2}.txt
lumi, smile, blond_hair, long blonde hair, my thing
//- 1_lumi/3.txt
lumi, blond hair, 1girl
`)
    assert.deepEqual(usedGroups(dataset, smallKnowledge), [
      { id: 'person-count', title: 'Person count', zh: '人数', tags: 1, examples: ['1girl'] },
      { id: 'hair', title: 'Hair', zh: '头发', tags: 2, examples: ['blond_hair', 'long blonde hair'] },
      { id: 'face', title: 'Face', zh: '脸', tags: 1, examples: ['smile'] },
    ])
  })
})
