import assert from 'node:assert/strict'
import { formatMessage } from '../../server/src/base/message'
import { captionsInForce, captionTexts, type CaptionInput } from '../../server/src/dataset/caption-texts'
import type { FolderCaptions } from '../../server/src/dataset/folder'
import { layerSettings } from '../../server/src/settings'

const SCRIPTS: FolderCaptions = { extension: '.txt', lines: 'first', options: {}, missing: 'class-tokens' }

function check(text: string | undefined, captions: Partial<FolderCaptions>, texts: readonly string[], input: Omit<CaptionInput, 'text'> = {}): void {
  assert.deepEqual(captionTexts({ text, ...input }, { ...SCRIPTS, ...captions }, 'lumi girl').texts, texts)
}

describe('what the trainer reads of a caption', () => {
  it('is its first line, and the rest is told', () => {
    check('a, b\nc', {}, ['a, b'])
    const text = 'a, b\r\n\r\n c, d \n'
    const { ignored } = captionTexts({ text }, SCRIPTS, '')
    assert.equal(text.slice(ignored?.start, ignored?.end), 'c, d')
    assert.equal(captionTexts({ text: 'a\n\n' }, SCRIPTS, '').ignored, undefined)
  })

  it('is an empty text where the first line is blank, not the class tokens', () => check('\n\nb', {}, ['']))

  it('is every order and choice that the options allow', () => {
    check('a, b, c', { options: { shuffleCaption: true, keepTokens: 1 } }, ['a, b, c', 'a, c, b'])
    check('{x|y} z\nw', { lines: 'choice', options: { enableWildcard: true } }, ['x z', 'y z', 'w'])
    check('a;;;b', { options: { secondarySeparator: ';;;' } }, ['a,b'])
  })

  it('is the folder’s text where there is no caption', () => {
    check(undefined, {}, ['lumi girl'])
    check(undefined, { missing: 'empty' }, [''])
    check(undefined, { missing: 'skipped' }, [])
  })

  it('keeps a byte order mark in the first tag', () => check('a', {}, ['\ufeffa'], { byteOrderMark: true }))

  it('ends the training where the file is empty or tags are parted by nothing', () => {
    const abort = (text: string, options: FolderCaptions['options']): string | undefined => {
      const { aborts } = captionTexts({ text }, { ...SCRIPTS, options }, '')
      return aborts && formatMessage(aborts)
    }
    assert.equal(abort('', {}), 'A caption file of 0 bytes ends the training')
    assert.equal(abort('a', { captionSeparator: '', shuffleCaption: true }), 'An empty caption_separator ends the training')
    assert.equal(abort('a', {}), undefined)
  })

  it('is one of the lines in OneTrainer, without wildcards', () => check('a {b|c}\n\nd', { lines: 'choice' }, ['a {b|c}', 'd']))

  it('is all of it in ai-toolkit, with the trigger', () => {
    check('a cat\non a mat', { lines: 'whole' }, ['a cat\non a mat'])
    check('[trigger] smiles', { lines: 'whole', trigger: 'lumi' }, ['lumi smiles'])
    check('a girl', { lines: 'whole', trigger: 'lumi' }, ['lumi, a girl'])
  })

  it('is one of several in a list', () => check('a', { lines: 'whole' }, ['a', 'b'], { listed: true, alternatives: ['a', 'b'] }))

  it('is told step by step', () => {
    const { steps } = captionTexts({ text: 'a ||| b, c' }, { ...SCRIPTS, options: { shuffleCaption: true, keepTokensSeparator: '|||', captionPrefix: 'p,', captionDropoutRate: 0.1 } }, '')
    assert.deepEqual(steps.map((step) => formatMessage(step)), ["'p,' is put in front, with a blank", 'The whole caption can be dropped', "Tags before '|||' stay in place", 'The other tags are shuffled'])
  })

  it('is plain data', () => {
    const result = captionTexts({ text: 'a, b' }, SCRIPTS, '')
    assert.deepEqual(JSON.parse(JSON.stringify(result)), JSON.parse(JSON.stringify({ ...result })))
    assert.equal(result.complete, true)
  })

  it('stops at a bound and says so', () => {
    const { texts, complete } = captionTexts({ text: 'a, b, c, d, e, f, g' }, { ...SCRIPTS, options: { shuffleCaption: true } }, '', 10)
    assert.deepEqual([texts.length, complete], [10, false])
  })

  it('follows the settings where the folder says nothing', () => {
    const { values } = layerSettings([{ origin: 'editor', values: { captions: { wildcards: true, shuffle: true, extension: 'cap' } } }])
    const captions = captionsInForce(undefined, values)
    assert.deepEqual([captions.extension, captions.lines, captions.options.shuffleCaption], ['.cap', 'choice', true])
    assert.equal(captionsInForce({ captions: SCRIPTS }, values), SCRIPTS)
  })
})
