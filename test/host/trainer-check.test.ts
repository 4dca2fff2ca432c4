import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatMessage } from '../../server/src/base/message'
import { checkWithTrainer, type TrainerAnswer, type TrainerFile } from '../../server/src/host/trainer-check'
import { DIST } from '../../server/src/host/product-files'
import { toUri } from '../../server/src/lsp/uris'
import type { CheckWithTrainerResult } from '../../server/src/protocol/plan'
import { serveDisk } from '../support/disk-set'
import { pngBytes } from '../support/memory-files'
import { putFiles, TRAINER } from '../support/trainer'

const FILES = { 'good.toml': 'resolution = 512\n', 'bad.toml': 'resolution = 512\nnum_repeat = 3\nshape = 1\n', 'run.toml': 'rate = 2\n', 'zero.toml': 'rate = 0\n', 'odd.toml': 'speed = 3\nscheduler = "tango"\n', 'prompts.txt': '# none\na cat --w 512\n', 'wrong.txt': 'a cat --w x\n' }

describe('the trainer’s own parser', function () {
  this.timeout(60_000)
  let home: string
  let trainer: string
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'taglore-trainer-'))
    trainer = join(home, 'sd-scripts')
    putFiles(trainer, TRAINER)
    putFiles(home, FILES)
    copyFileSync(join(__dirname, '../../server/python/check_training_files.py'), join(DIST, 'check_training_files.py'))
  })
  after(() => rmSync(home, { recursive: true, force: true }))

  const file = (kind: TrainerFile['kind'], name: string): TrainerFile => ({ kind, path: join(home, name) })
  const faultOf = async (options: Partial<Parameters<typeof checkWithTrainer>[0]>): Promise<string> => {
    const answer = await checkWithTrainer({ trainer, script: 'train_network.py', files: [file('dataset', 'good.toml')], ...options })
    assert.ok('fault' in answer, JSON.stringify(answer))
    return formatMessage(answer.fault)
  }
  const ask = async (...files: readonly TrainerFile[]): Promise<TrainerAnswer> => {
    const answer = await checkWithTrainer({ trainer, script: 'train_network.py', files })
    assert.ok('files' in answer, JSON.stringify(answer))
    return answer
  }

  it('accepts what it accepts, without the packages that parsing does not need', async () => {
    const answer = await ask(file('dataset', 'good.toml'), file('training', 'run.toml'), file('prompts', 'prompts.txt'))
    assert.deepEqual(answer.files, ['good.toml', 'run.toml', 'prompts.txt'].map((name) => ({ path: join(home, name), refused: [], noted: [] })))
    assert.match(answer.version, /^3\./)
  })

  it('says in its own words what it refuses', async () => {
    const { files } = await ask(file('dataset', 'bad.toml'), file('training', 'zero.toml'), file('dataset', 'absent.toml'))
    assert.deepEqual(files[0]?.refused, ["extra keys not allowed @ data['num_repeat']", "extra keys not allowed @ data['shape']"])
    assert.deepEqual(files[1]?.refused, ['AssertionError: rate must be positive'])
    assert.match(files[2]?.refused[0] ?? '', /^FileNotFoundError/)
  })

  it('tells options that it has not, values that are no choice, and what it logs', async () => {
    const { files } = await ask(file('training', 'odd.toml'), file('prompts', 'wrong.txt'))
    assert.deepEqual(files.map(({ refused }) => refused), [[], []])
    assert.deepEqual(files[0]?.noted, ["train_network.py has no option 'speed'", "scheduler: 'tango' is none of cosine, constant"])
    assert.deepEqual(files[1]?.noted, ['Exception in parsing: w x'])
  })

  it('takes conditioning images only with masked_loss, as the trainer does', async () => {
    putFiles(home, { 'masks.toml': 'resolution = 512\nconditioning = 1\n', 'masked.toml': 'masked_loss = True\n' })
    const refused = async (...files: readonly TrainerFile[]): Promise<readonly string[] | undefined> => (await ask(file('dataset', 'masks.toml'), ...files)).files[0]?.refused
    assert.deepEqual(await refused(file('training', 'run.toml')), ["extra keys not allowed @ data['conditioning']"])
    assert.deepEqual(await refused(file('training', 'masked.toml')), [])
    assert.deepEqual(await refused(), [])
  })

  it('says what is missing: Python, its packages, the trainer, the script', async () => {
    assert.match(await faultOf({ python: join(home, 'no-python') }), /No Python was found .*no-python.*taglore\.tools\.python/)
    assert.match(await faultOf({ trainer: join(home, 'nowhere') }), /There is no folder/)
    assert.match(await faultOf({ trainer: home }), /not the folder of sd-scripts/)
    assert.match(await faultOf({ script: 'flux_train_network.py' }), /has no flux_train_network\.py/)
    const bare = join(home, 'bare')
    putFiles(bare, { 'train_network.py': '', 'library/config_util.py': 'raise RuntimeError("broken")' })
    assert.match(await faultOf({ trainer: bare, python: withoutPackages(home) }), /lacks toml, voluptuous, of which/)
    putFiles(bare, { 'toml.py': '', 'voluptuous.py': '' })
    assert.match(await faultOf({ trainer: bare }), /cannot be loaded .*RuntimeError: broken/)
  })

  it('answers the editor for the files in force, and only with the setting and in a trusted workspace', async () => {
    const names = { 'dataset.toml': '[[datasets]]\nresolution = 512\n[[datasets.subsets]]\nimage_dir = "10_lumi"\ncaption_extension = ".txt"\n', '10_lumi/1.png': pngBytes(64, 64), '10_lumi/1.txt': 'lumi', 'sample-prompts.txt': 'lumi --w 512 --h 512\n' }
    for (const [settings, trusted, fault] of [[{}, true, /taglore\.tools\.trainer/], [{ tools: { trainer } }, false, /trusted/], [{ tools: { trainer } }, true, undefined]] as const) {
      const set = await serveDisk(names, { settings, trusted })
      const answer = await set.client.request<CheckWithTrainerResult>('taglore/checkWithTrainer', { uri: toUri(set.root), options: { model: 'sd15' } })
      if (fault) assert.match(answer.fault?.message ?? '', fault)
      else assert.deepEqual(answer.files.map(({ uri, refused }) => [uri.split('/').at(-1), refused.length]), [['dataset.toml', 2], ['sample-prompts.txt', 0]])
      await set.stop()
    }
  })
})

/** Python without the packages that happen to be installed here. */
function withoutPackages(home: string): string {
  const path = join(home, 'bare-python')
  writeFileSync(path, '#!/bin/sh\nexec python3 -S -E "$@"\n', { mode: 0o755 })
  return path
}
