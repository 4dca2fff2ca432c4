import assert from 'node:assert/strict'
import { planImport, type ImportMode } from '../../server/src/changes/plan-import'
import { smallKnowledge } from '../support/vocabulary'
import { datasetOf, textsAfter } from './plans/check-plan'

async function after(mode: ImportMode, captions: readonly string[], imported: readonly (readonly string[] | undefined)[]): Promise<readonly string[]> {
  const dataset = await datasetOf(captions)
  const found = new Map(imported.flatMap((names, at) => (names ? [[`/set/1_lumi/a${at}.png`, { tags: names.map((name) => ({ name, category: 'general' as const, score: 1 })) }] as const] : [])))
  const plan = planImport({ dataset, knowledge: smallKnowledge }, [...dataset.samples.values()], found, { mode, order: 'append' })
  return textsAfter(dataset, plan.change)
}

describe('importing captions', () => {
  const captions = ['lumi, smile, long hair', 'lumi, solo', '']
  const found = [['longhair', 'solo'], undefined, ['lumi', 'hat']]
  it('adds what is missing', async () => assert.deepEqual(await after('union', captions, found), ['lumi, smile, long hair, solo', 'lumi, solo', 'lumi, hat']))
  it('keeps what both have, and the trigger', async () => assert.deepEqual(await after('intersection', captions, found), ['lumi, long hair', 'lumi, solo', '']))
  it('takes away what is imported, but not the trigger', async () => assert.deepEqual(await after('subtraction', captions, [['long_hair', 'lumi', 'hat'], undefined, []]), ['lumi, smile', 'lumi, solo', '']))
  it('fills only captions without tags', async () => assert.deepEqual(await after('only-empty', captions, found), ['lumi, smile, long hair', 'lumi, solo', 'lumi, hat']))
})
