import assert from 'node:assert/strict'
import { balanceOf } from '../../media/audit/balance'
import { bestOf } from '../../media/audit/best-picture'
import type { DuplicatePicture, ReportConcept } from '../../server/src/protocol/audit'

function concept(name: string, images: number, repeats: number, regularization = false): ReportConcept {
  return { name, folder: `${repeats}_${name}`, images, repeats, effective: images * repeats, triggers: [name], inferred: true, regularization }
}

describe('the balance in the audit', () => {
  it('draws the line at the mean of images × repeats', () => {
    const { rows, equalShare, line } = balanceOf([concept('lumi', 18, 10), concept('koro', 6, 10)])
    assert.deepEqual([equalShare, line, rows.map(({ length }) => length)], [120, 120 / 180, [1, 60 / 180]])
  })

  it('leaves regularisation images out of the mean', () => {
    assert.equal(balanceOf([concept('lumi', 10, 10), concept('koro', 20, 10), concept('girl', 500, 1, true)]).equalShare, 150)
  })

  it('has no line for one concept', () => assert.equal(balanceOf([concept('lumi', 10, 10)]).equalShare, null))
})

function picture(file: string, side: number, caption: string | null): DuplicatePicture {
  return { uri: `file:///${file}`, file, width: side, height: side, size: 1, caption }
}

describe('of images that show the same', () => {
  it('the largest is proposed to stay, of equal ones the one with most caption', () => {
    assert.equal(bestOf([picture('a', 512, 'much is said here'), picture('b', 1024, null)])?.file, 'b')
    assert.equal(bestOf([picture('a', 512, null), picture('b', 512, 'solo')])?.file, 'b')
    assert.equal(bestOf([picture('a', 512, 'solo'), picture('b', 512, 'solo')])?.file, 'a')
  })
})
