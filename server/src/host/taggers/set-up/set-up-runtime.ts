import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { say } from '../../../base/message'
import { folderOf, joinPath } from '../../../base/path'
import { DownloadError } from '../../download/download-error'
import type { DownloadWorld } from '../../download/world'
import { downloadFile } from './download-file'
import { RUNTIME_VERSION, runtimeFolder } from './places'
import { readTar, TarError } from './read-tar'

/** A package of the runtime, pinned by the hash that the registry has published for it. */
export interface RuntimePackage {
  readonly name: string
  readonly version: string
  readonly integrity: string
}

export const RUNTIME_PACKAGES: readonly RuntimePackage[] = [
  { name: 'onnxruntime-node', version: RUNTIME_VERSION, integrity: 'sha512-twhs1C2C/BFkz1yc5OY0KIU2GUq6DURO7hD4bx5Q2Qy3nAMJwRXW8xU3NVczE29VA9lolLOYepoD8fjTGOfIqw==' },
  { name: 'onnxruntime-common', version: RUNTIME_VERSION, integrity: 'sha512-7fdVWjAID1dVhH/G8qK3APARunV4VkBFoCQAP7qp4Wkab0mrorvmc+sqiT+mKXOzDqdjN5j+/Z9nb4gzNPWcyA==' },
]

const REGISTRY = 'https://registry.npmjs.org'
const LARGEST = 512 * 1024 * 1024
/** Platforms of which the package has a build. */
const PLATFORMS = new Set(['win32-x64', 'win32-arm64', 'linux-x64', 'linux-arm64', 'darwin-arm64'])

export interface SetUpOptions {
  readonly cacheFolder: string
  readonly version: string
  /** A mirror, asked in place of the npm registry. */
  readonly registry?: string | null
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number | undefined) => void
  readonly packages?: readonly RuntimePackage[]
  readonly platform?: string
}

/**
 * Puts the runtime of local taggers into the cache: downloads its packages, checks them, and unpacks only what this platform runs. What
 * was there before stays until the new one is whole. Gives the folder. Rejects with `DownloadError`, or with the signal's reason.
 */
export async function setUpRuntime(options: SetUpOptions, world: DownloadWorld): Promise<string> {
  const { cacheFolder, version, registry, signal, onProgress, packages = RUNTIME_PACKAGES, platform = `${process.platform}-${process.arch}` } = options
  if (!PLATFORMS.has(platform)) throw new DownloadError('not-found', say`There is no runtime for this platform (${platform}); use a program or an address as a tagger`)
  const folder = runtimeFolder(cacheFolder)
  const draft = `${folder}.new`
  const base = (registry === undefined || registry === null || registry === '' ? REGISTRY : registry).replace(/\/+$/, '')
  await rm(draft, { recursive: true, force: true })
  for (const each of packages) {
    const archive = joinPath(folderOf(folder), `${each.name}-${each.version}.tgz`)
    const addresses = [`${base}/${each.name}/-/${each.name}-${each.version}.tgz`]
    await downloadFile(addresses, { path: archive, version, integrity: each.integrity, largest: LARGEST, ...(signal && { signal }), ...(onProgress && { onProgress }) }, world)
    try {
      await unpack(archive, join(draft, 'node_modules', each.name), (name) => isWanted(name, platform), signal)
    } catch (error) {
      await rm(archive, { force: true })
      await rm(draft, { recursive: true, force: true })
      signal?.throwIfAborted()
      if (error instanceof TarError || isZipError(error)) throw new DownloadError('unexpected-answer', say`'${each.name}' cannot be unpacked`)
      throw error
    }
    await rm(archive, { force: true })
  }
  await writePackage(draft)
  await rm(folder, { recursive: true, force: true })
  await rename(draft, folder)
  return folder
}

/** Of the builds only this platform's; nothing that is only for developing. */
function isWanted(name: string, platform: string): boolean {
  if (/\.(?:map|md|ts)$/.test(name) || /^(?:script|lib)\//.test(name)) return false
  return !name.startsWith('bin/') || name.split('/').slice(2, 4).join('-') === platform
}

async function unpack(archive: string, to: string, isIn: (name: string) => boolean, signal: AbortSignal | undefined): Promise<void> {
  const stream = createReadStream(archive)
  const unzipped = createGunzip()
  const reading = pipeline(stream, unzipped, { ...(signal && { signal }) })
  // its error is told by the reader of the stream
  reading.catch(() => undefined)
  for await (const file of readTar(unzipped)) {
    // every package of a registry lies in one folder, mostly called `package`
    const name = file.name.slice(file.name.indexOf('/') + 1)
    if (!isSafe(name) || !isIn(name)) continue
    const path = join(to, name)
    await mkdir(join(path, '..'), { recursive: true })
    await pipeline(Readable.from(file.body), createWriteStream(path))
  }
  await reading
}

/** Nothing leaves its folder. */
function isSafe(name: string): boolean {
  return name !== '' && !name.startsWith('/') && !name.includes('\\') && !/^[A-Za-z]:/.test(name) && !name.split('/').includes('..')
}

async function writePackage(folder: string): Promise<void> {
  await pipeline(Readable.from([`${JSON.stringify({ private: true, description: 'Runtime of local taggers, set up by Taglore' }, undefined, 2)}\n`]), createWriteStream(join(folder, 'package.json')))
}

function isZipError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_')
}
