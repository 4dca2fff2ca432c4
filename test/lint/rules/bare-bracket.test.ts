import { checkFix, checkLint } from '../check'

const rule = 'bare-bracket'
const settings = { captions: { weighted: true } }

describe('bare-bracket', () => {
  it('sees brackets of a known tag', () => checkLint('1girl, watercolor (medium)\n       ^^^^^^^^^^^^^^^^^^^ bare-bracket', { rule, settings }))
  it('sees them within a weight', () => checkLint('(watercolor (medium):1.2)\n ^^^^^^^^^^^^^^^^^^^ bare-bracket', { rule, settings }))
  it('escapes them', () => checkFix('(watercolor (medium):1.2), 1girl', '(watercolor \\(medium\\):1.2), 1girl', rule, { settings }))
  it('says nothing of escaped ones', () => checkLint('watercolor \\(medium\\)', { rule, settings }))
  it('says nothing of weights', () => checkLint('(smile:1.2), ((solo)), [hat]', { rule, settings }))
  it('says nothing of words that no list knows', () => checkLint('red (hair:1.2) ribbon (big)', { rule, settings }))
  it('says nothing where no weights are read', () => checkLint('watercolor (medium)', { rule }))
})
