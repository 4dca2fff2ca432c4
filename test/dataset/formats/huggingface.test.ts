import assert from 'node:assert/strict'
import { checkFormat, type FoundFormat } from './check-format'

const texts = ({ folders }: FoundFormat): unknown => folders.map(({ listed }) => [...(listed ?? [])].map(([path, { text }]) => [path, text]))

describe('the format huggingface', () => {
  it('reads metadata.jsonl, images in sub-folders too', async () =>
    assert.deepEqual(
      texts(
        await checkFormat(
          `
//- train/metadata.jsonl
{ "file_name": "a/1.png", "text": "a cat" }
{ "file_name": "2.png", "text": "a dog" }
//- train/a/1.png
//- train/{2..3}.png
`,
          'huggingface',
          ['train/a ×1', 'train ×1'],
        ),
      ),
      [[['/set/train/a/1.png', 'a cat']], [['/set/train/2.png', 'a dog']]],
    ))

  it('reads metadata.csv with line breaks in captions', async () => {
    const found = await checkFormat(
      `
//- metadata.csv
file_name,text
1.png,"a cat, sitting
on a mat"
2.png,a dog
//- {1..2}.png
`,
      'huggingface',
      ['. ×1'],
    )
    assert.deepEqual(texts(found), [[['/set/1.png', 'a cat, sitting\non a mat'], ['/set/2.png', 'a dog']]])
    const [, second] = [...(found.folders[0]?.listed?.values() ?? [])]
    const text = 'file_name,text\n1.png,"a cat, sitting\non a mat"\n2.png,a dog'
    assert.equal(text.slice(second?.span.start, second?.span.end).trim(), '2.png,a dog')
  })
})
