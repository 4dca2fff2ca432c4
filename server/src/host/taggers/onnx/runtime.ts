import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** The part of onnxruntime-node (1.17 and later) that is used. Its package is not ours: it lies where the user has it. */
export interface OnnxRuntime {
  readonly InferenceSession: { create(path: string, options: Readonly<Record<string, unknown>>): Promise<OnnxSession> }
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => OnnxTensor
  listSupportedBackends?(): readonly { readonly name: string; readonly bundled: boolean }[]
}

export interface OnnxSession {
  readonly inputNames: readonly string[]
  readonly outputNames: readonly string[]
  readonly inputMetadata?: readonly ValueMetadata[]
  readonly outputMetadata?: readonly ValueMetadata[]
  run(feeds: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>
}

export interface ValueMetadata {
  readonly name: string
  readonly isTensor: boolean
  readonly type?: string
  readonly shape?: readonly (number | string)[]
}

export interface OnnxTensor {
  readonly data: unknown
  readonly dims: readonly number[]
  dispose?(): void
}

/** The runtime in a folder: the package itself, or a folder with `node_modules`. Throws what Node throws where there is none. */
export function loadRuntime(folder: string): OnnxRuntime {
  const installed = join(folder, 'node_modules/onnxruntime-node')
  // the module's own types are not at hand where it is not installed
  return createRequire(join(folder, 'package.json'))(existsSync(installed) ? installed : folder) as OnnxRuntime
}
