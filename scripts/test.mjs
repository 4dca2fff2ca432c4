// Everything that must hold: npm test [-- --fast]      --fast leaves out the package and the real editor
// Works on a fresh clone. A stage that fails does not keep the others from running, except those that need what it makes.
// The last line is `N passed, N failed`: one for each stage without tests of its own, and one for each test.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failure, main, npmEnvironment, root, run } from './command.mjs'
import { ensureDependencies } from './dependencies.mjs'

const node = process.execPath
const total = { passed: 0, failed: 0, pending: 0 }
const failedStages = []
const scratch = mkdtempSync(join(tmpdir(), 'taglore-test-'))
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }))

await main(async () => {
  const given = process.argv.slice(2)
  const unknown = given.find((argument) => argument !== '--fast')
  if (unknown) throw new Failure(`'${unknown}' is not understood. Usage: npm test [-- --fast]`)
  await ensureDependencies()

  await stage('types', checkTypes)
  await stage('lint', () => run('npm', ['run', '--silent', 'lint'], { env: npmEnvironment() }))
  await stage('build', () => run('npm', ['run', '--silent', 'build'], { env: npmEnvironment() }))
  await stage('unit tests', () => mocha(['test/**/*.test.ts', '--ignore', 'test/editor/**', '--ignore', 'test/bench/**', '--timeout', '20000', '--require', join(root, 'test/support/seed.ts')], 'Dot'))
  if (!given.includes('--fast')) {
    await stage('package', () => run(node, [join(root, 'scripts/package.mjs')]), { needs: 'build' })
    await stage('real editor', editorTests, { needs: 'package' })
  }

  if (failedStages.length > 0) console.log(`\nFailed: ${failedStages.join(', ')}`)
  console.log(`\n${total.passed} passed, ${total.failed} failed${total.pending > 0 ? `, ${total.pending} skipped` : ''}`)
  if (total.failed > 0) process.exitCode = 1
})

async function checkTypes() {
  const failed = []
  for (const project of ['.', 'media', 'test/editor']) {
    if ((await run(node, [bin('typescript', 'tsc'), '--noEmit', '-p', project], { allowFailure: true })) !== 0) failed.push(project)
  }
  if (failed.length > 0) throw new Failure(`Types do not fit in the project ${failed.join(', ')}`)
}

async function editorTests() {
  // By itself, so that a first run that installs is told, and does not count as a slow test.
  await run(node, [join(root, 'scripts/editor/set-up.mjs')])
  return mocha(['test/editor/**/*.test.ts', '--timeout', '120000', '--retries', '2'], 'Spec')
}

/** Runs one stage; `work` gives counts when it has tests of its own. */
async function stage(name, work, { needs } = {}) {
  console.log(`\n== ${name}`)
  const started = Date.now()
  const counts = await attempt(work, needs)
  total.passed += counts.passed
  total.failed += counts.failed
  total.pending += counts.pending ?? 0
  if (counts.failed > 0) failedStages.push(name)
  const detail = counts.passed + counts.failed > 1 ? `: ${counts.passed} passed, ${counts.failed} failed,` : counts.failed > 0 ? ' failed' : ' passed'
  console.log(`-- ${name}${detail} in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

async function attempt(work, needs) {
  if (needs && failedStages.includes(needs)) {
    console.log(`not run, because '${needs}' failed`)
    return { passed: 0, failed: 1 }
  }
  try {
    const counts = await work()
    return typeof counts === 'object' ? counts : { passed: 1, failed: 0 }
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error.stack)
    return { passed: 0, failed: 1 }
  }
}

/** Runs mocha and returns its counts. No test, or an end before the last test, counts as a failure. */
async function mocha(args, reporter) {
  const counts = join(scratch, 'counts.json')
  rmSync(counts, { force: true })
  const code = await run(node, [bin('mocha', 'mocha'), '--import=tsx', '--reporter', join(root, 'scripts/count-reporter.mjs'), ...args], {
    env: { ...process.env, COUNT_FILE: counts, COUNT_REPORTER: reporter },
    allowFailure: true,
  })
  if (!existsSync(counts)) throw new Failure(`mocha ended with ${code} before its last test`)
  const found = JSON.parse(readFileSync(counts, 'utf8'))
  if (found.passed + found.failed === 0) throw new Failure('No test was run')
  if (code !== 0 && found.failed === 0) found.failed = 1
  return found
}

/** The script behind a command of an installed package. */
function bin(name, command) {
  const folder = join(root, 'node_modules', name)
  const { bin: commands } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof commands === 'string' ? commands : commands[command])
}
