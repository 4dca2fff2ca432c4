import { checkTranslations } from './check-translations'

const check = (text: string, rows: readonly string[], problems?: readonly string[]) => checkTranslations('translation-csv', text, rows, problems)

describe('a table of translations', () => {
  it('has a tag and its translation', () => check('\uFEFF1girl,1个女孩\r\nlong_hair,长发\r\nlong hair,长头发', ['1girl → 1个女孩', 'long_hair → 长发', 'long hair → 长头发']))

  it('may have a category between them', () => check('artbook,0,"原画"\nsmile,0,微笑', ['artbook → 原画', 'smile → 微笑']))

  it('may have several translations', () => check('smile,微笑,笑\n', ['smile → 微笑, 笑']))

  it('may be a whole list, whose fifth column is the translation', () => check('smile,0,2873890,"smiling,:)",微笑\nsolo,0,5000954,,单人\n', ['smile → 微笑', 'solo → 单人']))

  it('may have its columns the other way round', () => {
    check('微笑,smile\n长发,long_hair\n69(体位),69\n', ['smile → 微笑', 'long_hair → 长发', '69 → 69(体位)'])
    check('微笑,0,smile\n', ['smile → 微笑'])
  })

  it('keeps its order where no letters tell', () => check('smile,sourire\nhat,chapeau', ['smile → sourire', 'hat → chapeau']))

  it('may have a header', () => check('tag,translation\nsmile,微笑', ['smile → 微笑']))

  it('leaves out what is not translated yet', () => check('smile,\nsolo,单人\n', ['solo → 单人']))

  it('loses a bad row and no other', () => check('smile,微笑\nsolo\n,单人\n"a,b\n', ['smile → 微笑'], ['2: A row needs a tag and its translation', '3: A row needs a tag and its translation', '4: A quotation mark is not closed']))
})
