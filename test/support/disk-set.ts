import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import type { PixelFacts } from '../../server/src/dataset/pixel-facts'
import type { ImageTransform } from '../../server/src/base/image-transform'
import { disk, fromNative } from '../../server/src/host/disk'
import { ImageProcess } from '../../server/src/host/image-process'
import type { TransformedImage } from '../../server/src/host/image-process/messages'
import { readFacts } from '../../server/src/host/image-process/read-facts'
import { transformImage } from '../../server/src/host/image-process/transform-image'
import { toUri } from '../../server/src/lsp/uris'
import type { ServerOptions } from '../../server/src/lsp/server'
import { FULL, TestClient } from './client'

/** A picture in which every pixel says where it is: red is x, green is y. */
export function ruler(width: number, height: number): sharp.Sharp {
  const data = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) data.set([x, y, 7], (y * width + x) * 3)
  return sharp(data, { raw: { width, height, channels: 3 } })
}

/** Decodes in this process, by the code of the other one. */
class ImagesHere extends ImageProcess {
  override transform(path: string, transform: ImageTransform): Promise<TransformedImage> {
    return transformImage(sharp, path, transform)
  }

  override facts(path: string): Promise<PixelFacts> {
    return readFacts(sharp, path)
  }
}

export interface DiskSet {
  readonly client: TestClient
  readonly root: string
  uri(name: string): string
  /** Every file below the dataset, sorted. */
  names(): string[]
  bytes(name: string): Buffer
  text(name: string): string
  /** The pixel at a place, as red, green. */
  pixel(name: string, x: number, y: number): Promise<readonly (number | undefined)[]>
  size(name: string): Promise<readonly (number | undefined)[]>
  stop(): Promise<void>
}

/** A server over a dataset on the real disk, with the real journal and sharp. */
export async function serveDisk(files: Readonly<Record<string, string | Uint8Array>>, options: { readonly settings?: object; readonly server?: ServerOptions; readonly trusted?: boolean } = {}): Promise<DiskSet> {
  const home = fromNative(mkdtempSync(join(tmpdir(), 'taglore-set-')))
  const root = `${home}/data`
  mkdirSync(root)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), content)
  }
  const client = await TestClient.start({ files: disk, folders: [root], capabilities: FULL, initializationOptions: { cacheFolder: `${home}/cache`, trusted: options.trusted ?? true }, settings: options.settings, server: { images: new ImagesHere(), ...options.server } })
  await client.ready(root)
  const at = (name: string): string => `${root}/${name}`
  return {
    client,
    root,
    uri: (name) => toUri(at(name)),
    names: () => readdirSync(root, { recursive: true, encoding: 'utf8' }).map(fromNative).filter((name) => statSync(at(name)).isFile()).sort(),
    bytes: (name) => readFileSync(at(name)),
    text: (name) => readFileSync(at(name), 'utf8'),
    async pixel(name, x, y) {
      const { data, info } = await sharp(readFileSync(at(name))).raw().toBuffer({ resolveWithObject: true })
      const offset = (y * info.width + x) * info.channels
      return [data[offset], data[offset + 1]]
    },
    async size(name) {
      const { width, height } = await sharp(readFileSync(at(name))).metadata()
      return [width, height]
    },
    async stop() {
      await client.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
