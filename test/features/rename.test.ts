import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { applySpanEdits } from '../../server/src/base/span'
import { planRefactor } from '../../server/src/features/refactor'
import { prepareRename, renameAt, samplesNaming } from '../../server/src/features/rename'
import { datasetAround } from '../../server/src/features/dataset-around'
import { describeChange } from '../lint/check'
import { captionAt, underline, type CaptionCheck } from './caption-at'

/** What is renamed at `‸`, underlined; or why nothing is. */
async function checkPrepare(marked: string, expected: string | RegExp | undefined): Promise<void> {
  const { workspace, path, offset, text } = await captionAt(marked)
  const place = prepareRename(workspace, path, offset)
  if (expected === undefined) assert.equal(place, undefined)
  else if (typeof expected === 'string') assert.equal(place && 'span' in place && underline(text, [place.span]), expected)
  else assert.match(place && 'fault' in place ? formatMessage(place.fault) : 'no fault', expected)
}

/** The files that a rename at `‸` changes, as `describeChange` tells them. */
async function rename(marked: string, to: string, options?: CaptionCheck): Promise<readonly string[]> {
  const { workspace, path, offset, root } = await captionAt(marked, options)
  const request = renameAt(workspace, path, offset, to)
  assert.ok(request && !('fault' in request))
  const answer = await planRefactor(workspace, path, request, { kind: 'dataset' })
  if ('fault' in answer) return [formatMessage(answer.fault)]
  return [...describeChange(answer.plan.change, root), ...answer.plan.settings.map((addition) => JSON.stringify(addition))]
}

describe('rename', () => {
  describe('is prepared with the span of the name', () => {
    it('of a tag', () => checkPrepare('1girl, lo‸ng hair, solo', `\n1girl, long hair, solo\n       ^^^^^^^^^\n`))
    it('of a weighted tag, also from its weight', () => checkPrepare('1girl, (long hair:1.‸2)', `\n1girl, (long hair:1.2)\n        ^^^^^^^^^\n`))
    it('within an alternative', () => checkPrepare('{long hair, smile|sho‸rt hair}', `\n{long hair, smile|short hair}\n                  ^^^^^^^^^^\n`))
    it('of one of several tags of an alternative', () => checkPrepare('{long hair, smi‸le|short hair}', `\n{long hair, smile|short hair}\n            ^^^^^\n`))
    it('but not in a longer tag with choices, which has no one name', () => checkPrepare('{red|bl‸ue} hair', undefined))
    it('and of nothing between tags', () => checkPrepare('1girl, ‸, solo', undefined))
    it('refuses sentences', () => checkPrepare('a girl stands in the r‸ain near a house.', /sentence is no tag/))
  })

  it('reaches all spellings in the whole dataset, weights and alternatives, and leaves the rest', async () => {
    const others = '//- 10_lumi/b.png\n//- 10_lumi/b.txt\nLong_Hair, solo\n//- 10_lumi/c.png\n//- 10_lumi/c.txt\n{long hair|smile}, ((long  hair))\n//- 10_lumi/d.png\n//- 10_lumi/d.txt\nlong hair ribbon, very long hair'
    assert.deepEqual(await rename('1girl, lo‸ng hair', 'huge hair', { others }), [
      'edit 10_lumi/a.txt: 1girl, huge hair',
      'edit 10_lumi/b.txt: huge hair, solo',
      'edit 10_lumi/c.txt: {|smile}, ((huge hair))',
    ])
  })

  it('onto a tag that is there merges the two', async () => {
    const others = '//- 10_lumi/b.png\n//- 10_lumi/b.txt\nblond hair, solo'
    assert.deepEqual(await rename('blonde hair, bl‸ond hair, solo', 'blonde hair', { others }), ['edit 10_lumi/a.txt: blonde hair, solo', 'edit 10_lumi/b.txt: blonde hair, solo'])
  })

  it('checks the new name', async () => {
    assert.match((await rename('so‸lo', 'a, b'))[0] ?? '', /more than one tag/)
    assert.match((await rename('so‸lo', '  '))[0] ?? '', /Write the tag/)
    assert.match((await rename('so‸lo', '(a'))[0] ?? '', /not closed/)
    assert.deepEqual(await rename('so‸lo', 'solo'), [])
  })

  it('of a declared trigger renames it where it is declared', async () => {
    const others = '//- taglore.json\n{ "concepts": [{ "name": "lumi", "triggers": ["Lumi", "lumi red"] }] }'
    assert.deepEqual(await rename('lu‸mi, 1girl', 'lumiya', { others }), [
      'edit 10_lumi/a.txt: lumiya, 1girl',
      '{"key":"concepts","value":{"name":"lumi","triggers":["lumiya","lumi red"]}}',
    ])
  })

  it('of a caption outside every dataset changes that caption', async () => {
    const { workspace } = await captionAt('')
    const path = 'untitled:Untitled-1'
    workspace.apply({ kind: 'document', path, text: 'smile, solo', version: 1 })
    const answer = await planRefactor(workspace, path, { id: 'rename-tag', args: { from: 'solo', to: 'alone' } }, { kind: 'dataset' })
    assert.ok('plan' in answer)
    const [file] = answer.plan.change.files
    assert.equal(file?.kind === 'edit' && applySpanEdits(file.text, file.edits), 'smile, alone')
  })

  it('looks only at captions that may hold the tag', async () => {
    const { workspace, path } = await captionAt('x', { others: '//- 10_lumi/b.png\n//- 10_lumi/b.txt\nLONG_HAIR\n//- 10_lumi/c.png\n//- 10_lumi/c.txt\nsmile\n//- 10_lumi/d.png\n//- 10_lumi/d.txt\n{a|b}' })
    const { samples = [] } = datasetAround(workspace, path) ?? {}
    assert.deepEqual(samplesNaming(samples, 'long hair').map(({ id }) => id.slice(-1)), ['b', 'd'])
  })
})
