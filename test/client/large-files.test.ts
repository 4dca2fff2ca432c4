import assert from 'node:assert/strict'
import { LARGEST_FILE, withoutLargeFiles } from '../../client/src/large-files'

type Sync = ReturnType<typeof withoutLargeFiles>
type Document = Parameters<Sync['didOpen']>[0]

/** The parts of a document that are looked at. */
function documentOf(name: string, length: number, languageId = 'json'): Document {
  const parts: Pick<Document, 'languageId' | 'getText'> & { readonly uri: { toString(): string } } = { languageId, getText: () => 'x'.repeat(length), uri: { toString: () => `file:///${name}` } }
  return parts as Document
}

/** What the server is told of a document that is opened, changed, saved and closed. */
async function told(sync: Sync, document: Document): Promise<readonly string[]> {
  const words: string[] = []
  const note = (word: string) => async () => void words.push(word)
  await sync.didOpen(document, note('open'))
  await sync.didChange({ document, contentChanges: [], reason: undefined, detailedReason: undefined } as Parameters<Sync['didChange']>[0], note('change'))
  await sync.didSave(document, note('save'))
  await sync.didClose(document, note('close'))
  return words
}

describe('large files', () => {
  it('that are no captions are kept from the server until they are closed', async () => {
    const sync = withoutLargeFiles()
    assert.deepEqual(await told(sync, documentOf('data.json', LARGEST_FILE + 1)), [])
    assert.deepEqual(await told(sync, documentOf('data.json', LARGEST_FILE)), ['open', 'change', 'save', 'close'])
  })

  it('are told of where they are captions', async () => {
    assert.deepEqual(await told(withoutLargeFiles(), documentOf('a.txt', LARGEST_FILE + 1, 'sd-caption')), ['open', 'change', 'save', 'close'])
  })
})
