import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { faultOfTemplate, splitTemplate } from '../../server/src/host/upscale'
import { toUri } from '../../server/src/lsp/uris'
import type { ChangeOutcome, PlannedChange } from '../../server/src/protocol/changes'
import type { PrepareOptions, PrepareSampleResult, UpscaleResult } from '../../server/src/protocol/prepare'
import { ruler, serveDisk, type DiskSet } from '../support/disk-set'

const KEEP: PrepareOptions = { format: 'keep', quality: 90, longest: null, strip: false, flatten: false, orient: true }
const NAMES = ['10_lumi/a.png', '10_lumi/b.jpg', '10_lumi/c.png']

describe('preparing images', () => {
  let set: DiskSet
  afterEach(() => set.stop())

  const pictures = async (): Promise<Record<string, string | Uint8Array>> => ({
    '10_lumi/a.png': await ruler(200, 100).png().toBuffer(),
    '10_lumi/a.txt': 'lumi, 1girl',
    '10_lumi/b.jpg': await ruler(40, 20).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
    '10_lumi/c.png': await ruler(60, 60).ensureAlpha(0.5).png().toBuffer(),
  })
  const prepare = async (options: Partial<PrepareOptions>): Promise<PlannedChange> => {
    const planned = await set.client.request<PlannedChange>('taglore/planPrepare', { uris: NAMES.map((name) => set.uri(name)), options: { ...KEEP, ...options } })
    await set.client.request<ChangeOutcome>('taglore/applyChange', { plan: planned.plan })
    return planned
  }
  const sample = (name: string, options: Partial<PrepareOptions>): Promise<PrepareSampleResult> => set.client.request('taglore/prepareSample', { uri: set.uri(name), options: { ...KEEP, ...options } })

  it('leaves pictures alone of which nothing is wanted, and turns those that EXIF turns', async () => {
    set = await serveDisk(await pictures())
    const planned = await prepare({})
    assert.deepEqual(planned.files.map(({ uri }) => uri), [set.uri('10_lumi/b.jpg')])
    assert.deepEqual([await set.size('10_lumi/b.jpg'), (await sharp(set.bytes('10_lumi/b.jpg')).metadata()).orientation ?? 1], [[20, 40], 1])
  })

  it('scales what is too long to its longest side, and says before what comes out', async () => {
    set = await serveDisk(await pictures())
    const { made } = await sample('10_lumi/a.png', { longest: 80 })
    assert.deepEqual([made?.width, made?.height], [80, 40])
    assert.deepEqual(await sample('10_lumi/c.png', { longest: 80 }), { made: null, message: null })
    await prepare({ longest: 80, orient: false })
    assert.deepEqual([await set.size('10_lumi/a.png'), await set.size('10_lumi/b.jpg'), await set.size('10_lumi/c.png')], [[80, 40], [40, 20], [60, 60]])
    assert.equal(set.bytes('10_lumi/a.png').length, made?.bytes)
  })

  it('converts under the same name, so that captions stay, and undo brings the originals back byte for byte', async () => {
    set = await serveDisk(await pictures())
    const [names, before] = [set.names(), set.bytes('10_lumi/b.jpg')]
    await prepare({ format: 'webp-lossless', orient: false })
    assert.deepEqual(set.names(), ['10_lumi/a.txt', '10_lumi/a.webp', '10_lumi/b.webp', '10_lumi/c.webp'])
    assert.deepEqual([await set.pixel('10_lumi/a.webp', 0, 0), await set.pixel('10_lumi/a.webp', 199, 99)], [[0, 0], [199, 99]])
    await set.client.request('taglore/undoChange', { root: toUri(set.root) })
    assert.deepEqual([set.names(), set.bytes('10_lumi/b.jpg')], [names, before])
  })

  it('leaves a picture whose new name is taken, and says so', async () => {
    set = await serveDisk({ ...(await pictures()), '10_lumi/b.png': await ruler(10, 10).png().toBuffer() })
    const planned = await prepare({ format: 'png' })
    assert.deepEqual(planned.refusals.map(({ message }) => message), ["'b.jpg' stays as it is: there is a 'b.png' already"])
  })

  it('parts no image from its mask', async () => {
    set = await serveDisk({ ...(await pictures()), 'masks/b.png': await ruler(40, 20).png().toBuffer(), 'dataset.toml': '[[datasets]]\n[[datasets.subsets]]\nimage_dir = "10_lumi"\nconditioning_data_dir = "masks"\n' })
    const planned = await prepare({})
    assert.deepEqual([planned.files, planned.refusals.map(({ message }) => message)], [[], ["'b.jpg' stays as it is: it has a mask, and EXIF turns it; the quick fix of rotated-image turns both"]])
  })

  it('lays transparent parts on white and strips metadata', async () => {
    set = await serveDisk(await pictures())
    await prepare({ flatten: true, orient: false })
    assert.deepEqual([(await sharp(set.bytes('10_lumi/c.png')).metadata()).hasAlpha, (await set.pixel('10_lumi/c.png', 0, 0)).map((value = 0) => value > 120)], [false, [true, true]])
    await prepare({ strip: true, orient: false })
    assert.equal((await sharp(set.bytes('10_lumi/b.jpg')).metadata()).exif, undefined)
  })
})

