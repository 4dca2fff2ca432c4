import assert from 'node:assert/strict'
import { applySpanEdits } from '../../server/src/base/span'
import { parseCaption } from '../../server/src/caption/parse'
import { runTagCommand, type TagCommand } from '../../server/src/features/tag-command'

/** `|` is the caret before; `[…]` the selection afterwards. */
function checkTagCommand(marked: string, command: TagCommand, expected: string, before?: number): void {
  const offset = marked.indexOf('|')
  const caption = parseCaption(marked.replace('|', ''))
  const { edits, selection } = runTagCommand(caption, offset, command, before)
  const text = applySpanEdits(caption.text, edits)
  assert.equal(selection ? `${text.slice(0, selection.start)}[${text.slice(selection.start, selection.end)}]${text.slice(selection.end)}` : text, expected)
}

describe('the commands for tags', () => {
  it('select the next and the previous tag', () => {
    checkTagCommand('lu|mi, long hair, smile', 'select-next', 'lumi, [long hair], smile')
    checkTagCommand('lumi, long| hair, smile', 'select-previous', '[lumi], long hair, smile')
  })

  it('stay on the last tag', () => checkTagCommand('lumi, smi|le', 'select-next', 'lumi, [smile]'))

  it('delete the tag with its comma and go to the one after it', () => {
    checkTagCommand('lumi, long| hair, smile', 'delete', 'lumi, [smile]')
    checkTagCommand('lumi, smile|', 'delete', '[lumi]')
    checkTagCommand('lumi|', 'delete', '[]')
  })

  it('move the tag past its neighbour, weights included', () => {
    checkTagCommand('lumi, (long| hair:1.2), smile', 'move-left', '[(long hair:1.2)], lumi, smile')
    checkTagCommand('lumi, (long| hair:1.2), smile', 'move-right', 'lumi, smile, [(long hair:1.2)]')
  })

  it('leave the ends alone, and the separators of the trainer', () => {
    checkTagCommand('lu|mi, smile', 'move-left', '[lumi], smile')
    checkTagCommand('lu|mi ||| smile', 'move-right', '[lumi] ||| smile')
  })

  it('put the tag in front of another one, or at the end', () => {
    checkTagCommand('lumi, solo, smi|le', 'move-before', '[smile], lumi, solo', 0)
    checkTagCommand('lu|mi, solo, smile', 'move-before', 'solo, [lumi], smile', 2)
    checkTagCommand('lu|mi, solo, smile', 'move-before', 'solo, smile, [lumi]', 3)
    checkTagCommand('lumi, so|lo, smile', 'move-before', 'lumi, [solo], smile', 1)
  })
})
