import assert from 'node:assert/strict'
import fc from 'fast-check'
import { CAPTION_SIZE_LIMIT, type Sample } from '../../server/src/dataset/sample'
import type { DatasetScan } from '../../server/src/dataset/scan'
import { emptyKnowledge } from '../../server/src/host/load-knowledge'
import { Workspace } from '../../server/src/workspace/workspace'
import { settingsOf } from '../support/world'
import { smallKnowledge } from '../support/vocabulary'

const FOLDER = '/set/10_x'

function sample(stem: string, text: string | undefined, images = 1): Sample {
  const id = `${FOLDER}/${stem}`
  return { id, folder: FOLDER, images: images > 0 ? [{ path: `${id}.png` }] : [], caption: text === undefined ? undefined : { path: `${id}.txt`, text, size: text.length, byteOrderMark: false } }
}

function scanOf(root: string, samples: readonly Sample[]): DatasetScan {
  return { root, format: undefined, hasSettingsFile: false, folders: [{ path: FOLDER, relative: '10_x', classTokens: 'x', repeats: 10, regularization: false }], samples, faults: [] }
}

function workspaceOf(samples: readonly Sample[], roots: readonly string[] = ['/set']): Workspace {
  const workspace = new Workspace(smallKnowledge, settingsOf())
  for (const root of roots) workspace.apply({ kind: 'dataset', scan: scanOf(root, samples), settings: settingsOf() })
  return workspace
}

function countsOf(workspace: Workspace, root = '/set'): unknown {
  const dataset = workspace.datasets.find((candidate) => candidate.root === root)
  return [...(dataset?.counts.all() ?? [])].map(({ key, captions }) => `${key} ${captions}`).sort()
}

