import assert from 'node:assert/strict'
import { realKnowledge } from '../../support/vocabulary'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'missed-trait'
const lumi = (last: string): string => `//- 5_lumi/{1..8}.png\n//- 5_lumi/{1..7}.txt\nlumi, 1girl, solo, blonde hair, blue eyes, smile\n//- 5_lumi/8.txt\n${last}\n`

describe('missed-trait', () => {
  const check = (text: string, settings?: object) => checkDataset(text, { rule, settings, knowledge: realKnowledge() })

  it('sees a trait that one caption lacks, and adds it behind the count', async () => {
    const { problems, root } = await check(`${lumi('lumi, 1girl, solo, blue eyes')}! 5_lumi missed-trait`)
    assert.deepEqual(messagesOf(problems), ["Captions of 'lumi' lack a trait that should be seen in the picture: 'blonde hair' (1)"])
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['edit 5_lumi/8.txt: lumi, 1girl, solo, blonde hair, blue eyes'])
  })
  it('says nothing of what is out of sight', () => check(lumi('lumi, 1girl, solo, closed eyes, hat')))
  it('says nothing where the caption tells of another', () => check(lumi('lumi, 1girl, solo, brown hair, aqua eyes')))
  it('says nothing of a merged phrase or a slip', () => check(lumi('lumi, 1girl, solo, long blonde hair, blue eyse')))
  it('says nothing of captions with others', () => check(lumi('lumi, 2girls, multiple girls')))
  it('says nothing of clothes and hairdos', () => check('//- 5_lumi/{1..8}.png\n//- 5_lumi/{1..7}.txt\nlumi, 1girl, ponytail, hair ribbon, shirt\n//- 5_lumi/8.txt\nlumi, 1girl'))
  it('says nothing without a trigger, and of styles', async () => {
    await check('//- 5_x/{1..8}.png\n//- 5_x/{1..7}.txt\n1girl, solo, blonde hair\n//- 5_x/8.txt\n1girl, solo')
    await check(lumi('lumi, 1girl, solo, blue eyes'), { goal: 'style' })
  })
  it('says nothing of a trait that half of them have', () => check('//- 5_lumi/{1..8}.png\n//- 5_lumi/{1..4}.txt\nlumi, 1girl, blonde hair\n//- 5_lumi/{5..8}.txt\nlumi, 1girl'))
})
