import assert from 'node:assert/strict'
import { checkFix, checkLint, messagesOf } from '../check'

const rule = 'literal-markup'

describe('literal-markup', () => {
  it('sees separators that nobody set', () => checkLint('lumi ||| 1girl;;;solo\n     ^^^ literal-markup\n              ^^^ literal-markup', { rule }))
  it('tells each kind once', () => checkLint('a;;;b, c;;;d\n ^^^ literal-markup', { rule }))
  it('sees a keep tokens separator without shuffling', () => {
    const problems = checkLint('lumi ||| 1girl\n     ^^^ literal-markup', { rule, settings: { captions: { keepTokensSeparator: '|||' } } })
    assert.deepEqual(messagesOf(problems), ["'|||' is trained as text: tags are not shuffled (assumed)"])
  })
  it('sees a third mark', () => {
    const problems = checkLint('a ||| b ||| c ||| d\n              ^^^ literal-markup', { rule, settings: { captions: { keepTokensSeparator: '|||', shuffle: true } } })
    assert.deepEqual(messagesOf(problems), ["A third '|||' is trained as text: the keep tokens separator is read twice (from the settings)"])
  })
  it('sees choices without wildcards', () => checkLint('1girl, {red|blue} hair\n       ^^^^^^^^^^^^^^^ literal-markup', { rule }))
  it('turns separators into commas', () => checkFix('lumi ||| 1girl;;;solo, ||| smile', 'lumi, 1girl, solo, smile', rule))
  it('writes choices out', () => checkFix('{red|blue} hair, {a|}', 'red hair, blue hair, a', rule))
  it('leaves two choices in one tag to the user', () => checkFix('{a|b} {c|d}', '{a|b} {c|d}', rule))
  it('says nothing of what the settings read', () => {
    checkLint('lumi ||| 1girl, a;;;b', { rule, settings: { captions: { keepTokensSeparator: '|||', shuffle: true, secondarySeparator: ';;;' } } })
    checkLint('{red|blue} hair', { rule, settings: { captions: { wildcards: true } } })
  })
  it('says nothing of single bars and braces', () => checkLint('a|b, {a}, :|, ;;', { rule }))
  it('says nothing of lines that are not trained', () => checkLint('1girl\n{a|b}, c;;;d', { rule }))
})
