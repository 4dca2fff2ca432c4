import { tag } from '../records'
import { checkSource } from './check-source'

const check = (text: string, records: Parameters<typeof checkSource>[2], problems?: readonly string[], name?: string) =>
  checkSource('danbooru-csv', text, records, problems, name)

describe('a tagcomplete list', () => {
  it('may have three, four or five columns', () => {
    check('long_hair,0,4350743\nshort_hair,0,2261608,shorthair\nsmile,0,2873890,"smiling,:)",微笑\n', [
      tag('long_hair', 4_350_743),
      tag('short_hair', 2_261_608, { aliases: ['shorthair'] }),
      tag('smile', 2_873_890, { aliases: ['smiling', ':)'], translations: ['微笑'] }),
    ])
  })

  it('may quote cells and double quotes within them', () => {
    check('"don\'t_say_""lazy""",0,90,"a,b"\n"x",1,5,""\n', [
      tag('don\'t_say_"lazy"', 90, { aliases: ['a', 'b'] }),
      tag('x', 5, { category: 'artist' }),
    ])
  })

  it('may have a byte order mark, line ends of Windows and no last line end', () => {
    check('\uFEFFa,0,1,\r\nb,4,2,', [tag('a', 1), tag('b', 2, { category: 'character' })])
  })

  it('may have counts beyond 32 bits, short counts, and texts for counts', () => {
    check('the,0,3400031103\nb,0,4.4M\nmasterpiece,5,Quality tag,,\n', [
      tag('the', 3_400_031_103),
      tag('b', 4_400_000),
      tag('masterpiece', 0, { category: 'meta' }),
    ])
  })

  it('keeps aliases of several tags, slash abbreviations and emoticons', () => {
    check('a,0,9,"/lh,tails"\nb,0,8,"tails,b, "\n;),0,7,\n', [
      tag('a', 9, { aliases: ['/lh', 'tails'] }),
      tag('b', 8, { aliases: ['tails'] }),
      tag(';)', 7),
    ])
  })

  it('may have a header, which orders the columns', () => {
    check('tag,type,count,aliases\na,0,9,"x,y"\n', [tag('a', 9, { aliases: ['x', 'y'] })])
    check('count,name,category\n9,a,3\n', [tag('a', 9, { category: 'copyright' })])
    check('name,count\na,9\n', [tag('a', 9, { uncategorised: true })])
  })

  it('means other categories by its numbers where its name tells of another booru', () => {
    check('a,5,1\nb,7,1\nc,8,1\n', [tag('a', 1, { category: 'species' }), tag('b', 1, { category: 'meta' }), tag('c', 1, { category: 'lore' })], [], 'C:\\tags\\e621_2025.csv')
    check('a,3,1\n', [tag('a', 1, { category: 'species' })], [], '/tags/derpibooru.csv')
    check('a,5,1\nb,11,1\n', [tag('a', 1, { category: 'meta' }), tag('b', 1, { category: 'character' })], [], 'danbooru_e621_merged.csv')
    check('a,77,1\n', [tag('a', 1, { uncategorised: true })])
  })

  it('loses a bad row and no other', () => {
    check(
      'a,0,1\n,0,2\nb,zero,3\n"c,0,4\n\n,,,\nd,0,5,"x"\n"e""",0,6\n',
      [tag('a', 1), tag('d', 5, { aliases: ['x'] }), tag('e"', 6)],
      ['2: The tag has no name', "3: 'zero' is not a category of 'b'", '4: A quotation mark is not closed'],
    )
  })
})
