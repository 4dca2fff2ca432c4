import assert from 'node:assert/strict'
import { relativePath } from '../../server/src/base/path'
import { defineTag, findDeclaration } from '../../server/src/features/definition'
import { captionAt, underline, type CaptionCheck } from './caption-at'

const OTHERS = '//- 10_lumi/{1..3}.png\n//- 10_lumi/{1..3}.txt\n1girl, lumi'

async function define(marked: string, options: CaptionCheck = { others: OTHERS }): Promise<readonly (string | undefined)[] | undefined> {
  const { workspace, path, offset, root } = await captionAt(marked, options)
  const found = defineTag(workspace, path, offset)
  const shown = found?.first && underline(found.first.text, [found.first.span])
  return found && [found.declaredIn && relativePath(root, found.declaredIn), found.first && relativePath(root, found.first.path), shown]
}

describe('definition', () => {
  const declared = { others: `${OTHERS}\n//- taglore.json\n{ "concepts": [{ "name": "lumi", "triggers": ["Lumi"] }] }` }

  it('of a declared trigger is its taglore.json, with the first caption that carries it to fall back on', async () =>
    assert.deepEqual(await define('1girl, lu‸mi', declared), ['taglore.json', '10_lumi/1.txt', '\n1girl, lumi\n       ^^^^\n']))

  it('of an inferred trigger is the first caption of its concept', async () => {
    const others = '//- 10_lumi/{1..5}.png\n//- 10_lumi/{1..5}.txt\nlumi, 1girl'
    assert.deepEqual(await define('lu‸mi, 1girl', { others }), [undefined, '10_lumi/1.txt', '\nlumi, 1girl\n^^^^\n'])
  })

  it('of an ordinary tag is none: that is the wiki', async () => assert.equal(await define('1gi‸rl, lumi', declared), undefined))

  it('finds the word in the text, with comments and trailing commas', () => {
    const text = '{ // the set\n  "concepts": [{ "triggers": ["other", "lu\\u006di", "Lu_Mi"], }, { "triggers": ["x"] }],\n}'
    const span = findDeclaration(text, 'lu mi')
    assert.equal(span && text.slice(span.start, span.end), 'Lu_Mi')
    assert.equal(findDeclaration(text, 'lumi')?.start, text.indexOf('lu\\u'))
    for (const other of ['', '[]', '{', '{"concepts": 1}', '{"concepts": [1, {"triggers": {}}]}']) assert.equal(findDeclaration(other, 'lumi'), undefined)
  })
})
