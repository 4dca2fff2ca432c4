import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { hoverTag, type TagDescription } from '../../server/src/features/hover'
import { openDataset, ROOT } from '../support/world'
import { realKnowledge } from '../support/vocabulary'

/** Two kinds of pictures: those with a silver bow are outdoors by night. */
const SET = `
//- 10_lumi/{1..6}.png
//- 10_lumi/{1..6}.txt
lumi, 1girl, silver bow, night, outdoors
//- 10_lumi/{7..9}.png
//- 10_lumi/{7..9}.txt
lumi, 1girl, indoors, silver bow
//- 10_lumi/x{1..9}.png
//- 10_lumi/x{1..9}.txt
lumi, 1girl, indoors, blue eyes
`

/** What a hover at the `‸` of a caption says. */
async function at(marked: string, { path = '10_lumi/1.txt', fixture = SET, real = false } = {}): Promise<{ description: TagDescription; lines: readonly string[] } | undefined> {
  const { workspace } = await openDataset(fixture, real ? { knowledge: realKnowledge() } : {})
  workspace.apply({ kind: 'document', path: `${ROOT}/${path}`, text: marked.replace('‸', ''), version: 1 })
  const description = hoverTag(workspace, `${ROOT}/${path}`, marked.indexOf('‸'))
  return description && { description, lines: description.lines.map((line) => formatMessage(line)) }
}

async function lineAt(marked: string, pattern: RegExp, options?: Parameters<typeof at>[1]): Promise<string | undefined> {
  return (await at(marked, options))?.lines.find((line) => pattern.test(line))
}

describe('hover', () => {
  it('says first what the tag is, then how the dataset uses it, then the rest', async () => {
    const { lines = [] } = (await at('lumi, very lo‸ng hair, silver bow')) ?? {}
    assert.match(lines[0] ?? '', /^General tag, 950K posts$/)
    assert.match(lines[1] ?? '', /^In 1 of 18 captions/)
    assert.match(lines[2] ?? '', /^Implies: long hair$/)
  })

  it('names what implies it, most posts first and only a few', async () => {
    assert.equal(await lineAt('sk‸irt', /Implied/), 'Implied by: pleated skirt, black skirt, miniskirt')
    assert.match((await lineAt('ha‸t', /Implied/, { real: true })) ?? '', /^Implied by: (?:[^,]+, ){3}[^,]+ and \d+ more$/)
  })

  it('names what usually excludes it, six at most', async () => {
    assert.equal(await lineAt('solo, indo‸ors', /^Usually/), 'Usually not in the same picture: simple background, white background, transparent background')
    assert.equal((await lineAt('blue e‸yes', /same person/, { real: true }))?.split(', ').length, 6)
  })

  it('does not call what the tag implies or what may stand beside it an opposite', async () => {
    for (const tag of ['closed eyes', 'one eye closed', 'full body', '1girl', 'blue eyes', 'solo', 'day', 'white background']) {
      const found = await at(`${tag.slice(0, 2)}‸${tag.slice(2)}`, { real: true })
      for (const line of found?.lines.filter((text) => text.startsWith('Usually')) ?? []) assert.ok(!line.split(': ')[1]?.split(', ').includes(tag), line)
    }
  })

  it('names what goes with it here more often than elsewhere, with its share', async () => {
    assert.equal(await lineAt('lumi, 1girl, silver b‸ow, night, outdoors', /Goes with/), 'Goes with, in this dataset: night 67 %, outdoors 67 %')
    assert.equal(await lineAt('lumi, 1gi‸rl, silver bow, night, outdoors', /Goes with/), undefined)
  })

  it('says so little of a tag that hardly any caption has', async () => {
    assert.equal(await lineAt('lumi, sol‸o', /Goes with/), undefined)
  })

  it('shows images that carry it, not the one that is looked at', async () => {
    const { description } = (await at('lumi, 1girl, silver b‸ow, night, outdoors'))!
    assert.deepEqual(description.images, [2, 4, 7].map((number) => `${ROOT}/10_lumi/${number}.png`))
    assert.deepEqual((await at('lumi, sol‸o'))?.description.images, [])
  })

  it('leads to the wiki and to where the dataset uses it', async () => {
    const { description } = (await at('lumi, night, outdo‸ors'))!
    assert.equal(description.wiki, 'https://danbooru.donmai.us/wiki_pages/outdoors')
    assert.deepEqual(description.use, { root: ROOT, key: 'outdoors' })
  })

  it('of many concepts names those that use it most', async () => {
    const folders = [1, 2, 3, 4, 5, 6, 7].map((number) => `//- ${number}_c${number}/{1..${number}}.png\n//- ${number}_c${number}/{1..${number}}.txt\nc${number}, ${number === 7 ? 'smile' : 'solo'}`)
    const { lines = [] } = (await at('c1, sol‸o', { path: '1_c1/1.txt', fixture: folders.join('\n') })) ?? {}
    assert.deepEqual(lines.filter((line) => line.includes('repeats ')).map((line) => line.slice(0, 2)), ['c6', 'c5', 'c4', 'c3', 'c2'])
  })

  it('works outside any dataset', async () => {
    const { workspace } = await openDataset(SET)
    workspace.apply({ kind: 'document', path: '/elsewhere/a.txt', text: 'skirt', version: 1 })
    assert.deepEqual(hoverTag(workspace, '/elsewhere/a.txt', 2)?.images, [])
  })
})
