import assert from 'node:assert/strict'
import fc from 'fast-check'
import { DatasetState } from '../../server/src/dataset/dataset-state'
import type { Sample } from '../../server/src/dataset/sample'
import type { DatasetScan } from '../../server/src/dataset/scan'
import { settingsOf } from '../support/world'

const FOLDERS = ['/set/10_a', '/set/2_b']

function scanOf(samples: readonly Sample[]): DatasetScan {
  const folders = FOLDERS.map((path, index) => ({ path, relative: path.slice(5), classTokens: path.slice(-1), repeats: index === 0 ? 10 : 2, regularization: false }))
  return { root: '/set', format: undefined, hasSettingsFile: false, folders, samples, faults: [] }
}

function sample(folder: string, stem: string, text: string | undefined, images = 1): Sample {
  const id = `${folder}/${stem}`
  return {
    id,
    folder,
    images: Array.from({ length: images }, (_, at) => ({ path: `${id}${at === 0 ? '' : at}.png` })),
    caption: text === undefined ? undefined : { path: `${id}.txt`, text, size: text.length, byteOrderMark: false },
  }
}

function stateOf(samples: readonly Sample[], settings: object = {}): DatasetState {
  return new DatasetState(scanOf(samples), settingsOf(settings), (key) => ['1girl', 'solo'].includes(key), (key) => ['1girl', 'solo'].includes(key))
}

/** Everything that features can ask, in an order of its own. */
/** Entries in one order, whatever order they were made in. */
function sorted(entries: Iterable<readonly unknown[]>): string[] {
  return [...entries].map((entry) => JSON.stringify(entry)).sort()
}

function factsOf(state: DatasetState): unknown {
  const usages = [...state.counts.all()].sort((a, b) => (a.key < b.key ? -1 : 1))
  return {
    captions: state.captions,
    usages: usages.map(({ key, captions, effective, byFolder, spellings }) => [key, captions, effective, sorted(byFolder), sorted(spellings)]),
    own: [...state.counts.own()].map(({ key }) => key).sort(),
    folders: FOLDERS.map((folder) => {
      const { captions, firsts, tags } = state.counts.inFolder(folder)
      return [captions, sorted(firsts), sorted(tags), state.samplesIn(folder).map(({ id }) => id)]
    }),
    concepts: state.concepts(),
    underscores: state.usesUnderscores(),
    files: sorted([...state.samples.values()].flatMap(({ id, images, caption }) => [...images.map(({ path }) => path), ...(caption ? [caption.path] : [])].map((path) => [path, state.sampleAt(path)?.id === id]))),
  }
}

describe('a dataset', () => {
  it('changed sample by sample knows what one read anew knows', () => {
    const text = fc.constantFrom('', 'lumi, 1girl', 'lumi, solo, red_hat', 'Lumi, blue hat', 'koro', '1girl, 1girl, lumi', 'lumi\nsecond line')
    const change = fc.record({
      folder: fc.constantFrom(...FOLDERS),
      stem: fc.constantFrom('a', 'b', 'c', 'd'),
      text: fc.option(text, { nil: undefined }),
      images: fc.integer({ min: 0, max: 2 }),
      drop: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const state = stateOf([])
        for (const { folder, stem, text: caption, images, drop } of changes) {
          if (drop) state.drop(`${folder}/${stem}`)
          else state.put(sample(folder, stem, caption, images))
          state.concepts()
        }
        const samples = [...state.samples.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
        assert.deepEqual(factsOf(state), factsOf(stateOf(samples)))
      }),
      { numRuns: 150 },
    )
  })

  it('keeps a sample in its place when it changes, and lists folders by id', () => {
    const state = stateOf(['a', 'b', 'c'].map((stem) => sample(FOLDERS[0]!, stem, 'lumi')))
    state.put(sample(FOLDERS[0]!, 'a', 'lumi, 1girl'))
    state.put(sample(FOLDERS[0]!, 'aa', 'lumi'))
    assert.deepEqual(state.samplesIn(FOLDERS[0]!).map(({ id }) => id.slice(-2)), ['/a', 'aa', '/b', '/c'])
    assert.deepEqual([...state.samples.keys()].map((id) => id.slice(-2)), ['/a', '/b', '/c', 'aa'])
  })

  it('keeps a concept the same object while nothing about it changes', () => {
    const state = stateOf(['a', 'b', 'c'].flatMap((stem) => [sample(FOLDERS[0]!, stem, 'lumi'), sample(FOLDERS[1]!, stem, 'koro')]))
    const [lumi, koro] = state.concepts()
    state.put(sample(FOLDERS[0]!, 'a', 'lumi, hat'))
    assert.notEqual(state.concepts()[0], lumi)
    assert.equal(state.concepts()[1], koro)
    for (const stem of ['a', 'b', 'c']) state.put(sample(FOLDERS[0]!, stem, 'koro'))
    assert.notEqual(state.concepts()[1], koro, 'the trigger is shared now')
  })

  it('counts again when wildcards are turned on, and nothing else', () => {
    const state = stateOf([sample(FOLDERS[0]!, 'a', 'lumi\nhat')])
    assert.equal(state.counts.get('hat'), undefined)
    state.setSettings(settingsOf({ captions: { wildcards: true } }))
    assert.equal(state.counts.get('hat')?.captions, 1)
  })

  it('finds a file whatever the Unicode form of its name', () => {
    const state = stateOf([sample(FOLDERS[0]!, 'cafe\u0301', 'lumi')])
    assert.ok(state.sampleAt(`${FOLDERS[0]}/caf\u00e9.txt`))
    assert.ok(state.sampleAt(`${FOLDERS[0]}/cafe\u0301.png`))
  })

  it('knows where a caption that is not written yet belongs', () => {
    const state = stateOf([sample(FOLDERS[0]!, 'a', undefined), sample(FOLDERS[0]!, 'b', 'lumi')])
    assert.equal(state.sampleOfCaption(`${FOLDERS[0]}/a.txt`)?.id, `${FOLDERS[0]}/a`)
    assert.equal(state.sampleOfCaption(`${FOLDERS[0]}/a.md`), undefined)
    assert.equal(state.sampleOfCaption(`${FOLDERS[0]}/b.txt`)?.id, `${FOLDERS[0]}/b`)
    assert.equal(state.sampleOfCaption(`${FOLDERS[0]}/c.txt`), undefined)
  })
})
