import assert from 'node:assert/strict'
import { parse } from 'jsonc-parser'
import { applySpanEdits } from '../../server/src/base/span'
import { completeElsewhere, otherKind } from '../../server/src/features/complete-elsewhere'
import { RULES } from '../../server/src/lint/registry'
import { openDataset, ROOT } from '../support/world'

const OTHERS = `
//- 10_lumi/{1..8}.png
//- 10_lumi/{1..8}.txt
lumi, 1girl, silver bow, miku's ribbon
`

interface Offer {
  readonly label: string
  readonly inserted: string
}

interface Answer {
  readonly text: string
  readonly span: { start: number; end: number }
  readonly offers: readonly Offer[]
}

/** What is offered at the `‸` of a file of this name. */
async function at(name: string, marked: string, settings: object = {}): Promise<Answer | undefined> {
  const offset = marked.indexOf('‸')
  const text = marked.replace('‸', '')
  const { workspace } = await openDataset(OTHERS, { settings })
  const kind = otherKind(`${ROOT}/${name}`, text)
  assert.ok(kind, `${name} is not recognised`)
  const answer = completeElsewhere(workspace, { path: `${ROOT}/${name}`, text, kind }, offset)
  return answer && { text, span: answer.span, offers: 'words' in answer ? answer.words : answer.tags }
}

async function checkAccept(name: string, marked: string, label: string, after: string, settings?: object): Promise<void> {
  const answer = await at(name, marked, settings)
  const offer = answer?.offers.find((candidate) => candidate.label === label)
  assert.ok(answer && offer, `'${label}' is not offered: ${answer?.offers.map((candidate) => candidate.label).join(', ') ?? 'nothing is'}`)
  assert.equal(applySpanEdits(answer.text, [{ span: answer.span, newText: offer.inserted }]), after)
}

async function labels(name: string, marked: string): Promise<readonly string[]> {
  return (await at(name, marked))?.offers.map(({ label }) => label) ?? []
}

/** A dataset configuration whose subset has this line. */
function toml(line: string): string {
  return `[[datasets]]\nresolution = 1024\n\n[[datasets.subsets]]\nimage_dir = "10_lumi"\n${line}\nnum_repeats = 10\n`
}

