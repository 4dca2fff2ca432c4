import { homedir } from 'node:os'
import { join } from 'node:path'
import { fromNative } from './disk'

/** Where caches lie when no editor says so: the operating system's own folder for them, under `taglore`. */
export function cacheFolder(environment: Readonly<Record<string, string | undefined>> = process.env, platform: NodeJS.Platform = process.platform): string {
  return fromNative(join(systemFolder(environment, platform), 'taglore'))
}

function systemFolder(environment: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  if (platform === 'win32') return environment['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches')
  return environment['XDG_CACHE_HOME'] || join(homedir(), '.cache')
}
