import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { commandParts, quoteArgument, trainingCommand } from '../../server/src/planning/training-command'

const odd = fc.string({ unit: fc.constantFrom('a', 'b', ' ', "'", '"', '\\', '$', '`', '%', '!', '^', '&', '|', '(', ')', ';', '*', '~', '-', '/', '图', '’', '<', '>', '#', '{'), minLength: 0, maxLength: 12 })

/** How cmd reads a line into what it hands on: carets escape outside of quotes; `%` in pairs around a name would be replaced. */
function throughCmd(line: string): string {
  let quoted = false
  let out = ''
  for (let at = 0; at < line.length; at++) {
    const char = line.charAt(at)
    if (char === '^' && !quoted) {
      out += line.charAt(++at)
      continue
    }
    assert.ok(quoted || !'&|<>()'.includes(char), `cmd would act on ${char} in ${line}`)
    assert.ok(!'%!'.includes(char), `cmd may replace ${char} in ${line}`)
    if (char === '"') quoted = !quoted
    out += char
  }
  return out
}

/** How Windows programs part their command line. */
function programArguments(line: string): string[] {
  const found: string[] = []
  let at = 0
  while (at < line.length) {
    while (line.charAt(at) === ' ') at++
    if (at >= line.length) break
    let text = ''
    let quoted = false
    while (at < line.length && (quoted || line.charAt(at) !== ' ')) {
      const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0
      if (line.charAt(at + slashes) === '"') {
        text += '\\'.repeat(Math.floor(slashes / 2))
        at += slashes
        if (slashes % 2 === 1) text += '"'
        else quoted = !quoted
        at++
      } else {
        text += line.slice(at, at + Math.max(1, slashes))
        at += Math.max(1, slashes)
      }
    }
    found.push(text)
  }
  return found
}

/** PowerShell reads a text in single quotes, then writes it into a command line as Windows PowerShell does. */
function throughPowerShell(argument: string): string {
  const literal = argument.startsWith("'") ? argument.slice(1, -1).replace(/(['\u2018-\u201b])\1/g, '$1') : argument
  return literal === '' || /\s/.test(literal) ? `"${literal}"` : literal
}

describe('quoteArgument', () => {
  it('reaches a program through bash as it was', () => {
    const texts = fc.sample(odd, 300)
    const script = `printf '%s\\0' ${texts.map((text) => quoteArgument(text, 'bash')).join(' ')}`
    const { stdout, status } = spawnSync('bash', ['-c', script], { encoding: 'utf8' })
    assert.equal(status, 0)
    assert.deepEqual(stdout.split('\0').slice(0, -1), texts)
  })

  it('reaches a program through cmd as it was', () => {
    fc.assert(fc.property(odd, (text) => assert.deepEqual(programArguments(throughCmd(`x ${quoteArgument(text, 'cmd')} y`)), ['x', text, 'y'])), { numRuns: 1000 })
  })

  it('reaches a program through PowerShell as it was', () => {
    fc.assert(fc.property(odd, (text) => assert.deepEqual(programArguments(`x ${throughPowerShell(quoteArgument(text, 'powershell'))} y`), ['x', text, 'y'])), { numRuns: 1000 })
  })

  it('leaves plain paths without quotes', () => {
    assert.deepEqual([quoteArgument('/set/training.toml', 'bash'), quoteArgument('D:\\set\\training.toml', 'cmd'), quoteArgument('D:/set/training.toml', 'powershell')], ['/set/training.toml', 'D:\\set\\training.toml', 'D:/set/training.toml'])
  })
})

describe('trainingCommand', () => {
  it('starts the script of the model with the configuration', () => {
    const parts = commandParts('sdxl', "/my set/it's/training.toml", 2)
    assert.equal(trainingCommand(parts, 'bash'), "accelerate launch --num_processes 2 --num_cpu_threads_per_process 1 sdxl_train_network.py --config_file '/my set/it'\\''s/training.toml'")
    assert.equal(trainingCommand(commandParts('sd15', 'D:\\my set\\t.toml', 1), 'cmd', 'venv\\python {script} -c {config}'), 'venv\\python train_network.py -c "D:\\my set\\t.toml"')
    assert.equal(trainingCommand(parts, 'powershell', '{config} {other}'), "'/my set/it''s/training.toml' {other}")
  })
})
