import assert from 'node:assert/strict'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'trigger-collision'

function declared(trigger: string, model = 'sdxl', images = 2): string {
  return `
//- taglore.json
{ "model": "${model}", "concepts": [{ "name": "it", "folders": ["1_it"], "triggers": ["${trigger}"] }] }
//- 1_it/{1..${images}}.png
//- 1_it/{1..${images}}.txt
${trigger}, 1girl
`
}

describe('trigger-collision', () => {
  it('sees a general tag that the base knows well', async () => {
    const { problems } = await checkDataset(`${declared('black cat')}! 1_it trigger-collision`, { rule })
    assert.equal(problems[0]?.level, 'info')
    assert.match(messagesOf(problems)[0] ?? '', /14K posts.*easier to learn/)
  })

  it('is a warning once there are images enough', async () => {
    const { problems } = await checkDataset(`${declared('black cat', 'sdxl', 50)}! 1_it trigger-collision`, { rule })
    assert.equal(problems[0]?.level, 'warning')
  })

  it('sees an alias, and a name the base knows', async () => {
    await checkDataset(`${declared('miku')}! 1_it trigger-collision`, { rule })
  })

  it('asks more posts of names on older models', async () => {
    await checkDataset(`${declared('rare heroine', 'illustrious')}! 1_it trigger-collision`, { rule })
    await checkDataset(declared('rare heroine', 'sd15'), { rule })
  })

  it('says nothing of a word of one’s own', async () => {
    await checkDataset(declared('lumi'), { rule })
  })

  it('renames the trigger in captions and declaration', async () => {
    const { problems, root } = await checkDataset(`${declared('black cat')}! 1_it trigger-collision`, { rule })
    const [first] = describeChange(changeOf(problems[0], 'Rename'), root)
    const name = /^edit 1_it\/1.txt: (\w+), 1girl$/.exec(first ?? '')?.[1]
    assert.match(name ?? '', /^[a-z]{4,6}$/)
    const setting = problems[0]?.fixes[0]?.setting
    assert.deepEqual(setting, { key: 'concepts', value: { name: 'it', folders: ['1_it'], triggers: [name] } })
  })

  it('is left alone on purpose', async () => {
    await checkDataset(declared('black cat').replace('"model"', '"ignore": [{ "rule": "trigger-collision", "tag": "black cat" }], "model"'), { rule })
  })
})
