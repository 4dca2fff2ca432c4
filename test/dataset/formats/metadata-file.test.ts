import assert from 'node:assert/strict'
import { assembleMetadataText } from '../../../server/src/dataset/metadata-captions'
import { checkFormat } from './check-format'

describe('the format metadata-file', () => {
  it('finds images by name, or by stem as older trainers wrote them', async () => {
    const { folders } = await checkFormat(
      `
//- meta_cap.json
{ "1": { "caption": "old" } }
//- meta_lat.json
{ "1": { "caption": "a cat", "tags": "cat", "train_resolution": [512, 512] }, "2.png": { "tags": "dog" } }
//- {1..3}.png
`,
      'metadata-file',
      ['. ×1'],
    )
    assert.deepEqual([...(folders[0]?.listed ?? [])].map(([path, { text, file }]) => [path, text, file]), [
      ['/set/1.png', 'a cat,cat', '/set/meta_lat.json'],
      ['/set/2.png', 'dog', '/set/meta_lat.json'],
    ])
  })

  it('may have a line for each image', () =>
    checkFormat(
      `
//- meta.jsonl
{ "image_path": "1.png", "caption": "a cat" }
not json
{ "image_path": "2.png", "caption": "a dog" }
//- {1..2}.png
`,
      'metadata-file',
      ['. ×1'],
    ))

  it('is not any other JSON', () =>
    checkFormat(
      `
//- other.json
{ "1.png": { "width": 3 } }
//- 1.png
`,
      'flat',
      ['. ×1'],
    ))

  it('puts caption and tags together as the trainer does', () => {
    const check = (caption: string | undefined, tags: string | undefined, wildcards: boolean, text: string): void => assert.equal(assembleMetadataText({ caption, tags }, wildcards, ','), text)
    check('cap', 'a, b', false, 'cap,a, b')
    check(undefined, 'a, b', false, 'a, b')
    check('cap', undefined, false, 'cap')
    check('one\n\ntwo', 'a\nb', true, 'one,a,b\ntwo,a,b')
    check(undefined, 'a, b', true, '')
  })
})
