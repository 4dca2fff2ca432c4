import assert from 'node:assert/strict'
import { build } from 'esbuild'
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatMessage } from '../../server/src/base/message'
import { cacheFolder as systemCacheFolder } from '../../server/src/host/cache-folder'
import { disk } from '../../server/src/host/disk'
import { clearKnowledgeCache, readKnowledgeCache, writeKnowledgeCache } from '../../server/src/host/knowledge-cache'
import { loadKnowledge, type KnowledgeFiles, type KnowledgeOptions, type KnowledgeResult } from '../../server/src/host/load-knowledge'
import { searchTags } from '../../server/src/tags/search'
import { allImplied, findByAlias, findTag, tagCount } from '../../server/src/tags/tag-index'
import { MemoryFiles } from '../support/memory-files'

describe('loading tag knowledge', function () {
  this.timeout(60_000)
  const home = mkdtempSync(join(tmpdir(), 'taglore-knowledge-'))
  const worker = join(home, 'knowledge-worker.js')
  /** One for each test: the worker of the one before may still be writing. */
  let cacheFolder = ''
  let tests = 0
  const files: KnowledgeFiles = { lists: ['mine.csv'], relations: [{ path: 'pairs.csv', kind: 'implications' }], translations: ['zh.csv'] }

  before(async () => {
    const entryPoints = ['server/src/host/knowledge-worker.ts']
    await build({ absWorkingDir: join(__dirname, '../..'), entryPoints, outfile: worker, bundle: true, platform: 'node', target: 'node20', format: 'cjs', mainFields: ['module', 'main'], logLevel: 'error' })
  })
  after(() => rmSync(home, { recursive: true, force: true }))

  beforeEach(() => {
    cacheFolder = join(home, 'cache/of', String(tests++))
    writeFileSync(join(home, 'mine.csv'), 'my_mascot,4,12,"mascotte"\nlong_hair,0,4350743\n')
    writeFileSync(join(home, 'pairs.csv'), 'my_mascot,long_hair\n')
    writeFileSync(join(home, 'zh.csv'), 'mascotte,吉祥物\n')
  })

  const load = (options: KnowledgeOptions = { worker, cacheFolder }, given = files) => loadKnowledge(disk, given, home, options)
  const cached = () => readdirSync(cacheFolder).filter((name) => name.endsWith('.bin')).map((name) => join(cacheFolder, name))

  /** Loads until the cache is written, which the worker does after it has answered. */
  async function loadAndWait(): Promise<KnowledgeResult> {
    const result = await load()
    while (!(await disk.list(cacheFolder).catch(() => [])).some(({ name }) => name.endsWith('.bin'))) await new Promise((resolve) => setImmediate(resolve))
    return result
  }

  function checkKnown({ knowledge, problems }: KnowledgeResult): void {
    assert.deepEqual(problems.map((problem) => formatMessage(problem)), [])
    assert.deepEqual(findTag(knowledge.tags, 'my mascot'), { name: 'my_mascot', category: 'character', count: 12, aliases: ['mascotte'], implies: ['long_hair'], translations: ['吉祥物'] })
    assert.deepEqual(findByAlias(knowledge.tags, 'mascotte').map(({ name }) => name), ['my_mascot'])
    assert.deepEqual(allImplied(knowledge.tags, 'my mascot'), ['long hair'])
    assert.equal(searchTags(knowledge.search, 'my masc', { limit: 1 })[0]?.record.name, 'my_mascot')
    assert.equal(searchTags(knowledge.search, 'mt mascot', { limit: 1 })[0]?.record.name, 'my_mascot')
    assert.deepEqual(knowledge.sources.map(({ kind, added }) => [kind, added]).filter(([kind]) => kind !== 'vocabulary'), [['danbooru-csv', 2], ['implications', 1], ['translation-csv', 1]])
    assert.ok(knowledge.groups.length > 0 && knowledge.exclusive.length > 0 && knowledge.merge.length > 0 && knowledge.ready)
  }

  it('has a stamp that is another when a list is', async () => {
    const { stamp } = await load({})
    assert.ok(stamp)
    assert.equal((await load({})).stamp, stamp)
    writeFileSync(join(home, 'pairs.csv'), 'my_mascot,long_hair\nmy_mascot,solo\n')
    assert.notEqual((await load({})).stamp, stamp)
    assert.notEqual((await load({}, { ...files, lists: [] })).stamp, (await load({})).stamp)
    assert.equal((await loadKnowledge(new MemoryFiles({ '/x/mine.csv': 'a,0,1\n' }), { lists: ['mine.csv'] }, '/x', {})).stamp, undefined)
  })

  it('is the same in the own thread, by the worker, and from the cache', async () => {
    checkKnown(await load({ worker: undefined }))
    checkKnown(await load({ worker }))
    checkKnown(await loadAndWait())
    const [path = ''] = cached()
    const before = readFileSync(path)
    const again = await load()
    checkKnown(again)
    assert.deepEqual(readFileSync(path), before)
    const plain = await load({ worker: undefined })
    assert.equal(tagCount(again.knowledge.tags), tagCount(plain.knowledge.tags))
  })

  it('finds the names of the user by pinyin, where the worker builds', async () => {
    const { knowledge } = await load()
    assert.ok(searchTags(knowledge.search, 'jixiangwu', { limit: 5 }).some(({ record }) => record.name === 'my_mascot'))
    assert.ok(searchTags(knowledge.search, 'changfa', { limit: 5 }).some(({ record }) => record.name === 'long_hair'))
  })

  it('comes from the cache without looking into the lists', async () => {
    utimesSync(join(home, 'zh.csv'), 1000, 1000)
    await loadAndWait()
    writeFileSync(join(home, 'zh.csv'), 'mascotte,吉祥鸟\n')
    utimesSync(join(home, 'zh.csv'), 1000, 1000)
    checkKnown(await load())
  })

  it('is built again when a list has changed', async () => {
    await loadAndWait()
    writeFileSync(join(home, 'mine.csv'), 'my_mascot,4,13\nanother,0,5\n')
    const { knowledge } = await load()
    assert.equal(findTag(knowledge.tags, 'another')?.count, 5)
  })

  it('is built again when a list that was missing is there', async () => {
    const given = { lists: ['later.csv'] }
    const { problems } = await load({ worker, cacheFolder }, given)
    assert.deepEqual(problems.map((problem) => formatMessage(problem)), [`'${join(home, 'later.csv')}' is not there; check the setting taglore.tags.lists`])
    writeFileSync(join(home, 'later.csv'), 'later_tag,0,5\n')
    const { knowledge } = await load({ worker, cacheFolder }, given)
    assert.equal(findTag(knowledge.tags, 'later tag')?.count, 5)
    rmSync(join(home, 'later.csv'))
  })

  for (const [damage, change] of [
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ['empty', () => Buffer.alloc(0)],
    ['changed in one byte', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === Math.floor(bytes.length * 0.7) ? byte ^ 1 : byte)))],
    ['of another version', (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 4 ? byte ^ 1 : byte)))],
    ['no cache at all', (bytes: Buffer) => Buffer.from(bytes.map(() => 7))],
  ] as const) {
    it(`is built again, without a word, when the cache is ${damage}`, async () => {
      await loadAndWait()
      const [path = ''] = cached()
      writeFileSync(path, change(readFileSync(path)))
      checkKnown(await load())
    })
  }

  it('needs no cache: a folder that cannot be written is no fault', async () => {
    writeFileSync(join(home, 'file'), '')
    checkKnown(await load({ worker, cacheFolder: join(home, 'file/cache') }))
  })

  it('keeps the newest sets only', async () => {
    for (const name of ['00000001', '00000002', '00000003', '00000004', '00000005', '00000006']) {
      const path = join(cacheFolder, `tags-${name}.bin`)
      await writeKnowledgeCache(path, 'key', new Uint8Array([1, 2, 3]))
      utimesSync(path, Number(name), Number(name))
    }
    assert.deepEqual(cached().length, 4)
    assert.deepEqual(await readKnowledgeCache(join(cacheFolder, 'tags-00000006.bin'), 'key'), Buffer.from([1, 2, 3]))
    assert.equal(await readKnowledgeCache(join(cacheFolder, 'tags-00000006.bin'), 'other'), undefined)
    assert.equal(await readKnowledgeCache(join(cacheFolder, 'tags-00000001.bin'), 'key'), undefined)
    writeFileSync(join(cacheFolder, 'other.bin'), '')
    await clearKnowledgeCache(cacheFolder)
    assert.deepEqual(readdirSync(cacheFolder), ['other.bin'])
  })

  it('costs the lists but not the vocabulary when the worker dies', async () => {
    const broken = join(home, 'broken.js')
    writeFileSync(broken, 'throw new Error("no memory")')
    const { knowledge, problems } = await load({ worker: broken })
    assert.deepEqual(problems.map((problem) => formatMessage(problem)), ['The tag lists cannot be built (no memory); only the built-in tags are known'])
    assert.ok(findTag(knowledge.tags, 'long hair'))
  })

  it('reads another file system in the own thread', async () => {
    const memory = new MemoryFiles({ '/x/mine.csv': 'my_mascot,4,12\n', '/x/bad.csv': new Uint8Array([0xff, 0xfe, 0x41]) })
    const { knowledge, problems } = await loadKnowledge(memory, { lists: ['mine.csv', 'bad.csv', '/x/none.csv'] }, '/x', { worker, cacheFolder })
    assert.equal(findTag(knowledge.tags, 'my mascot')?.count, 12)
    assert.deepEqual(problems.map((problem) => formatMessage(problem)), ["'bad.csv' is not UTF-8; save it as UTF-8", "'/x/none.csv' is not there; check the setting taglore.tags.lists"])
  })

  it('lies in the folder for caches of the operating system', () => {
    assert.equal(systemCacheFolder({ XDG_CACHE_HOME: '/c' }, 'linux'), '/c/taglore')
    assert.match(systemCacheFolder({}, 'linux'), /\/\.cache\/taglore$/)
    assert.match(systemCacheFolder({}, 'darwin'), /\/Library\/Caches\/taglore$/)
    assert.match(systemCacheFolder({ LOCALAPPDATA: 'C:/Local' }, 'win32'), /C:\/Local\/taglore$/)
  })
})
