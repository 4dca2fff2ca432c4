import assert from 'node:assert/strict'
import { findLists } from '../../server/src/host/find-lists'
import { MemoryFiles } from '../support/memory-files'

const TAGS = '1girl,0,6008644,"sole_female"\nsolo,0,5000954,"alone"\n'
const WD = 'tag_id,name,category,count\n1,1girl,0,600\n2,solo,0,500\n'

async function checkFound(files: Readonly<Record<string, string>>, folder: string, expected: readonly string[]): Promise<void> {
  const found = await findLists(new MemoryFiles(files), folder)
  assert.deepEqual(found.map(({ path, program, kind }) => `${program ?? '-'}: ${path.slice(folder.length + 1)} (${kind})`), expected)
}

describe('the lists of an installation', () => {
  it('of a WebUI: tagcomplete, without what is none', () =>
    checkFound(
      {
        '/webui/extensions/a1111-sd-webui-tagcomplete/tags/danbooru.csv': TAGS,
        '/webui/extensions/a1111-sd-webui-tagcomplete/tags/danbooru-zh.csv': '1girl,1个女孩\nsolo,单人\nlong_hair,长发\nsmile,微笑\n',
        '/webui/extensions/a1111-sd-webui-tagcomplete/tags/extra-quality-tags.csv': 'masterpiece,5,Quality tag,,\nbest_quality,5,Quality tag,,\n',
        '/webui/extensions/a1111-sd-webui-tagcomplete/tags/demo-chants.json': '[]',
        '/webui/extensions/other/tags/a.csv': TAGS,
      },
      '/webui',
      [
        'a1111-sd-webui-tagcomplete: extensions/a1111-sd-webui-tagcomplete/tags/danbooru-zh.csv (translations)',
        'a1111-sd-webui-tagcomplete: extensions/a1111-sd-webui-tagcomplete/tags/danbooru.csv (tags)',
        'a1111-sd-webui-tagcomplete: extensions/a1111-sd-webui-tagcomplete/tags/extra-quality-tags.csv (tags)',
      ],
    ))

  it('of ComfyUI, in a bundle: tags, not which of them go together', () =>
    checkFound(
      {
        '/portable/ComfyUI/custom_nodes/ComfyUI-Autocomplete-Plus/data/danbooru_tags.csv': `tag,category,count,alias\n${TAGS}`,
        '/portable/ComfyUI/custom_nodes/ComfyUI-Autocomplete-Plus/data/danbooru_tags_cooccurrence.csv': 'tag_a,tag_b,count\n1girl,solo,4000\nsolo,smile,300\nsmile,1girl,200\nhat,1girl,100\nhat,solo,90\n',
        '/portable/ComfyUI/custom_nodes/comfyui-wd14-tagger/models/wd-v1-4-moat-tagger-v2.csv': WD,
      },
      '/portable',
      [
        'ComfyUI-Autocomplete-Plus: ComfyUI/custom_nodes/ComfyUI-Autocomplete-Plus/data/danbooru_tags.csv (tags)',
        'ComfyUI-WD14-Tagger: ComfyUI/custom_nodes/comfyui-wd14-tagger/models/wd-v1-4-moat-tagger-v2.csv (tags)',
      ],
    ))

  it('of sd-scripts, with and without a folder for each model', () =>
    checkFound(
      {
        '/kohya_ss/sd-scripts/wd14_tagger_model/SmilingWolf_wd-v1-4/selected_tags.csv': WD,
        '/kohya_ss/wd14_tagger_model/selected_tags.csv': WD,
      },
      '/kohya_ss',
      ['sd-scripts: sd-scripts/wd14_tagger_model/SmilingWolf_wd-v1-4/selected_tags.csv (tags)', 'sd-scripts: wd14_tagger_model/selected_tags.csv (tags)'],
    ))

  it('of BooruDatasetTagManager: tags and translations', () =>
    checkFound(
      { '/bdtm/Tags/danbooru.csv': TAGS, '/bdtm/Translations/zh-CN.txt': '// by hand\n*1girl=1个女孩\nsolo=单人\n', '/bdtm/Languages/en-US.txt': 'a=b\n' },
      '/bdtm',
      ['BooruDatasetTagManager: Tags/danbooru.csv (tags)', 'BooruDatasetTagManager: Translations/zh-CN.txt (translations)'],
    ))

  it('of no known program: those of the folder itself, captions and readmes not among them', () =>
    checkFound(
      {
        '/lists/mine.csv': TAGS,
        '/lists/danbooru_aliases.csv': 'antecedent,consequent\nsole_female,1girl\n',
        '/lists/readme.txt': 'These lists were made by hand for one project.\nThey may be used freely.\n',
        '/lists/more/deep.csv': TAGS,
      },
      '/lists',
      ['-: danbooru_aliases.csv (relations)', '-: mine.csv (tags)'],
    ))

  it('are found where parts of it cannot be read', async () => {
    const files = new MemoryFiles({ '/webui/extensions/a1111-sd-webui-tagcomplete/tags/danbooru.csv': TAGS, '/webui/secret/a.csv': TAGS, '/webui/wd14_tagger_model/selected_tags.csv': WD })
    files.fail('/webui/secret', 'no-permission').fail('/webui/wd14_tagger_model/selected_tags.csv', 'no-permission')
    assert.deepEqual((await findLists(files, '/webui')).map(({ path }) => path), ['/webui/extensions/a1111-sd-webui-tagcomplete/tags/danbooru.csv'])
  })

  it('are told to be unreadable where the folder is not there', () => assert.rejects(findLists(new MemoryFiles(), '/nowhere'), { code: 'not-found' }))
})
