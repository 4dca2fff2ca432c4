// Loaded before killed-child.ts: kills the process at its n-th call to the disk, told by KILL_AT (0 for none) and KILL_WHEN (`before` or `after`).
import fs from 'node:fs'
import promises from 'node:fs/promises'

const moment = Number(process.env['KILL_AT'] ?? 0)
const before = process.env['KILL_WHEN'] === 'before'
let calls = 0

type Call = (...args: unknown[]) => unknown

function enter(): number {
  calls++
  if (calls === moment && before) process.kill(process.pid, 'SIGKILL')
  return calls
}

function leave(call: number): void {
  if (call === moment) process.kill(process.pid, 'SIGKILL')
}

// functions of Node, called as they are
const promised = promises as unknown as Record<string, Call>
for (const name of ['open', 'rename', 'link', 'unlink', 'rm', 'rmdir', 'mkdir', 'copyFile', 'utimes']) {
  const call = promised[name]
  if (call)
    promised[name] = async (...args) => {
      const now = enter()
      const result = await call.apply(promises, args)
      leave(now)
      return result
    }
}

const direct = fs as unknown as Record<string, Call>
for (const name of ['open', 'writeFile', 'close', 'fchmod']) {
  const call = direct[name]
  if (call)
    direct[name] = (...args) => {
      const now = enter()
      const done = args.pop() as Call
      return call.call(fs, ...args, (...results: unknown[]) => {
        leave(now)
        done(...results)
      })
    }
}

process.on('exit', () => fs.writeSync(1, String(calls)))
