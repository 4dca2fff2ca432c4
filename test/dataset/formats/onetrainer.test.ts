import assert from 'node:assert/strict'
import { checkFormat } from './check-format'

describe('the format onetrainer', () => {
  it('takes its folders from the list of concepts', async () => {
    const { folders } = await checkFormat(
      `
//- training_concepts/concepts.json
[ { "name": "lumi", "path": "../lumi", "enabled": true, "balancing": 2.5, "balancing_strategy": "REPEATS", "text": { "enable_tag_shuffling": true, "keep_tags_count": 2, "tag_delimiter": "," } },
  { "name": "rest", "path": "../rest", "include_subdirectories": true, "type": "PRIOR_PREDICTION", "balancing": 4.0, "balancing_strategy": "SAMPLES" },
  { "name": "off", "path": "../off", "enabled": false, "balancing": 1.0 } ]
//- lumi/{1..2}.png
//- lumi/deeper/3.png
//- rest/a/{1..8}.png
//- off/1.png
`,
      'onetrainer',
      ["lumi ×2.5 'lumi'", "rest/a ×0.5 'rest' reg"],
    )
    assert.deepEqual([folders[0]?.captions?.lines, folders[0]?.captions?.options.shuffleCaption, folders[0]?.captions?.options.keepTokens], ['choice', true, 2])
    assert.equal(folders[1]?.captions?.options.keepTokens, 1)
  })

  it('is known by its masks, which are no images', async () => {
    const { folders } = await checkFormat(
      `
//- 1.png
//- 1-masklabel.png
//- 2.png
//- 1.txt
`,
      'onetrainer',
      [". ×1 'set'"],
    )
    assert.deepEqual(folders[0]?.files, ['1.png', '1.txt', '2.png'])
  })
})
