import assert from 'node:assert/strict'
import { readFolderTree } from '../../../server/src/dataset/folder-tree'
import { wantedTexts } from '../../../server/src/dataset/wanted-texts'
import { parseFixture, toMemoryFiles } from '../../support/fixture'
import { checkFormat, findFormat } from './check-format'

describe('the format of a folder', () => {
  it('is the usual one where no file says more, without explanation', async () => {
    assert.equal((await checkFormat('//- 1.png', 'flat', ['. ×1'])).explanation, undefined)
    assert.equal((await checkFormat('//- 10_a/1.png', 'kohya-folders', ["10_a ×10 'a'"])).explanation, undefined)
    assert.equal((await findFormat('//- readme.txt')).id, undefined)
  })

  it('is explained where several fit', async () =>
    assert.equal(
      (await findFormat('//- 10_a/1.png\n//- concepts.json\n[ { "name": "a", "path": "10_a", "balancing": 1.0 } ]')).explanation,
      'Read as kohya folders, because folders are named <repeats>_<text>; it could also be read as OneTrainer concepts',
    ))

  it('can be chosen', async () =>
    assert.equal((await findFormat('//- 10_a/1.png', { chosen: 'tree' })).explanation, 'Read as nested folders, as the settings say; it could also be read as kohya folders'))
})

describe('the texts that formats want', () => {
  it('are configurations and lists, not files of single images or of other programs', async () => {
    const memory = toMemoryFiles(parseFixture('//- a.png\n//- a.json\nx\n//- a.png.json\nx\n//- b.toml\nx\n//- package.json\nx\n//- taglore.json\n{}\n//- sub/metadata.csv\nx\n//- sub/data.csv\nx\n//- sub/c.png').files, '/set')
    assert.deepEqual(wantedTexts((await readFolderTree(memory, '/set', () => false)).tree), ['/set/b.toml', '/set/sub/metadata.csv'])
  })

  it('are few in a folder with a text for each of many images', async () => {
    const memory = toMemoryFiles(parseFixture('//- {1..100}.json\nx\n//- dataset.json\nx').files, '/set')
    assert.deepEqual(wantedTexts((await readFolderTree(memory, '/set', () => false)).tree), ['/set/dataset.json'])
  })
})