describe('the workspace', () => {
  it('shows open documents over the disk, and the disk alone once all are closed', () => {
    const stem = fc.constantFrom('a', 'b', 'c')
    const text = fc.constantFrom('', 'x, 1girl', 'x, solo', 'hat')
    const step = fc.oneof(
      fc.record({ kind: fc.constant('disk' as const), stem, text: fc.option(text, { nil: undefined }), images: fc.integer({ min: 0, max: 1 }) }),
      fc.record({ kind: fc.constant('type' as const), stem, text }),
      fc.record({ kind: fc.constant('close' as const), stem }),
      fc.record({ kind: fc.constant('rescan' as const) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const disk = new Map(['a', 'b', 'c'].map((name) => [name, sample(name, 'x')]))
        const open = new Map<string, string>()
        const roots = ['/', '/set']
        const workspace = workspaceOf([...disk.values()], roots)
        const present = (): Sample[] => [...disk.values()].filter(({ images, caption }) => images.length > 0 || caption)
        for (const each of steps) {
          if (each.kind === 'disk') {
            disk.set(each.stem, sample(each.stem, each.text, each.images))
            for (const root of roots) workspace.apply({ kind: 'sample', root, sample: disk.get(each.stem)! })
          } else if (each.kind === 'type') {
            open.set(each.stem, each.text)
            workspace.apply({ kind: 'document', path: `${FOLDER}/${each.stem}.txt`, text: each.text, version: 1 })
          } else if (each.kind === 'close') {
            open.delete(each.stem)
            workspace.apply({ kind: 'document-closed', path: `${FOLDER}/${each.stem}.txt` })
          } else for (const root of roots) workspace.apply({ kind: 'dataset', scan: scanOf(root, present()), settings: settingsOf() })
          // as if what is open were saved
          const shown = present().map((saved) => {
            const name = saved.id.slice(-1)
            const typed = open.get(name)
            return typed === undefined || (!saved.caption && typed === '') ? saved : sample(name, typed, saved.images.length)
          })
          for (const root of roots) assert.deepEqual(countsOf(workspace, root), countsOf(workspaceOf(shown)))
        }
        for (const name of open.keys()) workspace.apply({ kind: 'document-closed', path: `${FOLDER}/${name}.txt` })
        for (const root of roots) assert.deepEqual(countsOf(workspace, root), countsOf(workspaceOf(present())))
      }),
      { numRuns: 200 },
    )
  })

  it('enters a dataset that was indexed a slice at a time as if it were indexed at once, whatever came meanwhile', async () => {
    const samples = Array.from({ length: 300 }, (_, at) => sample(`${at}`, `x, ${at % 3 === 0 ? 'solo' : 'own word'}, tag ${at % 40}`))
    const scan = scanOf('/set', samples)
    const workspace = new Workspace(emptyKnowledge(), settingsOf())
    const indexing = workspace.index(scan, settingsOf(), () => new Promise((resolve) => setImmediate(resolve)))
    workspace.apply({ kind: 'document', path: `${FOLDER}/7.txt`, text: 'x, typed meanwhile', version: 1 })
    await new Promise((resolve) => setImmediate(resolve))
    assert.equal(workspace.datasets.length, 0)
    workspace.apply({ kind: 'knowledge', knowledge: smallKnowledge })
    workspace.apply({ kind: 'dataset', scan, settings: settingsOf(), indexed: await indexing })
    const other = workspaceOf(samples)
    other.apply({ kind: 'document', path: `${FOLDER}/7.txt`, text: 'x, typed meanwhile', version: 1 })
    const ownOf = ({ datasets: [dataset] }: Workspace): unknown => [...(dataset?.counts.own() ?? [])].map(({ key, captions }) => `${key} ${captions}`).sort()
    assert.deepEqual([countsOf(workspace), ownOf(workspace)], [countsOf(other), ownOf(other)])
    assert.deepEqual(workspace.datasets[0]?.concepts(), other.datasets[0]?.concepts())
    // closing gives the disk its due
    workspace.apply({ kind: 'document-closed', path: `${FOLDER}/7.txt` })
    assert.deepEqual(countsOf(workspace), countsOf(workspaceOf(samples)))
  })

  it('gives a path to the innermost dataset that holds it', () => {
    const workspace = workspaceOf([sample('a', 'x')], ['/', '/set'])
    assert.equal(workspace.datasetOf(`${FOLDER}/a.txt`)?.root, '/set')
    assert.equal(workspace.datasetOf('/setting/a.txt')?.root, '/')
    workspace.apply({ kind: 'dataset-gone', root: '/set' })
    assert.equal(workspace.datasetOf(`${FOLDER}/a.txt`)?.root, '/')
  })

  it('keeps what is wrong with the bytes of an open caption', () => {
    const bad = sample('a', 'x')
    const workspace = workspaceOf([{ ...bad, caption: { ...bad.caption!, text: '', fault: 'not-utf8' } }])
    workspace.apply({ kind: 'document', path: `${FOLDER}/a.txt`, text: 'x, 1girl', version: 1 })
    assert.equal(workspace.datasets[0]?.sampleAt(`${FOLDER}/a.txt`)?.caption?.fault, 'not-utf8')
    assert.deepEqual(countsOf(workspace), [])
  })

  it('takes no text beyond the limit for a caption', () => {
    const workspace = workspaceOf([sample('a', 'x')])
    const path = `${FOLDER}/a.txt`
    workspace.apply({ kind: 'document', path, text: 'x'.repeat(CAPTION_SIZE_LIMIT + 1), version: 2 })
    assert.equal(workspace.captionOf(path), undefined)
    assert.equal(workspace.versionOf(path), 2)
    workspace.apply({ kind: 'document', path, text: 'x', version: 3 })
    assert.equal(workspace.captionOf(path)?.text, 'x')
  })

  it('asks settings for a path: those of its dataset, of the document itself, of all others', () => {
    const workspace = workspaceOf([sample('a', 'x')])
    workspace.apply({ kind: 'settings', settings: settingsOf({ goal: 'style' }) })
    workspace.apply({ kind: 'document', path: '/else/a.txt', text: 'x', version: 1, settings: settingsOf({ goal: 'concept' }) })
    assert.deepEqual([`${FOLDER}/a.txt`, '/else/a.txt', '/else/b.txt'].map((path) => workspace.settingsOf(path).values.goal), ['character', 'concept', 'style'])
  })
})
