import assert from 'node:assert/strict'
import { otherKind } from '../../server/src/features/complete-elsewhere'

const preset = (length: number): string => `{ "LoRA_type": "Standard", "max_resolution": "512,512", "epoch": 1, "optimizer": "AdamW"${' '.repeat(length)} }`
const config = (length: number): string => `[[datasets]]\nresolution = 512${' '.repeat(length)}\n[[datasets.subsets]]\nimage_dir = "a"\n`

describe('what a document is', () => {
  it('is told by its content, of texts that are no larger than training files are', () => {
    assert.deepEqual([0, 200_000, 250_000].map((length) => otherKind('/set/x.json', preset(length))), ['gui-preset', 'gui-preset', undefined])
    assert.deepEqual([0, 250_000, 1_000_000].map((length) => otherKind('/set/x.toml', config(length))), ['dataset-config', 'dataset-config', undefined])
  })

  it('is taglore.json by its name', () => assert.equal(otherKind('/set/taglore.json', ''), 'settings'))
})
