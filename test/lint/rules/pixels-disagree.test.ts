import assert from 'node:assert/strict'
import sharp from 'sharp'
import type { MemoryFiles } from '../../support/memory-files'
import { picture } from '../../support/pictures'
import { changeOf, checkDataset, describeChange, messagesOf } from '../check'

const rule = 'pixels-disagree'
const coloured = (seed: number): Promise<Uint8Array> => picture({ seed }).png().toBuffer()
const grey = (seed: number): Promise<Uint8Array> => picture({ seed }).greyscale().png().toBuffer()

type Given = readonly (readonly [caption: string, image: Promise<Uint8Array>])[]

/** Samples `1`, `2` … with these captions and pictures, and a few coloured ones beside them. */
async function set(...given: Given): Promise<{ text: string; prepare: (files: MemoryFiles) => void }> {
  const others = [11, 12, 13, 14].map((seed) => ['lumi, smile', coloured(seed)] as const)
  const all = await Promise.all([...given, ...others].map(async ([caption, image], at) => ({ name: String(at + 1), caption, bytes: await image })))
  const text = all.map(({ name, caption }) => `//- 5_lumi/${name}.png\n//- 5_lumi/${name}.txt\n${caption}\n`).join('')
  return { text, prepare: (files) => all.forEach(({ name, bytes }) => files.put(`/set/5_lumi/${name}.png`, bytes)) }
}

async function check(marks: string, ...given: Given): ReturnType<typeof checkDataset> {
  const { text, prepare } = await set(...given)
  return checkDataset(`${text}${marks}`, { rule, inspect: true, prepare })
}

describe('pixels-disagree', () => {
  it('tells of a grey picture whose caption does not say so', async () => {
    const { problems, root } = await check('! 5_lumi/1.png pixels-disagree', ['lumi, 1girl', grey(1)])
    assert.match(messagesOf(problems)[0] ?? '', /'1\.png' has no colours/)
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['edit 5_lumi/1.txt: lumi, 1girl, greyscale'])
  })

  it('tells of several in one row', async () => {
    const { problems } = await check('! 5_lumi pixels-disagree', ['lumi', grey(1)], ['lumi, 1girl', grey(2)])
    assert.deepEqual(messagesOf(problems), ["2 images of 'lumi' have no colours, and their captions do not say so: the greyness is learnt with the concept"])
    assert.equal(problems[0]?.related.length, 2)
  })

  for (const words of ['greyscale', 'monochrome', 'grayscale', 'a black and white photo', '黑白']) {
    it(`is content with '${words}'`, async () => void (await check('', [`lumi, ${words}`, grey(1)])))
  }

  it('says nothing where the whole concept is grey', async () => {
    const { text, prepare } = await set(...[1, 2, 3, 4, 5, 6].map((seed) => ['lumi', grey(seed)] as const))
    const only = (files: MemoryFiles): void => {
      prepare(files)
      for (const name of ['7', '8', '9', '10']) for (const suffix of ['png', 'txt']) files.drop(`/set/5_lumi/${name}.${suffix}`)
    }
    await checkDataset(text, { rule, inspect: true, prepare: only })
  })

  it('tells of a transparent background that is none', async () => {
    const clear = sharp({ create: { width: 60, height: 60, channels: 4, background: { r: 9, g: 9, b: 200, alpha: 0.2 } } }).png().toBuffer()
    const { problems, root } = await check('! 5_lumi/1.png pixels-disagree', ['lumi, transparent background, smile', coloured(1)], ['lumi, transparent background', clear])
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['edit 5_lumi/1.txt: lumi, smile'])
  })

  it('tells of a white background that is dark all round', async () => {
    const dark = picture({ background: '#101040', ink: '#ffffff' }).png().toBuffer()
    const white = picture({ background: '#ffffff' }).png().toBuffer()
    const { problems, root } = await check('! 5_lumi/1.png pixels-disagree', ['lumi, white background', dark], ['lumi, white background', white])
    assert.match(messagesOf(problems)[0] ?? '', /dark all round/)
    assert.deepEqual(describeChange(changeOf(problems[0]), root), ['edit 5_lumi/1.txt: lumi'])
  })

  it('says nothing before the pixels were looked at', async () => {
    const { text, prepare } = await set(['lumi, 1girl', grey(1)])
    await checkDataset(text, { rule, prepare })
  })
})
