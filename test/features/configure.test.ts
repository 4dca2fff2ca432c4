import assert from 'node:assert/strict'
import { configure, type Configuration } from '../../server/src/features/configure'
import { openDataset } from '../support/world'

const LUMI = `
//- 10_lumi/{1..8}.png
//- 10_lumi/{1..8}.txt
lumi, 1girl, solo
`

async function checkConfigure(before: string | undefined, change: Configuration, after: string | undefined): Promise<void> {
  const { dataset } = await openDataset(before === undefined ? LUMI : `${LUMI.trimEnd()}\n//- taglore.json\n${before}`)
  assert.equal(configure(dataset, before, change), after)
}

describe('changing taglore.json', () => {
  it('a format is chosen, changed, and left to be recognised again', async () => {
    await checkConfigure(undefined, { kind: 'format', value: 'flat' }, '{\n  "format": "flat"\n}\n')
    await checkConfigure('{\n  // mine\n  "goal": "style",\n  "format": "tree"\n}\n', { kind: 'format', value: 'flat' }, '{\n  // mine\n  "goal": "style",\n  "format": "flat"\n}\n')
    await checkConfigure('{\n  // mine\n  "goal": "style",\n  "format": "tree"\n}\n', { kind: 'format', value: null }, '{\n  // mine\n  "goal": "style"\n}\n')
    await checkConfigure(undefined, { kind: 'format', value: null }, undefined)
    await checkConfigure('{ "format": "flat" }', { kind: 'format', value: 'flat' }, undefined)
  })

  it('quick tags are kept where a file is, comments stay', async () => {
    await checkConfigure('{\n  // mine\n  "goal": "style"\n}\n', { kind: 'set', key: 'quickTags', value: ['smile', 'hat'] }, '{\n  // mine\n  "goal": "style",\n  "quickTags": [\n    "smile",\n    "hat"\n  ]\n}\n')
    await checkConfigure(undefined, { kind: 'set', key: 'quickTags', value: ['smile'] }, undefined)
  })

  it('inferred triggers are declared in a new file', () =>
    checkConfigure(
      undefined,
      { kind: 'declare-triggers' },
      `{
  "concepts": [
    {
      "name": "lumi",
      "folders": [
        "10_lumi"
      ],
      "triggers": [
        "lumi"
      ]
    }
  ]
}
`,
    ))

  it('a file that is there keeps its comments', () =>
    checkConfigure(
      '{\n  // ours\n  "goal": "style"\n}',
      { kind: 'set', key: 'goal', value: 'character' },
      '{\n  // ours\n  "goal": "character"\n}',
    ))

  it('a concept that is declared without triggers gets them', () =>
    checkConfigure(
      '{ "concepts": [{ "name": "lumi", "strategy": "keep" }] }',
      { kind: 'declare-triggers' },
      '{\n  "concepts": [\n    {\n      "name": "lumi",\n      "strategy": "keep",\n      "triggers": [\n        "lumi"\n      ]\n    }\n  ]\n}',
    ))

  it('declared triggers are left alone', () =>
    checkConfigure('{ "concepts": [{ "name": "lumi", "triggers": ["lumi"] }] }', { kind: 'declare-triggers' }, undefined))

  it('goal and model are written only where there is a file', () => checkConfigure(undefined, { kind: 'set', key: 'model', value: 'pony' }, undefined))

  it('a file that holds no object is left alone', () => checkConfigure('[]', { kind: 'set', key: 'goal', value: 'style' }, undefined))
})
