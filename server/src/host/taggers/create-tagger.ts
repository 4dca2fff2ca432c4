import { FileError, type FileSystem } from '../../base/file-system'
import { say } from '../../base/message'
import { joinPath } from '../../base/path'
import type { TaggerSetting } from '../../settings'
import type { ProxySettings } from '../download/choose-proxy'
import { CommandTagger } from './command/command-tagger'
import { HttpTagger } from './http/http-tagger'
import { MODELS, OnnxTagger } from './onnx/onnx-tagger'
import { TaggerError, type Tagger } from './tagger'

export interface TaggerWorld {
  readonly fileSystem: FileSystem
  /** Where `Set Up Local Tagger` puts the runtime. */
  readonly runtimeFolder: string
  /** Of services, by tagger; never kept. */
  readonly keys?: Readonly<Record<string, string>>
  readonly proxies?: ProxySettings
  /** The script of the tagger process. */
  readonly entry?: string
}

/** The tagger that a setting describes. Rejects with a `TaggerError` where something is missing. */
export async function createTagger(setting: TaggerSetting, { fileSystem, runtimeFolder, keys = {}, proxies, entry }: TaggerWorld): Promise<Tagger> {
  switch (setting.kind) {
    case 'command':
      return new CommandTagger(setting)
    case 'http': {
      const key = keys[setting.name]
      return new HttpTagger({ setting, ...(key !== undefined && { key }), ...(proxies && { proxies }) })
    }
    case 'onnx': {
      const { name, model, runtime = runtimeFolder, providers, resample, batch } = setting
      if (model === undefined || model === '') throw new TaggerError(say`Tagger '${name}' names no model folder`)
      const more = { ...(providers && { providers }), ...(resample && { resample }), ...(batch !== undefined && { batch }), ...(entry !== undefined && { entry }) }
      const modelFolder = model.replaceAll('\\', '/')
      return new OnnxTagger({ name, modelFolder, runtime, fileSystem, stamp: await stampOf(modelFolder, fileSystem), ...more })
    }
  }
}

/** Tells another model in the same folder from the one whose scores are kept. */
async function stampOf(folder: string, fileSystem: FileSystem): Promise<string> {
  for (const name of MODELS) {
    try {
      const { size, modified } = await fileSystem.stat(joinPath(folder, name))
      return `${name} ${size} ${modified}`
    } catch (error) {
      if (!(error instanceof FileError)) throw error
    }
  }
  return ''
}
