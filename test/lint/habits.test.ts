import assert from 'node:assert/strict'
import fc from 'fast-check'
import { fixCaption, safeEdits } from '../../server/src/lint/fix'
import { ruleLookup } from '../../server/src/lint/rules-at'
import { openDataset, type OpenedDataset } from '../support/world'
import { changeOf, checkDataset, describeChange, messagesOf, problemsOf, worldOf } from './check'

const rule = 'empty-tag'
const folder = (name: string, captions: number, text: string): string => `//- ${name}/{1..${captions}}.png\n//- ${name}/{1..${captions}}.txt\n${text}\n`

describe('a fault that most captions of a folder share', () => {
  it('is one row at the folder, with the fix for all of them', async () => {
    const { problems, root } = await checkDataset(`${folder('5_a', 9, 'lumi, smile,')}//- 5_a/10.png\n//- 5_a/10.txt\nlumi, smile\n${folder('5_b', 9, 'koro, cat')}! 5_a empty-tag`, { rule })
    assert.deepEqual(messagesOf(problems), ["90 % of the captions of 'a', such as '1.txt': The line ends with a comma: an empty tag stands after it"])
    const change = describeChange(changeOf(problems[0]), root)
    assert.equal(change.length, 9)
    assert.equal(change[0], 'edit 5_a/1.txt: lumi, smile')
  })

  it('is one row for the dataset where all folders have it', async () => {
    const { problems, root } = await checkDataset(`${folder('5_a', 9, 'lumi, smile,')}${folder('5_b', 8, 'koro, cat,')}! . empty-tag`, { rule })
    assert.match(messagesOf(problems)[0] ?? '', /^100 % of the captions, such as '1\.txt'/)
    assert.equal(describeChange(changeOf(problems[0]), root).length, 17)
  })

  it('is told in each caption where few have it, or the folder is small', async () => {
    await checkDataset(`${folder('5_a', 9, 'lumi, smile')}//- 5_a/10.png\n//- 5_a/10.txt\nlumi, smile,\n           ^ empty-tag`, { rule })
    await checkDataset('//- 5_a/{1..4}.png\n//- 5_a/{1..4}.txt\nlumi, smile,\n           ^ empty-tag', { rule })
  })

  it('keeps the level that it has in the caption', async () => {
    const { problems } = await checkDataset(`${folder('5_a', 9, 'lumi, smile,')}! 5_a empty-tag`, { rule, settings: { captions: { shuffle: true } } })
    assert.equal(problems[0]?.level, 'warning')
  })

  it('is silent where the folder is ignored or the rule is off', async () => {
    await checkDataset(folder('5_a', 9, 'lumi, smile,'), { rule, settings: { ignore: [{ rule, files: '5_a/**' }] } })
    await checkDataset(folder('5_a', 9, 'lumi, smile,'), { rule, settings: { rules: { [rule]: 'off' } } })
  })

  it('is fixed all the same when a caption is fixed, and found by its rule', async () => {
    const { dataset, workspace } = await openDataset(folder('5_a', 9, 'lumi, smile,'))
    const world = { ...worldOf({}), knowledge: workspace.knowledge, settings: dataset.settings, dataset }
    assert.equal(fixCaption('lumi, smile,', '/set/5_a/1.txt', world, safeEdits).text, 'lumi, smile')
    const [sample] = dataset.samplesIn('/set/5_a')
    assert.ok(sample && ruleLookup(world)(sample).includes(rule))
  })

  it('is the same after any edits as in a dataset read anew', async () => {
    const texts = ['lumi, smile,', 'lumi, smile', 'lumi,, long_hair', '1girl, (smile:1.2), long hair', 'lumi，smile', 'lumi\nsmile', '5girls, \\(red hat\\)']
    const edit = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom(...texts))
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { maxLength: 40 }), async (edits) => {
        const opened = await openDataset(`${folder('5_a', 12, texts[0] ?? '')}//- 5_a/{13..20}.png\n//- 5_a/{13..20}.txt\n${texts[1]}\n`)
        for (const [at, text] of edits) {
          rewrite(opened, `/set/5_a/${at}.txt`, text)
          problemsOf(opened)
        }
        const now = [...opened.dataset.samples.values()].map(({ caption }) => [caption?.path.slice('/set/'.length) ?? '', caption?.text ?? ''] as const)
        const fresh = await openDataset(new Map([...now, ...now.map(([path]) => [path.replace('.txt', '.png'), ''] as const)]))
        assert.deepEqual(rowsOf(opened), rowsOf(fresh))
      }),
      { numRuns: 25 },
    )
  })
})

function rewrite({ workspace, dataset }: OpenedDataset, path: string, text: string): void {
  const sample = dataset.sampleAt(path)
  assert.ok(sample?.caption)
  workspace.apply({ kind: 'sample', root: dataset.root, sample: { ...sample, caption: { ...sample.caption, text } } })
}

function rowsOf(opened: OpenedDataset): readonly string[] {
  return problemsOf(opened).map((problem) => `${problem.anchor} ${problem.span?.start ?? ''} ${problem.rule.id} ${messagesOf([problem])[0]}`).sort()
}
