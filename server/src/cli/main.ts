#!/usr/bin/env node
import { disk } from '../host/disk'
import { runCli } from './run'
import type { Terminal } from './terminal'

/** A reader that has seen enough (`taglore … | head`) closes the pipe: no error, and nothing more to say. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit()
}

process.stdout.on('error', ignoreClosedPipe)
process.stderr.on('error', ignoreClosedPipe)

const terminal: Terminal = {
  fileSystem: disk,
  folder: process.cwd(),
  environment: process.env,
  interactive: process.stderr.isTTY === true,
  write: (text) => new Promise((resolve) => process.stdout.write(text, () => resolve())),
  tell: (text) => void process.stderr.write(text),
}

// the process ends by itself, when everything written has been read
void runCli(process.argv.slice(2), terminal).then((code) => {
  process.exitCode = code
})
