import assert from 'node:assert/strict'
import { choicesOf, proposedFor, rowId, stillOpen, toActions, usualName, type Decisions } from '../../media/concept/decisions'
import type { ConceptRow, ConceptSection, ConceptSheet } from '../../server/src/protocol/concept'

function row(text: string, captions: number, more: Partial<ConceptRow> = {}): ConceptRow {
  return { key: text, text, category: 'general', translation: null, captions, elsewhere: null, with: [], without: [], trigger: false, kept: false, rivals: [], proposal: null, ...more }
}

const HAIR: ConceptSection = {
  id: 'hair',
  title: 'Hair',
  outfit: null,
  rows: [row('long hair', 8, { rivals: [{ text: 'very long hair', captions: 3 }] }), row('very long hair', 3, { rivals: [{ text: 'long hair', captions: 8 }] }), row('blonde hair', 10)],
}
const OTHER: ConceptSection = { id: 'other', title: 'Other', outfit: null, rows: [row('lumi', 9, { trigger: true })] }
const DRESS: ConceptSection = { id: 'outfit', title: 'dress', outfit: { folder: '/set/dress', uri: 'file:///set/dress', captions: 4, trigger: 'lumidress' }, rows: [row('white dress', 4), row('blonde hair', 4)] }

const SHEET: ConceptSheet = {
  root: 'file:///set',
  concept: 'lumi',
  title: 'lumi',
  folders: [],
  goal: 'character',
  strategy: 'bake',
  triggers: [],
  images: 10,
  repeats: 1,
  effective: 10,
  captions: 10,
  pictures: [],
  sections: [HAIR, OTHER, DRESS],
}

const id = (section: ConceptSection, key: string): string => rowId(section, { key })

describe('decisions on the concept page', () => {
  it('offer for a tag what makes sense for it', () => {
    assert.deepEqual(choicesOf(row('smile', 4), 10), ['bake', 'keep', 'add', 'rename'])
    assert.deepEqual(choicesOf(row('smile', 10, { kept: true }), 10), ['bake', 'rename'])
    assert.deepEqual(choicesOf(HAIR.rows[0] ?? row('', 0), 10), ['bake', 'keep', 'add', 'rename', 'unify'])
    assert.deepEqual(choicesOf(row('lumi', 9, { trigger: true }), 10), ['add'])
  })

  it('become actions in which names come first, and an outfit stays by itself', () => {
    const decisions: Decisions = {
      [id(HAIR, 'blonde hair')]: { kind: 'bake' },
      [id(HAIR, 'long hair')]: { kind: 'unify', to: 'long hair' },
      [id(OTHER, 'lumi')]: { kind: 'add' },
      [id(DRESS, 'white dress')]: { kind: 'keep' },
      [id(DRESS, 'blonde hair')]: { kind: 'rename', to: 'yellow hair' },
    }
    assert.deepEqual(toActions(decisions, SHEET), [
      { kind: 'rename', tag: 'blonde hair', to: 'yellow hair', folder: '/set/dress' },
      { kind: 'unify', tags: ['long hair', 'very long hair'], to: 'long hair' },
      { kind: 'bake', tag: 'blonde hair' },
      { kind: 'add', tag: 'lumi', at: 'start' },
      { kind: 'keep', tag: 'white dress', folder: '/set/dress' },
    ])
  })

  it('are dropped once nothing is left of them', () => {
    const decisions: Decisions = {
      [id(HAIR, 'gone')]: { kind: 'bake' },
      [id(HAIR, 'blonde hair')]: { kind: 'add' },
      [id(HAIR, 'very long hair')]: { kind: 'add' },
      [id(DRESS, 'white dress')]: { kind: 'unify', to: 'dress' },
    }
    assert.deepEqual(stillOpen(decisions, SHEET), { [id(HAIR, 'very long hair')]: { kind: 'add' } })
  })

  it('take up a proposal as it stands: the name used most, or the one that is named', () => {
    const [long, veryLong] = HAIR.rows
    assert.ok(long && veryLong)
    assert.deepEqual([usualName(long), usualName(veryLong)], ['long hair', 'long hair'])
    const proposed = { ...long, proposal: { kind: 'unify', to: 'very long hair', reason: '' } } as const
    assert.deepEqual(proposedFor(proposed, 10), { kind: 'unify', to: 'very long hair' })
    assert.deepEqual(proposedFor({ ...long, proposal: { kind: 'bake', to: null, reason: '' } }, 10), { kind: 'bake' })
    assert.equal(proposedFor(long, 10), undefined)
  })
})
