import { checkFix, checkLint } from '../check'

const rule = 'dead-weight'

describe('dead-weight', () => {
  it('sees a weight', () => checkLint('1girl, (smile:1.2), solo\n       ^^^^^^^^^^^ dead-weight', { rule }))
  it('sees doubled brackets once', () => checkLint('((smile)), [hat]\n^^^^^^^^^ dead-weight\n           ^^^^^ dead-weight', { rule }))
  it('sees a weight around several tags once', () => checkLint('1girl, (smile, solo:1.1), hat\n       ^^^^^^^^^^^^^^^^^ dead-weight', { rule }))
  it('drops it', () => checkFix('1girl, (smile:1.2), ((solo)), (hat, cat:0.8), [day]', '1girl, smile, solo, hat, cat, day', rule))
  it('offers nothing for a switch', () => checkFix('[day:night:0.5]', '[day:night:0.5]', rule))
  it('says nothing of names, faces and sentences', () => checkLint('watercolor (medium), :), >:(, (o)_(o), A girl (smiling) stands in a large green field.', { rule }))
  it('says nothing of escaped brackets', () => checkLint('\\(smile\\)', { rule }))
  it('says nothing where weights are read', () => checkLint('(smile:1.2)', { rule, settings: { captions: { weighted: true } } }))
  it('says nothing of lines that are not trained', () => checkLint('1girl\n(smile:1.2)', { rule }))
})
