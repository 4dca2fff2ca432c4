import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { relativePath } from '../../server/src/base/path'
import { readTagSets } from '../../server/src/tags/check-tag-sets'
import { isKnown } from '../../server/src/tags/known-key'
import { loadTokenizer } from '../tokens/load-tokenizer'
import { proposeTrigger } from '../../server/src/tags/propose-trigger'
import { allTags } from '../../server/src/tags/tag-index'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import type { Content } from '../support/memory-files'
import { fullKnowledge, realKnowledge } from '../support/vocabulary'
import { openDataset } from '../support/world'
import { checkLint, problemsOf } from './check'

const ROOT = join(__dirname, '../..')

function readFolder(folder: string): ReadonlyMap<string, Content> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'))
  const files = names.filter((name) => /\.\w+$/.test(name) && !name.endsWith('.md'))
  return new Map(files.map((name) => [name, new Uint8Array(readFileSync(join(folder, name)))]))
}

describe('the rules with the built-in vocabulary', function () {
  this.timeout(30_000)
  let knowledge: Knowledge
  before(async () => void (knowledge = await fullKnowledge()))

  it('know every tag that the exclusive sets and merge families name', () => {
    const read = (name: string): string => readFileSync(join(ROOT, 'server/vocabulary', name), 'utf8')
    assert.deepEqual(readTagSets(read('exclusive.txt'), read('merge.txt'), [...allTags(realKnowledge().tags)]).problems, [])
  })

  it('find in the sample dataset what its README names, and nothing else', async () => {
    const opened = await openDataset(readFolder(join(ROOT, 'samples/mascots')), { knowledge })
    const found = problemsOf(opened)
      .filter(({ rule }) => rule.id !== 'mergeable-tags')
      .map(({ anchor, rule }) => `${relativePath(opened.root, anchor)} ${rule.id}`)
    assert.deepEqual(found.sort(), [
      '. small-image',
      '. token-overflow',
      '. unbalanced-concepts',
      '10_koro cat too-few-images',
      '10_koro cat trigger-collision',
      '10_koro cat/koro-04.txt empty-tag',
      ...Array.from({ length: 4 }, () => '10_lumi girl constant-tag'),
      '10_lumi girl too-few-images',
      '10_lumi girl/lumi-02.txt duplicate-tag',
      '10_lumi girl/lumi-03.txt empty-tag',
      '10_lumi girl/lumi-06.txt fullwidth-separator',
      '10_lumi girl/lumi-08.txt ignored-lines',
      '10_lumi girl/lumi-09.txt aliased-tag',
      '10_lumi girl/lumi-10.txt unknown-tag',
      '10_lumi girl/lumi-12.txt missing-trigger',
      '10_lumi girl/lumi-14.jpg missing-caption',
      '10_lumi girl/lumi-16.png small-image',
      '10_lumi girl/lumi-16.txt empty-caption',
      '10_lumi girl/lumi-17.webp extreme-aspect',
      '10_lumi girl/lumi-20.txt contradicting-tags',
      '10_lumi girl/lumi-24.txt orphan-caption',
    ])
  })

  it('say nothing of captions as taggers write them', () => {
    const captions = [
      '1girl, solo, long hair, looking at viewer, blush, smile, simple background, blonde hair, hair ornament, white background, very long hair, closed mouth, school uniform, upper body, pleated skirt, serafuku, sailor collar, neckerchief, blue eyes, hairclip, hair between eyes',
      '2girls, multiple girls, blue hair, short hair, long hair, blonde hair, outdoors, sky, day, cloud, blue sky, holding hands, dress, white dress, sitting, standing',
      '1boy, male focus, solo, black hair, jacket, black jacket, open clothes, shirt, white shirt, pants, night, city, neon lights, from side, profile, holding, gun, holding gun, gloves, fingerless gloves',
      'no humans, scenery, tree, grass, outdoors, sky, cloud, day, building, road, power lines, road sign, utility pole',
      '1girl, sitting, on couch, indoors, window, curtains, plant, potted plant, bare shoulders, off shoulder, thighhighs, black thighhighs, no shoes, book, holding book, reading, glasses, red-framed eyewear',
      'score_9, score_8_up, score_7_up, source_anime, 1girl, cat ears, animal ears, cat tail, tail, multiple views, short hair, long hair',
      'masterpiece, best quality, amazing quality, very aesthetic, absurdres, highres, newest, year 2024, 1girl, solo',
      '1girl, solo, sketch, monochrome, greyscale, white background, closed eyes, smile, open mouth, :d, hat, witch hat, broom riding, flying',
    ]
    for (const caption of captions) {
      const problems = ['unknown-tag', 'contradicting-tags', 'aliased-tag', 'duplicate-tag'].flatMap((rule) => checkLint(caption, { rule, knowledge: realKnowledge() }))
      assert.deepEqual(problems, [])
    }
  })

  it('see the slips that people make', () => {
    for (const slip of ['blonde hiar', 'lookng at viewer', 'simple backgroud', 'white shrit', 'twintials', 'clsoed mouth', 'school unifrom', 'hair ribon', 'smlie', '1gril']) {
      checkLint(`solo, ${slip}\n      ${'^'.repeat(slip.length)} unknown-tag`, { rule: 'unknown-tag', knowledge: realKnowledge() })
    }
  })

  it('propose triggers that no tag is near to, of few tokens', async () => {
    const knowledge = { ...realKnowledge(), tokenizer: await loadTokenizer() }
    const taken = new Set<string>()
    for (const text of ['hatsune miku', 'black cat', 'maid', 'cat', 'saber (fate)', 'long hair', 'watercolor (medium)']) {
      const name = proposeTrigger(text, knowledge, taken)
      assert.ok(name && /^[a-z]{4,6}$/.test(name) && !isKnown(knowledge.tags, name), `${text} → ${name}`)
      assert.ok(knowledge.tokenizer.count(name) <= 3, name)
      assert.equal(taken.has(name), false)
      taken.add(name)
    }
    assert.equal(proposeTrigger('初音未来', knowledge, taken), undefined)
  })
})
