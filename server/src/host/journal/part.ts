import { createHash } from 'node:crypto'
import { say } from '../../base/message'
import { JournalError } from './journal-error'
import type { Operation } from './operation'

// A part of a step: the SHA-256 of what follows, a line of JSON that lists operations with the lengths of their contents, the contents.

type Entry = ['w', number, string, number, number] | ['c', number, string, number] | ['m', number, string, string] | ['f', number, readonly string[]]

export function encodePart(operations: readonly Operation[]): Uint8Array {
  const contents: Uint8Array[] = []
  const entries = operations.map((operation): Entry => {
    switch (operation.kind) {
      case 'write':
        contents.push(operation.before, operation.after)
        return ['w', operation.index, operation.path, operation.before.length, operation.after.length]
      case 'create':
        contents.push(operation.after)
        return ['c', operation.index, operation.path, operation.after.length]
      case 'move':
        return ['m', operation.index, operation.from, operation.to]
      case 'folders':
        return ['f', operation.index, operation.paths]
    }
  })
  const body = Buffer.concat([Buffer.from(`${JSON.stringify(entries)}\n`), ...contents])
  return Buffer.concat([Buffer.from(`${hash(body)}\n`), body])
}

/** Throws a `JournalError` for bytes that `encodePart` did not write. */
export function decodePart(bytes: Uint8Array, path: string): Operation[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const head = buffer.indexOf(10)
  const body = buffer.subarray(head + 1)
  if (head < 0 || buffer.toString('latin1', 0, head) !== hash(body)) throw new JournalError('damaged', say`The journal is damaged: '${path}' is not as it was written`)
  const line = body.indexOf(10)
  // the hash says that we wrote it
  const entries = JSON.parse(body.toString('utf8', 0, line)) as readonly Entry[]
  let offset = line + 1
  const take = (length: number): Uint8Array => body.subarray(offset, (offset += length))
  return entries.map((entry): Operation => {
    switch (entry[0]) {
      case 'w':
        return { kind: 'write', index: entry[1], path: entry[2], before: take(entry[3]), after: take(entry[4]) }
      case 'c':
        return { kind: 'create', index: entry[1], path: entry[2], after: take(entry[3]) }
      case 'm':
        return { kind: 'move', index: entry[1], from: entry[2], to: entry[3] }
      case 'f':
        return { kind: 'folders', index: entry[1], paths: entry[2] }
    }
  })
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
