import assert from 'node:assert/strict'
import { parseCaption } from '../../server/src/caption/parse'
import { lintCaption } from '../../server/src/lint/lint'
import type { Problem } from '../../server/src/lint/problem'
import { RULES } from '../../server/src/lint/registry'
import type { Rule } from '../../server/src/lint/rule'
import { readCaptionFacts } from '../../server/src/lint/caption-facts'
import { countTokens, mostTokens, trainedLines } from '../../server/src/lint/trained-tokens'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { fullKnowledge } from '../support/vocabulary'
import { settingsOf } from '../support/world'

/** What taggers, people and programs write, right and wrong. */
const PARTS = [
  '1girl', 'solo', '2girls', '6+girls', 'multiple boys', 'crowd', 'long hair', 'blue hair', 'red hair', 'blue eyes', 'red eyes', 'short hair', 'smile', 'closed eyes', 'from behind', 'facing away', 'upper body',
  'boots', 'portrait', 'greyscale', 'multiple views', 'school_uniform', 'white_shirt', 'bluee eyes', 'lnog hair', 'hatsune miku', 'fate_(series)', 'cosplay (medium)', 'hatsune miku (cosplay)', 'brown dress', 'very long hair', 'sole female', 'monochrome', 'barefoot', '(smile:1.2)', '(blue eyes, hat:1.3)', '[hat]', '((sword))',
  '\\(x\\)', 'sword \\(weapon\\)', ':d', '>_<', '^_^', '{red|blue} hair', 'a ||| b', 'a;;;b', '', ' ', 'She stands in the rain, and she smiles.', '猫，犬、鳥', 'long hair，blue eyes', 'line\nbreak', '\r\nsecond', '\n',
  'Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1', 'Negative prompt: bad hands', '(Steps:1.2)', '&amp;', '<lora:x:1>',
]
const SETTINGS = [
  {},
  { captions: { weighted: true } },
  { captions: { wildcards: true, shuffle: true, keepTokensSeparator: '|||' } },
  { captions: { spelling: 'underscore', secondarySeparator: ';;;' }, model: 'sd15', maxTokenLength: 75 },
  { captions: { spelling: 'blank' }, model: 'illustrious' },
]

function* drawTexts(count: number): Iterable<string> {
  let state = 11
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  for (const part of PARTS) yield part
  for (let made = 0; made < count; made++) yield Array.from({ length: 1 + draw(9) }, () => PARTS[draw(PARTS.length)] ?? '').join(draw(4) === 0 ? ',' : ', ')
}

describe('what a rule looks for', () => {
  let knowledge: Knowledge
  before(async () => void (knowledge = await fullKnowledge()))

  it('is in every caption that it says something of', () => {
    const gated = RULES.filter((rule) => rule.scope === 'caption' && rule.where !== undefined)
    const open = gated.map((rule): Rule => ({ ...rule, where: undefined }) as Rule)
    const told = new Set<string>()
    for (const settings of SETTINGS) {
      const rules = Object.fromEntries(gated.map(({ id }) => [id, 'info']))
      const inForce = settingsOf({ ...settings, rules })
      const lint = (text: string, list: readonly Rule[]): readonly string[] =>
        lintCaption(parseCaption(text), '/alone.txt', { knowledge, settings: inForce, dataset: undefined, rules: list }).map(({ rule, span, message }: Problem) => JSON.stringify([rule.id, span, message]))
      for (const text of drawTexts(1500)) {
        const found = lint(text, open)
        for (const row of found) told.add(String(JSON.parse(row)[0]))
        assert.deepEqual(lint(text, gated), found, JSON.stringify(text))
      }
    }
    assert.ok(gated.length > 10)
    assert.deepEqual(gated.flatMap(({ id }) => (told.has(id) ? [] : [id])), [])
  })

  it('is a number of tokens that no caption has more of', () => {
    const { tokenizer } = knowledge
    assert.ok(tokenizer)
    let told = 0
    for (const values of SETTINGS) {
      const settings = settingsOf(values)
      for (const text of drawTexts(1500)) {
        const caption = parseCaption(text)
        const most = mostTokens(caption, readCaptionFacts(caption, knowledge), settings)
        const counts = trainedLines(text, settings).map((line) => countTokens(line.text, settings, tokenizer))
        assert.ok(Math.max(0, ...counts) <= most, `${JSON.stringify(text)}: ${counts.join(', ')} of ${most}`)
        if (most < Infinity) told++
      }
    }
    assert.ok(told > 200, `${told} captions told`)
  })
})