describe('completion elsewhere', () => {
  describe('in dataset.toml', () => {
    const accept = (line: string, label: string, after: string, settings?: object): Promise<void> => checkAccept('dataset.toml', toml(line), label, toml(after), settings)
    it('in class tokens', () => accept('class_tokens = "lumi, smi‸"', 'smile', 'class_tokens = "lumi, smile"'))
    it('in a prefix, between others', () => accept('caption_prefix = "masterpiece, hi‸, lumi, "', 'highres', 'caption_prefix = "masterpiece, highres, lumi, "'))
    it('in a suffix', () => accept('caption_suffix = ", simple ba‸"', 'simple background', 'caption_suffix = ", simple background"'))
    it('in a string that is not closed yet', () => accept('class_tokens = "lumi, smi‸', 'smile', 'class_tokens = "lumi, smile'))
    it('in single quotes', () => accept("class_tokens = 'smi‸'", 'smile', "class_tokens = 'smile'"))
    it('in a text of several lines', () => accept('caption_prefix = """\nlumi, smi‸"""', 'smile', 'caption_prefix = """\nlumi, smile"""'))
    it('with backslashes doubled, where brackets are weights', () => accept('class_tokens = "waterc‸"', 'watercolor \\(medium\\)', 'class_tokens = "watercolor \\\\(medium\\\\)"', { captions: { weighted: true } }))
    it('behind an escape, with the right place', () => accept('class_tokens = "watercolor \\\\(medium\\\\), smi‸, solo"', 'smile', 'class_tokens = "watercolor \\\\(medium\\\\), smile, solo"'))
    it('with an apostrophe in double quotes', () => accept('class_tokens = "miku\'s‸"', "miku's ribbon", 'class_tokens = "miku\'s ribbon"'))
    it('an apostrophe never ends a string in single quotes', async () => assert.deepEqual(await labels('dataset.toml', toml("class_tokens = 'ribb‸'")).then((all) => all.filter((label) => label.includes("'"))), []))
    it('with nothing typed: what the dataset usually has', async () => assert.deepEqual((await labels('dataset.toml', toml('class_tokens = "‸"'))).slice(0, 2).sort(), ['1girl', 'lumi']))
    it('never adds a comma at the end of a string', () => accept('class_tokens = "smi‸"', 'smile', 'class_tokens = "smile"', { completion: { appendComma: true } }))
    it('nowhere else', async () => {
      assert.deepEqual(await labels('dataset.toml', toml('image_dir = "smi‸"')), [])
      assert.deepEqual(await labels('dataset.toml', toml('class_tokens = "solo" # smi‸')), [])
      assert.deepEqual(await labels('dataset.toml', toml('smi‸')), [])
    })
    it('in the same configuration as JSON', () =>
      checkAccept('dataset.json', '{ "datasets": [{ "subsets": [{ "image_dir": "a", "class_tokens": "lumi, smi‸" }] }] }', 'smile', '{ "datasets": [{ "subsets": [{ "image_dir": "a", "class_tokens": "lumi, smile" }] }] }'))
  })

  describe('in sample prompts', () => {
    const accept = (marked: string, label: string, after: string): Promise<void> => checkAccept('prompts.txt', marked, label, after)
    it('in the prompt', () => accept('lumi, smi‸ --w 1024 --h 1024', 'smile', 'lumi, smile --w 1024 --h 1024'))
    it('in the prompt of a further line', () => accept('lumi, solo --w 1024\n# a comment\nlumi, smi‸\n', 'smile', 'lumi, solo --w 1024\n# a comment\nlumi, smile\n'))
    it('in the negative prompt', () => accept('lumi --n lowres, smi‸ --w 64', 'smile', 'lumi --n lowres, smile --w 64'))
    it('with brackets escaped: they are weights there', () => accept('lumi, waterc‸ --w 64', 'watercolor \\(medium\\)', 'lumi, watercolor \\(medium\\) --w 64'))
    it('told by its content, whatever its name', () => checkAccept('10_lumi/x.txt', 'lumi, smi‸ --w 512', 'smile', 'lumi, smile --w 512'))
    it('on a new line: the usual tags', async () => assert.ok((await labels('prompts.txt', 'lumi --w 64\n‸')).includes('silver bow')))
    it('not in other options, nor in comments', async () => {
      assert.deepEqual(await labels('prompts.txt', 'lumi --w smi‸'), [])
      assert.deepEqual(await labels('prompts.txt', '# smi‸'), [])
    })
    it('in TOML', () => checkAccept('prompts.toml', '[prompt]\nwidth = 64\n[[prompt.subset]]\nprompt = "lumi, smi‸"\n', 'smile', '[prompt]\nwidth = 64\n[[prompt.subset]]\nprompt = "lumi, smile"\n'))
    it('in JSON', () => checkAccept('prompts.json', '[{ "prompt": "waterc‸", "width": 64 }]', 'watercolor \\(medium\\)', '[{ "prompt": "watercolor \\\\(medium\\\\)", "width": 64 }]'))
  })

  describe('in taglore.json', () => {
    const accept = (marked: string, label: string, after: string): Promise<void> => checkAccept('taglore.json', marked, label, after)
    it('in the tags of a concept', () => accept('{ "concepts": [{ "name": "lumi", "tags": ["silver b‸"] }] }', 'silver bow', '{ "concepts": [{ "name": "lumi", "tags": ["silver bow"] }] }'))
    it('in its triggers', () => accept('{ "concepts": [{ "name": "lumi", "triggers": ["‸"] }] }', 'lumi', '{ "concepts": [{ "name": "lumi", "triggers": ["lumi"] }] }'))
    it('in accepted words: those that no list has', async () => assert.deepEqual(await labels('taglore.json', '{ "words": ["‸"] }'), ['lumi', "miku's ribbon", 'silver bow']))
    it('in tags that are kept', () => accept('{ "keep": [{ "concept": "lumi", "tags": ["1g‸"] }] }', '1girl', '{ "keep": [{ "concept": "lumi", "tags": ["1girl"] }] }'))
    it('in tags that are ignored', () => accept('{ "ignore": [{ "tag": "smi‸" }] }', 'smile', '{ "ignore": [{ "tag": "smile" }] }'))
    it('with brackets as they are', () => accept('{ "ignore": [{ "tag": "waterc‸" }] }', 'watercolor (medium)', '{ "ignore": [{ "tag": "watercolor (medium)" }] }'))
    it('in a text with comments and trailing commas that is not finished', () => accept('{\n  // mine\n  "words": ["silver b‸\n', 'silver bow', '{\n  // mine\n  "words": ["silver bow\n'))
    it('not what the list has already', async () => assert.deepEqual(await labels('taglore.json', '{ "words": ["lumi", "‸", "silver bow"] }'), ["miku's ribbon"]))
    it('names of concepts', () => accept('{ "keep": [{ "concept": "‸" }] }', 'lumi', '{ "keep": [{ "concept": "lumi" }] }'))
    it('names of rules', () => accept('{ "ignore": [{ "rule": "‸" }] }', 'rare-tag', '{ "ignore": [{ "rule": "rare-tag" }] }'))
    it('rules as keys, those not named yet', async () => {
      const found = await labels('taglore.json', '{ "rules": { "rare-tag": "off", "‸" } }')
      assert.equal(found.length, RULES.length - 1)
      assert.ok(!found.includes('rare-tag'))
    })
    it('nothing elsewhere: keys and levels come from the schema', async () => {
      assert.deepEqual(await labels('taglore.json', '{ "‸" }'), [])
      assert.deepEqual(await labels('taglore.json', '{ "rules": { "rare-tag": "‸" } }'), [])
      assert.deepEqual(await labels('taglore.json', '{ "exclude": ["smi‸"] }'), [])
    })
    it('leaves JSON that can be read', async () => {
      const answer = await at('taglore.json', '{ "words": ["‸"] }')
      for (const { inserted } of answer?.offers ?? []) assert.deepEqual(parse(applySpanEdits(answer!.text, [{ span: answer!.span, newText: inserted }])).words.length, 1)
    })
  })

  it('a caption is none of these', () => assert.equal(otherKind(`${ROOT}/10_lumi/a.txt`, 'lumi, 1girl'), undefined))
})
