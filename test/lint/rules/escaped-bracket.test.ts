import assert from 'node:assert/strict'
import { checkDataset, checkFix, checkLint, changeOf, describeChange, messagesOf } from '../check'

const rule = 'escaped-bracket'

describe('escaped-bracket', () => {
  it('sees backslashes before brackets', () => checkLint('1girl, saber \\(fate\\), solo\n       ^^^^^^^^^^^^^^ escaped-bracket', { rule }))
  it('removes them', () => checkFix('saber \\(fate\\), red \\[hat\\]', 'saber (fate), red [hat]', rule))
  it('says where the setting comes from', () => {
    const message = (settings?: object): string => messagesOf(checkLint('red \\(hat\\)\n^^^^^^^^^^^ escaped-bracket', { rule, settings }))[0] ?? ''
    assert.match(message(), /off \(assumed\)$/)
    assert.match(message({ captions: { weighted: false } }), /off \(from the settings\)$/)
  })
  it('says nothing where weights are read', () => checkLint('saber \\(fate\\)', { rule, settings: { captions: { weighted: true } } }))
  it('says nothing of bare brackets, other backslashes and faces', () => checkLint('saber (fate), \\m/, \\(^o^)/, :)', { rule }))
  it('says nothing of lines that are not trained', () => checkLint('1girl\nsaber \\(fate\\)', { rule }))

  it('is one row where most captions of a folder have it', async () => {
    const { problems, root } = await checkDataset('//- 5_a/{1..9}.png\n//- 5_a/{1..9}.txt\nlumi, saber \\(fate\\)\n! 5_a escaped-bracket', { rule })
    assert.match(messagesOf(problems)[0] ?? '', /^100 % of the captions of 'a', such as '1.txt': The backslashes of/)
    assert.equal(describeChange(changeOf(problems[0]), root)[0], 'edit 5_a/1.txt: lumi, saber (fate)')
  })
})
