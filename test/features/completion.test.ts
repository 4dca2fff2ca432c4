import assert from 'node:assert/strict'
import { createSearchIndex } from '../../server/src/tags/search-index'
import { buildTagIndex } from '../../server/src/tags/tag-index'
import { danbooruCsv } from '../../server/src/tags/sources/danbooru-csv'
import { emptyKnowledge } from '../../server/src/host/load-knowledge'
import { realKnowledge, smallKnowledge } from '../support/vocabulary'
import { checkAccept, checkNothing, itemAt, labelsAt } from './complete'

/** Eight captions that all have `text`. */
function captions(text: string): string {
  return `//- 10_lumi/{1..8}.png\n//- 10_lumi/{1..8}.txt\n${text}\n`
}

describe('completion', () => {
  describe('inserts a tag', () => {
    it('into an empty caption', () => checkAccept('lon|', 'long hair', 'long hair'))
    it('at the start, before the other tags', () => checkAccept('smi|, 1girl, solo', 'smile', 'smile, 1girl, solo'))
    it('in the middle', () => checkAccept('1girl, smi|, solo', 'smile', '1girl, smile, solo'))
    it('at the end', () => checkAccept('1girl, solo, smi|', 'smile', '1girl, solo, smile'))
    it('in place of the tag that it is typed in', () => checkAccept('1girl, short| hair, solo', 'short hair', '1girl, short hair, solo'))
    it('in place of the whole tag, whose end need not be typed', () => checkAccept('1girl, blue| hair', 'blue eyes', '1girl, blue eyes'))
    it('typed directly before another tag with a comma between them', () => checkAccept('smi|1girl, solo', 'smile', 'smile, 1girl, solo'))
    it('typed directly before another tag of a list without blanks', () => checkAccept('1boy,smi|1girl,solo', 'smile', '1boy,smile,1girl,solo'))
    it('before a blank and another tag with a comma only', () => checkAccept('smi| 1girl, solo', 'smile', 'smile, 1girl, solo'))
    it('before a trigger that is no known tag', () => checkAccept('smi|lumi, solo', 'smile', 'smile, lumi, solo', { others: captions('lumi, 1girl') }))
    it('directly behind a comma with the blank that the other commas have', () => checkAccept('1girl, solo,smi|', 'smile', '1girl, solo, smile'))
    it('directly behind a comma without a blank where commas have none', () => checkAccept('1girl,solo,smi|', 'smile', '1girl,solo,smile'))
    it('of two words, the blank typed so far included', () => checkAccept('1girl, long |', 'long hair', '1girl, long hair'))
    it('of two words within brackets', () => checkAccept('1girl, (long |:1.2)', 'long hair', '1girl, (long hair:1.2)'))
    it('inside a weight', () => checkAccept('1girl, (long hai|:1.2), solo', 'long hair', '1girl, (long hair:1.2), solo'))
    it('inside brackets that are not closed yet', () => checkAccept('1girl, ((smi|', 'smile', '1girl, ((smile'))
    it('behind |||', () => checkAccept('1girl ||| smi‸, solo', 'smile', '1girl ||| smile, solo'))
    it('as an alternative of {a|b}', () => checkAccept('1girl, {long hair|sho‸}, solo', 'short hair', '1girl, {long hair|short hair}, solo'))
    it('as the first alternative, of two words', () => checkAccept('{long ‸|short hair}', 'long hair', '{long hair|short hair}'))
    it('on a further line', () => checkAccept('1girl\nsmi|', 'smile', '1girl\nsmile'))
    it('with a comma at the very end where a setting wants it', () => checkAccept('1girl, smi|', 'smile', '1girl, smile, ', { settings: { completion: { appendComma: true } } }))
    it('with no such comma in the middle', () => checkAccept('1girl, smi|, solo', 'smile', '1girl, smile, solo', { settings: { completion: { appendComma: true } } }))
  })

  describe('with nothing typed', () => {
    const others = captions('lumi, 1girl, silver bow')
    it('offers what the other captions of the folder usually have', async () => assert.deepEqual(await labelsAt('lumi, |', { others }), ['1girl', 'silver bow']))
    it('puts the tag before the one that follows', () => checkAccept('lumi, |solo', 'silver bow', 'lumi, silver bow, solo', { others }))
    it('brings the blank that is not typed yet', () => checkAccept('lumi,| solo', '1girl', 'lumi, 1girl, solo', { others }))
    it('puts the tag between two commas', () => checkAccept('lumi, |, solo', '1girl', 'lumi, 1girl, solo', { others }))
    it('says how many captions of the folder have it', async () => assert.equal((await itemAt('lumi, |', '1girl', { others })).description, '×8'))
  })

  describe('finds', () => {
    it('blanks and underscores alike', async () => assert.deepEqual((await labelsAt('blue_ey|', { others: captions('long hair, black hair') })).slice(0, 1), ['blue eyes']))
    it('words in any place', async () => assert.ok((await labelsAt('hair blon|')).includes('blonde hair')))
    it('an alias, shown with its tag', () => checkAccept('longh|', 'longhair → long hair', 'long hair'))
    it('Chinese names', () => checkAccept('1girl, 金发|', 'blonde hair', '1girl, blonde hair'))
    it('a tag with a typing error', async () => assert.ok((await labelsAt('blonde hiar|')).includes('blonde hair')))
    it('tags that only the dataset has', () => checkAccept('lumi, silver b|', 'silver bow', 'lumi, silver bow', { others: captions('lumi, silver bow') }))
    it('a tag that only one other caption has', () => checkAccept('lumi, gold|', 'golden ring of power', 'lumi, golden ring of power', { others: '//- 10_lumi/b.png\n//- 10_lumi/b.txt\nlumi, golden ring of power' }))
    it("a typing error in a dataset's own tag", async () => assert.ok((await labelsAt('silvre b|', { others: captions('lumi, silver bow') })).includes('silver bow')))
    it('accepted words', async () => assert.ok((await labelsAt('zor|', { settings: { words: ['zorblax'] } })).includes('zorblax')))
    it('triggers, told apart', async () => assert.equal((await itemAt('1girl, lum|', 'lumi', { others: captions('lumi, 1girl') })).category, 'trigger'))
    it("tags of the user's own list", async () => {
      const { records } = danbooruCsv.read('quokka_girl,0,4200,"quokka"', 'mine.csv')
      const tags = buildTagIndex([{ id: 'mine.csv', records }])
      await checkAccept('quok|', 'quokka girl', 'quokka girl', { knowledge: { ...smallKnowledge, tags, search: createSearchIndex(records) } })
    })
    it('not the word that is being typed', async () => assert.ok(!(await labelsAt('zorblax qu|')).includes('zorblax qu')))
    it('nothing, and does not fail, while no tag list is read', async () => assert.deepEqual(await labelsAt('lon|', { knowledge: emptyKnowledge() }), []))
  })

  describe('ranks', () => {
    it('by match and posts', async () => assert.deepEqual((await labelsAt('blue|')).slice(0, 2), ['blue eyes', 'blue hair']))
    it('tags of the dataset before equals', async () => assert.equal((await labelsAt('bl|', { others: captions('lumi, black footwear') }))[0], 'black footwear'))
    it('what goes with the tags of this caption before what is used more in other captions', async () => {
      const others = `${captions('lumi, school uniform, blue hair')}\n//- 10_koro/{1..9}.png\n//- 10_koro/{1..9}.txt\nkoro, outdoors, blue sky, blue eyes\n`
      assert.equal((await labelsAt('lumi, school uniform, blu|', { others }))[0], 'blue hair')
    })
    it('implied tags last, and says what implies them', async () => {
      assert.match((await itemAt('very long hair, long h|', 'long hair')).detail, /⊂ very long hair/)
    })
    it('contradicting tags last, and says what they contradict', async () => {
      const labels = await labelsAt('1girl, solo, long hair, short h|')
      assert.match((await itemAt('1girl, solo, long hair, short h|', 'short hair')).detail, /✗ long hair/)
      assert.equal(labels.at(-1), 'short hair')
    })
    it('what is typed to the end first, whatever speaks against it', async () => {
      assert.equal((await labelsAt('1girl, solo, long hair, short hair|'))[0], 'short hair')
    })
    it('used tags last, and marks them', async () => {
      const labels = await labelsAt('long hair, lon|')
      assert.equal(labels.at(-1), 'long hair')
      assert.match((await itemAt('long hair, lon|', 'long hair')).detail, /✓/)
    })
  })

  describe('shows', () => {
    it('posts as the booru writes them', async () => assert.equal((await itemAt('very l|', 'very long hair')).description, '950K'))
    it('the Chinese name', async () => assert.equal((await itemAt('smi|', 'smile')).detail, '[微笑]'))
    it('the category', async () => assert.equal((await itemAt('hatsune|', 'hatsune miku')).category, 'character'))
    it('captions of the dataset for a word that no list has', async () => assert.equal((await itemAt('silver|', 'silver bow', { others: captions('lumi, silver bow') })).description, '×8'))
  })

  describe('spells', () => {
    it('with blanks as most of the dataset does', () => checkAccept('very|', 'very long hair', 'very long hair', { others: captions('lumi, blue eyes, long hair') }))
    it('with underscores where the dataset does', () => checkAccept('very|', 'very_long_hair', 'very_long_hair', { others: captions('lumi, blue_eyes, long_hair') }))
    it('as a setting says', () => checkAccept('very|', 'very_long_hair', 'very_long_hair', { settings: { captions: { spelling: 'underscore' } } }))
    it('words that keep their underscore in every dataset', async () => assert.ok((await labelsAt('score_9|', { knowledge: realKnowledge(), others: captions('long hair, black hair') })).includes('score_9')))
    it('brackets escaped where they are weights', () => checkAccept('waterc|', 'watercolor \\(medium\\)', 'watercolor \\(medium\\)', { settings: { captions: { weighted: true } } }))
  })

  describe('stays away', () => {
    it('from sentences', () => checkNothing('A girl with long hair sits on a ben|ch in the park.'))
    it('from the beginning of a sentence', () => checkNothing('A gi|rl with long hair sits on a bench in the park.'))
    it('from the number of a weight', () => checkNothing('1girl, (long hair:1.|2)', { others: captions('lumi, 1girl, smile') }))
    it('from the place behind a closed bracket', () => checkNothing('(long hair:1.2)|', { others: captions('lumi, 1girl, smile') }))
  })
})
