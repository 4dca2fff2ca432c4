import { checkTranslations } from './check-translations'

const check = (text: string, rows: readonly string[], problems?: readonly string[]) => checkTranslations('equals-text', text, rows, problems)

describe('translations as BooruDatasetTagManager keeps them', () => {
  it('are tag=name lines, comments and blank lines between', () => check('\uFEFF// zh\r\n\r\nlong hair=长发\r\nsmile=微笑\r\n', ['long hair → 长发', 'smile → 微笑']))

  it('are split at the last =', () => check('=_==等号眼\nsmile=微笑\n', ['=_= → 等号眼', 'smile → 微笑']))

  it('count first where a star says that the user wrote them', () => check('long hair=长头发\n*long hair=长发\n', ['long hair → 长发', 'long hair → 长头发']))

  it('may hold commas', () => check('bow (weapon)=弓,弓箭\n', ['bow (weapon) → 弓,弓箭']))

  it('lose a bad row and no other', () => {
    check(`a=1\nno name\nc=\n${'d=4\n'.repeat(8)}=5\n`, ['a → 1', ...Array.from({ length: 8 }, () => 'd → 4')], ['2: A row needs a tag, = and its translation', '12: A row needs a tag, = and its translation'])
  })
})
