import assert from 'node:assert/strict'
import { createImageFinder, subjectOf } from '../../server/src/tagging/match-images'
import { CAPTION_SOURCES, readCaptionFile } from '../../server/src/tagging/sources/index'

/** `image: category/name score, …` of each entry; general tags with score 1 only by their name. */
function read(name: string, content: unknown): readonly string[] {
  const found = readCaptionFile(`/x/${name}`, typeof content === 'string' ? content : JSON.stringify(content))
  assert.ok(!('fault' in found), 'fault' in found ? found.fault.text : '')
  return found.map(({ image, scores: { tags, text } }) => {
    const words = tags.map(({ name: tag, category, score }) => `${category === 'general' ? '' : `${category}/`}${tag}${score === 1 ? '' : ` ${score}`}`)
    return `${image}: ${words.join(', ')}${text === undefined ? '' : `«${text}»`}`
  })
}

describe('captions that exist', () => {
  it('texts of tags, with the weights of interrogators, and sentences', () => {
    assert.deepEqual(read('a.txt', '1girl, long_hair, (smile:0.72), ^_^'), [': 1girl, long_hair, smile 0.72, ^_^'])
    assert.deepEqual(read('a.caption', 'A girl stands at the edge of a lake, smiling.'), [': «A girl stands at the edge of a lake, smiling.»'])
    assert.deepEqual(read('a.txt', ''), [': '])
  })

  it('one tag a line, as hydrus and gallery-dl write them', () => {
    assert.deepEqual(read('a.png.txt', '1girl\ncharacter:lumi\nseries:re:zero\ncreator:someone\n:d\ntitle:A day\nlong hair\n'), [': 1girl, character/lumi, copyright/re:zero, artist/someone, :d, long hair'])
  })

  it('metadata of sd-scripts and its tagger, by image', () => {
    assert.deepEqual(read('meta.json', { '/set/a.png': { tags: '1girl, solo', image_size: [1, 2] }, 'b': { caption: 'A cat sits on a red chair.', tags: 'cat' } }), ['/set/a.png: 1girl, solo', 'b: cat«A cat sits on a red chair.»'])
  })

  it('scores, in the forms that taggers give them', () => {
    assert.deepEqual(read('x.json', { 'a.png': { '1girl': 0.98, solo: 0.5 } }), ['a.png: 1girl 0.98, solo 0.5'])
    assert.deepEqual(read('x.json', { general: { '1girl': 0.9 }, character: { lumi: 0.8 }, ratings: { sensitive: 0.6 } }), [': 1girl 0.9, character/lumi 0.8, rating/sensitive 0.6'])
    assert.deepEqual(read('x.json', { tags: [{ tag: 'hat', score: 0.4 }, ['cat', 0.3], 'dog'] }), [': hat 0.4, cat 0.3, dog'])
    assert.deepEqual(read('x.json', { caption: { hat: 0.4 } }), [': hat 0.4'])
  })

  it('sidecars of gallery-dl: parted by category where they are, else all together', () => {
    const danbooru = { id: 1, filename: 'x', tag_string: '1girl lumi', tag_string_general: '1girl long_hair', tag_string_character: 'lumi_(mascot)', tag_string_artist: '', rating: 's' }
    assert.deepEqual(read('a.png.json', danbooru), [': 1girl, long_hair, character/lumi_(mascot)'])
    assert.deepEqual(read('a.png.json', { tags: ['1girl', 'long_hair'], tags_general: ['1girl'], tags_artist: ['me'] }), [': 1girl, artist/me'])
    assert.deepEqual(read('a.png.json', { tags: '1girl long_hair :d' }), [': 1girl, long_hair, :d'])
  })

  it('lines of JSON', () => {
    assert.deepEqual(read('metadata.jsonl', '{"file_name":"a.png","text":"1girl, solo"}\n\n{"file_name":"b/c.png","text":"hat"}\n'), ['a.png: 1girl, solo', 'b/c.png: hat'])
    assert.deepEqual(read('x.jsonl', '{"image_path":"/d/a.png","caption":"1girl","tags":"solo, hat"}'), ['/d/a.png: 1girl, solo, hat'])
  })

  it('says what cannot be read', () => {
    for (const [name, text] of [['a.json', '{"a":'], ['a.jsonl', '{"file_name":"a"}\n{'], ['a.json', '{"a":1,"b":"x","c":null}'], ['a.json', '3']] as const) {
      const found = readCaptionFile(name, text)
      assert.equal('fault' in found, name !== 'a.json' || text !== '{"a":1,"b":"x","c":null}', text)
    }
  })

  it('every source stands in the list under its own name', () => assert.deepEqual(CAPTION_SOURCES.map(({ id }) => id), ['json-lines', 'json', 'tag-lines', 'caption-text']))
})

describe('finding the image that a file means', () => {
  const find = createImageFinder(['/set/a/1.png', '/set/b/1.png', '/set/b/two.jpg', '/set/b/v1.5.png'])
  it('by path, end of the path, name or stem, where only one fits', () => {
    assert.equal(find('/set/a/1.png'), '/set/a/1.png')
    assert.equal(find('a/1.png'), '/set/a/1.png')
    assert.equal(find('.\\b\\1.png'), '/set/b/1.png')
    assert.equal(find('b/1'), '/set/b/1.png')
    assert.equal(find('1.png'), undefined)
    assert.equal(find('two'), '/set/b/two.jpg')
    assert.equal(find('/elsewhere/two.png'), '/set/b/two.jpg')
    assert.equal(find('v1.5'), '/set/b/v1.5.png')
    assert.equal(find('three'), undefined)
  })
  it('a sidecar names it with or without its suffix', () => assert.deepEqual([subjectOf('/x/a.png.json'), subjectOf('/x/a.txt')], ['/x/a.png', '/x/a']))
})