describe('upscaling by a tool of the user', () => {
  let set: DiskSet
  let tools: string
  beforeEach(() => (tools = mkdtempSync(join(tmpdir(), 'taglore tool '))))
  afterEach(async () => {
    await set.stop()
    rmSync(tools, { recursive: true, force: true })
  })

  /** A program that is given input, output and scale. */
  const tool = (body: string): string => {
    const script = join(tools, 'tool.cjs')
    writeFileSync(script, `const sharp = require(${JSON.stringify(require.resolve('sharp'))}); const [, , input, output, scale] = process.argv; (async () => { ${body} })()`)
    return `"${process.execPath}" '${script}' {input} {output} {scale}`
  }
  const run = async (template: string | null, files: Record<string, Uint8Array> = {}, trusted = true): Promise<UpscaleResult> => {
    set = await serveDisk({ '10_lumi/a b.png': await ruler(100, 60).png().toBuffer(), '10_lumi/a b.txt': 'lumi', ...files }, { settings: { tools: { upscale: template } }, trusted })
    return set.client.request('taglore/upscale', { uris: ['10_lumi/a b.png', ...Object.keys(files)].map((name) => set.uri(name)) })
  }
  const LARGER = 'const { width, height } = await sharp(input).metadata(); await sharp(input).resize(width * scale, height * scale, { kernel: "nearest" }).png().toFile(output)'

  it('takes what it wrote as one change that can be undone', async () => {
    const { fault, change } = await run(tool(LARGER), { '10_lumi/b.jpg': await ruler(300, 200).jpeg().toBuffer() })
    assert.deepEqual([fault, change?.refusals, change?.title], [null, [], 'Upscale 2 images'])
    const before = set.bytes('10_lumi/a b.png')
    assert.equal((await set.client.request<ChangeOutcome>('taglore/applyChange', { plan: change?.plan })).kind, 'done')
    // for a bucket of about 1024×1024 a picture of 100×60 has to be 13 times as large, one of 300×200 four times
    assert.deepEqual([await set.size('10_lumi/a b.png'), await set.size('10_lumi/b.png'), await set.pixel('10_lumi/a b.png', 1299, 0)], [[1300, 780], [1500, 1000], [99, 0]])
    await set.client.request('taglore/undoChange', { root: toUri(set.root) })
    assert.deepEqual([set.names(), set.bytes('10_lumi/a b.png')], [['10_lumi/a b.png', '10_lumi/a b.txt', '10_lumi/b.jpg'], before])
  })

  const faults: readonly (readonly [string, string, RegExp])[] = [
    ['writes nothing', '', /wrote no picture for 'a b\.png'/],
    ['writes the same picture', 'await sharp(input).png().toFile(output)', /is not larger \(100×60\)/],
    ['writes another shape', 'await sharp(input).resize(900, 900, { fit: "fill" }).png().toFile(output)', /has another shape \(900×900\)/],
    ['writes no picture', 'require("fs").writeFileSync(output, "hello")', /no picture that can be read/],
    ['fails', 'console.error("out of memory"); process.exit(3)', /failed on 'a b\.png' \(3\): out of memory/],
  ]
  for (const [what, body, message] of faults) {
    it(`changes nothing where it ${what}, and says why`, async () => {
      const { change } = await run(tool(body))
      assert.deepEqual(change?.files, [])
      assert.match(change?.refusals[0]?.message ?? '', message)
    })
  }

  it('is not started without a command, or in a workspace that is not trusted', async () => {
    assert.match((await run(null)).fault ?? '', /write its command into the setting taglore\.tools\.upscale/)
    await set.stop()
    assert.match((await run(tool(LARGER), {}, false)).fault ?? '', /trusted workspaces only/)
    await set.stop()
    assert.match((await run('no-such-upscaler {input} {output}')).fault ?? '', /cannot be started: 'no-such-upscaler'/)
  })

  it('has a command whose parts are told apart by blanks and quotes', async () => {
    set = await serveDisk({})
    assert.deepEqual(splitTemplate(`"/a b/up" -i {input} --name='x y'z`), ['/a b/up', '-i', '{input}', '--name=x yz'])
    assert.equal(splitTemplate('up "open {input}'), undefined)
    assert.equal(faultOfTemplate('up -i {input}')?.text, 'The command in taglore.tools.upscale has to name {input} and {output}')
  })
})
