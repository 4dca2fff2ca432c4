import assert from 'node:assert/strict'
import { mergeSamples, planTagging, type MergeChoice, type TaggingOptions } from '../../server/src/changes/plan-tagging'
import type { Dataset } from '../../server/src/dataset/dataset'
import { USUAL_THRESHOLDS } from '../../server/src/tagging/thresholds'
import { smallKnowledge } from '../support/vocabulary'
import { openDataset } from '../support/world'
import { datasetOf, textsAfter } from './plans/check-plan'

const CHOICE: MergeChoice = { method: 'union', thresholds: USUAL_THRESHOLDS, caption: 'keep', ratings: 'leave-out', characters: 'tag' }

/** The captions after one tagger said `names` of every image. */
function after(dataset: Dataset, names: readonly string[], options: Partial<TaggingOptions> = {}, choice: Partial<MergeChoice> = {}): readonly string[] {
  const world = { dataset, knowledge: smallKnowledge }
  const tags = names.map((name) => ({ name, category: 'general' as const, score: 0.9 }))
  const samples = [...dataset.samples.values()]
  const voices = new Map(samples.flatMap(({ images }) => images.map(({ path }) => [path, [{ tagger: 'a', scores: { tags } }]] as const)))
  const merged = mergeSamples(world, samples, voices, { ...CHOICE, ...choice })
  return textsAfter(dataset, planTagging(world, samples, merged, { order: 'append', ...options }).change)
}

describe('the change that tagging makes', () => {
  it('adds what is missing behind the rest, spelt as the dataset spells', async () => {
    assert.deepEqual(await datasetOf(['lumi, 1girl', 'lumi, long hair']).then((set) => after(set, ['long_hair', 'solo', '^_^'])), ['lumi, 1girl, solo, long hair, ^_^', 'lumi, long hair, solo, ^_^'])
    assert.deepEqual(await datasetOf(['lumi, very_long_hair, hair_ribbon, black_hair']).then((set) => after(set, ['long hair'])), ['lumi, very_long_hair, hair_ribbon, black_hair, long_hair'])
  })

  it('puts the caption in order where that is asked for, the trigger in front', async () =>
    assert.deepEqual(await datasetOf(['lumi, long hair', 'lumi, solo']).then((set) => after(set, ['1girl', 'solo'], { order: 'category' })), ['lumi, 1girl, solo, long hair', 'lumi, 1girl, solo']))

  it('gives images without a caption one that begins with the trigger', async () => {
    const { dataset } = await openDataset('//- 1_lumi/{1..3}.png\n//- 1_lumi/{1..2}.txt\nlumi, 1girl\n')
    assert.deepEqual(after(dataset, ['solo', '1girl']), ['lumi, 1girl, solo', 'lumi, 1girl, solo', 'lumi, 1girl, solo\n'])
  })

  it('leaves captions with tags alone where only empty ones are asked for', async () => assert.deepEqual(await datasetOf(['', 'lumi']).then((set) => after(set, ['solo'], { onlyEmpty: true })), ['solo', 'lumi']))

  it('takes away what nobody sees where captions are not kept, but neither triggers nor sentences', async () => {
    const set = await datasetOf(['lumi, smile, solo', 'lumi, smile, A girl stands at the edge of a lake.'])
    assert.deepEqual(after(set, ['solo'], {}, { caption: 'replace' }), ['lumi, solo', 'lumi, A girl stands at the edge of a lake., solo'])
  })

  it('changes nothing where captions have it all, and a second time', async () => {
    const first = after(await datasetOf(['lumi, smile']), ['solo', 'blond hair'])
    assert.deepEqual(first, ['lumi, smile, solo, blonde hair'])
    assert.deepEqual(after(await datasetOf(first), ['solo', 'yellow_hair']), first)
  })
})
