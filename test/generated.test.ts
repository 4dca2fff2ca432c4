import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

describe('generated files', () => {
  it('are current', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], { cwd: join(__dirname, '..'), encoding: 'utf8' })
    assert.equal(status, 0, stderr)
  })
})
