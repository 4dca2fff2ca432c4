import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { disk } from '../../server/src/host/disk'
import { ReviewedImages } from '../../server/src/host/reviewed-images'

describe('reviewed images', () => {
  let folder: string

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'taglore-reviewed-'))
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('are known again by the next run, each dataset for itself', async () => {
    const first = new ReviewedImages(disk, folder)
    await first.mark('/sets/a', '/sets/a/10_x/1', true)
    await first.mark('/sets/a', '/sets/a/10_x/2', true)
    await first.mark('/sets/a', '/sets/a/10_x/1', false)
    await first.mark('/other/a', '/other/a/3', true)
    const next = new ReviewedImages(disk, folder)
    assert.deepEqual([...(await next.of('/sets/a'))], ['/sets/a/10_x/2'])
    assert.deepEqual([...(await next.of('/other/a'))], ['/other/a/3'])
  })

  it('are none where the file is damaged, and are written again', async () => {
    await new ReviewedImages(disk, folder).mark('/sets/a', 'one', true)
    const [name] = readdirSync(join(folder, 'reviewed'))
    writeFileSync(join(folder, 'reviewed', name ?? ''), '{ "reviewed": [1')
    const again = new ReviewedImages(disk, folder)
    assert.deepEqual([...(await again.of('/sets/a'))], [])
    await again.mark('/sets/a', 'two', true)
    assert.deepEqual([...(await new ReviewedImages(disk, folder).of('/sets/a'))], ['two'])
  })
})
