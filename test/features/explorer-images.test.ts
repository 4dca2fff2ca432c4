import assert from 'node:assert/strict'
import { listImages, type ListedImages } from '../../server/src/features/explorer/describe-images'
import { toUri } from '../../server/src/lsp/uris'
import { formatMessage } from '../../server/src/base/message'
import { openDataset, ROOT, type OpenedDataset } from '../support/world'

const SET = `
//- 10_lumi/{1..9}.png
//- 10_lumi/{1..8}.txt
lumi, 1girl, smile
//- 10_lumi/9.txt
lumi, smile, smile
`

function list({ workspace, dataset }: OpenedDataset, mayLook: () => boolean): Promise<ListedImages> {
  const query = { folder: `${ROOT}/10_lumi`, filtered: undefined, order: 'name', page: undefined, placed: () => [], mayLook } as const
  return listImages(workspace, dataset, query, { toUri, translate: formatMessage }, async () => undefined)
}

const problemsOf = ({ images }: ListedImages): readonly number[] => images.map(({ problems }) => problems)

describe('the images of a level', () => {
  it('are told before their captions were looked at, and say so', async () => {
    const { images, complete } = await list(await openDataset(SET), () => false)
    assert.deepEqual([complete, images.length, images[8]?.text, images[8]?.tags], [false, 9, 'lumi, smile, smile', 2])
    assert.deepEqual(problemsOf({ pages: [], images, complete }), Array.from({ length: 9 }, () => 0))
  })

  it('are complete once all were looked at, and are not looked at again while nothing changes', async () => {
    const opened = await openDataset(SET)
    const whole = await list(opened, () => true)
    assert.deepEqual([whole.complete, whole.images[8]?.problems, whole.images[8]?.level], [true, 1, 'warning'])
    assert.deepEqual(await list(opened, () => assert.fail('looked again')), whole)
  })

  it('tell what was known before while something has changed', async () => {
    const opened = await openDataset(SET)
    const whole = await list(opened, () => true)
    opened.workspace.apply({ kind: 'document', path: `${ROOT}/10_lumi/1.txt`, text: 'lumi, 1girl, 1girl', version: 1 })
    const between = await list(opened, () => false)
    assert.deepEqual([between.complete, between.images[0]?.text, between.images[8]?.messages], [false, 'lumi, 1girl, 1girl', whole.images[8]?.messages])
    let looks = 3
    assert.equal((await list(opened, () => looks-- > 0)).complete, false)
    assert.deepEqual((await list(opened, () => true)).images.map(({ problems }) => problems > 0), [true, false, false, false, false, false, false, false, true])
  })
})
