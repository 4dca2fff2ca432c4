import assert from 'node:assert/strict'
import { describeTags, partTags, patternFault, shownTag } from '../../client/src/refactoring/words'
import { captionParts, linesParts } from '../../client/src/lines-uri'

describe('the words of refactorings', () => {
  it('part typed tags at commas of either width and at line ends, each once', () => {
    assert.deepEqual(partTags(' long hair,smile，, smile\nblush '), ['long hair', 'smile', 'blush'])
    assert.deepEqual(partTags(' , '), [])
  })

  it('leave the alias in front of a found tag', () => {
    assert.equal(shownTag('微笑 → smile'), 'smile')
    assert.equal(shownTag('smile'), 'smile')
  })

  it('tell what goes and what comes', () => {
    assert.equal(describeTags({ removed: ['a', 'b'], added: ['c'] }), '− a  − b  + c')
    assert.equal(describeTags({ removed: [], added: [] }), '')
  })

  it('say what is wrong with a pattern', () => {
    assert.equal(patternFault('(.+) hair'), undefined)
    assert.match(patternFault('(') ?? '', /regular expression/i)
  })
})

describe('the address of lines', () => {
  it('leads back to the caption', () => {
    const caption = { scheme: 'vscode-vfs', path: '/a b/c.txt', query: '' }
    assert.deepEqual(captionParts(linesParts(caption)), caption)
    assert.deepEqual(linesParts({ ...caption, scheme: 'file' }), { scheme: 'taglore-lines', path: '/a b/c.txt.lines', query: 'file' })
  })
})
