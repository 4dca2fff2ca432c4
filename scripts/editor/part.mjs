// A part of .editor/: a folder that is complete or not there. The stamp in it says which versions it holds.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const stampName = 'set-up.json'

/** Makes `home/name` with `build(folder)` unless it is there with the same stamp; returns the folder. */
export async function setUpPart({ home, name, stamp, build }) {
  const folder = join(home, name)
  if (hasStamp(folder, stamp)) return folder
  const partial = join(home, `partial-${name}-${process.pid}`)
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  await build(partial)
  writeFileSync(join(partial, stampName), JSON.stringify(stamp, null, 2))
  if (hasStamp(folder, stamp)) {
    // Another run was faster: its folder may already be in use.
    rmSync(partial, { recursive: true, force: true })
    return folder
  }
  rmSync(folder, { recursive: true, force: true })
  renameSync(partial, folder)
  return folder
}

function hasStamp(folder, stamp) {
  try {
    return JSON.stringify(JSON.parse(readFileSync(join(folder, stampName), 'utf8'))) === JSON.stringify(stamp)
  } catch {
    return false
  }
}
