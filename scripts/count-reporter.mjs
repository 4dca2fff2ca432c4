// A mocha reporter that prints like another one (COUNT_REPORTER) and also writes its counts to the file COUNT_FILE.
import { writeFileSync } from 'node:fs'
import Mocha from 'mocha'

export default class CountReporter {
  constructor(runner, options) {
    this.shown = new Mocha.reporters[process.env.COUNT_REPORTER ?? 'Spec'](runner, options)
    const counts = { passed: 0, failed: 0, pending: 0 }
    runner.on('pass', () => counts.passed++)
    runner.on('fail', () => counts.failed++)
    runner.on('pending', () => counts.pending++)
    runner.once('end', () => writeFileSync(process.env.COUNT_FILE, JSON.stringify(counts)))
  }
}
