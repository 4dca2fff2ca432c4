import { checkFix, checkLint } from '../check'

const rule = 'implied-tag'
const settings = { rules: { 'implied-tag': 'info' } }

describe('implied-tag', () => {
  it('sees a tag that another implies', () => checkLint('1girl, very long hair, long hair\n                       ^^^^^^^^^ implied-tag', { rule, settings }))
  it('sees it by another name too', () => checkLint('very long hair, longhair\n                ^^^^^^^^ implied-tag', { rule, settings }))
  it('removes it', () => checkFix('white shirt, shirt, collared shirt', 'white shirt, collared shirt', rule, { settings }))
  it('is off by itself', () => checkLint('very long hair, long hair', { rule }))
  it('never touches counts', () => checkLint('2girls, multiple girls', { rule, settings }))
  it('never goes by parts of words', () => checkLint('blonde hair, hair', { rule, settings }))
  it('says nothing of kept tags', () => checkLint('very long hair, long hair', { rule, settings: { ...settings, words: ['long hair'] } }))
  it('says nothing of lines that are alternatives', () => checkLint('very long hair\nlong hair', { rule, settings: { ...settings, captions: { wildcards: true } } }))
  it('says nothing on models trained on full lists', () => {
    for (const model of ['illustrious', 'noobai', 'pony']) checkLint('very long hair, long hair', { rule, settings: { ...settings, model } })
  })
})
