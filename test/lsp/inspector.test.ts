import assert from 'node:assert/strict'
import { join } from 'node:path'
import { ImageProcess } from '../../server/src/host/image-process'
import { toUri } from '../../server/src/lsp/uris'
import type { AuditResult } from '../../server/src/protocol/audit'
import type { TestClient } from '../support/client'
import { serve, SET, stopAll } from './set'

const CLEAR = `${SET}/10_lumi/clear.png`
const FIXTURE = '//- 10_lumi/clear.png\n//- 10_lumi/clear.txt\nlumi, 1girl\n//- 10_lumi/b.png\n//- 10_lumi/b.txt\nlumi, 1girl\n'

async function open(inspect?: string): Promise<TestClient> {
  const settings = inspect === undefined ? {} : { images: { inspect } }
  const { client } = await serve(FIXTURE, { settings, server: { images: new ImageProcess({ entry: join(__dirname, '../host/fixtures/facts.cjs') }) } })
  return client
}

async function auditRules(client: TestClient): Promise<readonly string[]> {
  const { report } = await client.request<AuditResult>('taglore/audit', { uri: toUri(SET) })
  return report.problems.filter(({ rule }) => rule === 'transparent-image').map(({ file }) => file)
}

const isTold = (client: TestClient): boolean => client.diagnostics(CLEAR).some((problem) => problem.code === 'transparent-image')

describe('looking at pixels', () => {
  afterEach(stopAll)

  it('is done before an audit, whose findings stay in the editor', async () => {
    const client = await open()
    assert.equal(isTold(client), false)
    assert.deepEqual(await auditRules(client), ['10_lumi/clear.png'])
    await client.eventually('the finding', async () => isTold(client))
  })

  it('is not done where the setting says so', async () => assert.deepEqual(await auditRules(await open('off')), []))

  it('is done in the background where the setting says so', async () => {
    const client = await open('always')
    await client.eventually('the finding', async () => isTold(client))
  })
})
