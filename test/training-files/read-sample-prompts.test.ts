import assert from 'node:assert/strict'
import { readSamplePrompts } from '../../server/src/training-files/read-sample-prompts'
import { checkProblems } from './check-problems'

const values = (text: string, name = 'p.txt'): unknown => readSamplePrompts(text, name).prompts.map((prompt) => [prompt.prompt, prompt.values])

describe('sample prompts', () => {
  it('stand one a line, with options behind them', () =>
    assert.deepEqual(values('# note\n\na cat --n dog, bird --w 512 --h 768 --d 1 --l 7.5 --s 28\r\n b\n'), [
      ['a cat', { negative_prompt: 'dog, bird', width: 512, height: 768, seed: 1, scale: 7.5, sample_steps: 28 }],
      [' b', {}],
    ]))

  it('have options in upper case too, sizes by 8 and steps within bounds', () =>
    assert.deepEqual(values('a --W 515 --H 20 --S 5000'), [['a', { width: 512, height: 64, sample_steps: 1000 }]]))

  it('tell what the trainer ignores or changes', () =>
    checkProblems(
      `
a cat --seed 42 --w wide --h 515 --ss eular --n
        ^^^^ unknown-key
                    ^^^^ wrong-type
                             ^^^ out-of-range
                                      ^^^^^ unknown-value
                                              ^ wrong-type
`,
      'p.txt',
      'sample-prompts',
    ))

  it('name the option that was meant', () => assert.deepEqual(readSamplePrompts('a --seed 42 --width 512 --steps 3', 'p.txt').problems.map(({ near }) => near), [['d'], ['w'], ['s']]))

  it('tell a beginning that the trainer takes for an option', () => {
    const { prompts, problems } = readSamplePrompts('n girl, solo', 'p.txt')
    assert.deepEqual([prompts[0]?.prompt, prompts[0]?.values], ['n girl, solo', { negative_prompt: 'girl, solo' }])
    assert.deepEqual(problems.map(({ kind }) => kind), ['ignored'])
    assert.deepEqual(readSamplePrompts('night, a cat', 'p.txt').problems, [])
  })

  it('may stand in TOML with defaults, or in JSON', () => {
    assert.deepEqual(values('[prompt]\nwidth = 512\n[[prompt.subset]]\nprompt = "a"\n[[prompt.subset]]\nprompt = "b"\nwidth = 768\n', 'p.toml'), [
      ['a', { width: 512 }],
      ['b', { width: 768 }],
    ])
    assert.deepEqual(values('[ "a --w 512", { "prompt": "b", "seed": 3 } ]', 'p.json'), [
      ['a', { width: 512 }],
      ['b', { seed: 3 }],
    ])
  })
})
