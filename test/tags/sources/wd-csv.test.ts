import { tag } from '../records'
import { checkSource } from './check-source'

describe("a tagger's selected_tags.csv", () => {
  it('has ratings, general tags and characters, and an empty last row', () => {
    checkSource(
      'wd-csv',
      'tag_id,name,category,count\n9999999,sensitive,9,807858\n470575,1girl,0,4225150\n1,hatsune_miku,4,90000\n,,,\n\n',
      [
        tag('sensitive', 807_858, { category: 'meta' }),
        tag('1girl', 4_225_150),
        tag('hatsune_miku', 90_000, { category: 'character' }),
      ],
    )
  })

  it('loses a bad row and no other', () => {
    checkSource(
      'wd-csv',
      '\uFEFFtag_id,name,category,count\r\n1,a,7,5\r\n2,,0,5\r\n3,b,0,many\r\n4,c,0,5\r\n5,"d,0,1',
      [tag('c', 5)],
      [
        "2: '7' is not a category of 'a'",
        '3: The tag has no name',
        "4: 'many' is not a count of 'b'",
        '6: A quotation mark is not closed',
      ],
    )
  })
})
