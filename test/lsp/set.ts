import { parseFixture, toMemoryFiles } from '../support/fixture'
import { FULL, TestClient, type ClientOptions } from '../support/client'
import type { MemoryFiles } from '../support/memory-files'

export const SET = '/set'
export const A = `${SET}/10_lumi/a.txt`

/** A dataset of one concept with nothing to complain about. */
export const LUMI = `
//- 10_lumi/{1..4}.png
//- 10_lumi/{1..4}.txt
lumi, 1girl, solo, smile
//- 10_lumi/a.png
//- 10_lumi/a.txt
lumi, 1girl, solo
`

export interface Served {
  readonly client: TestClient
  readonly files: MemoryFiles
}

let running: TestClient[] = []

/** A server over files in memory, its tag lists read; stopped after the test by `stopAll`. */
export async function serve(fixture: string, options: Partial<ClientOptions> & { prepare?: (files: MemoryFiles) => void } = {}): Promise<Served> {
  const files = toMemoryFiles(parseFixture(fixture).files, SET)
  options.prepare?.(files)
  const client = await TestClient.start({ files, folders: [SET], capabilities: FULL, ...options })
  running.push(client)
  await client.ready()
  return { client, files }
}

export function keep(client: TestClient): TestClient {
  running.push(client)
  return client
}

export async function stopAll(): Promise<void> {
  const clients = running
  running = []
  await Promise.all(clients.map((client) => client.stop()))
}
