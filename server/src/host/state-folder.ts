import { homedir } from 'node:os'
import { join } from 'node:path'
import { fromNative } from './disk'

/** Where what must outlive a cache lies when no editor says so, such as the journal of changes: the operating system's own folder for it, under `taglore`. */
export function stateFolder(environment: Readonly<Record<string, string | undefined>> = process.env, platform: NodeJS.Platform = process.platform): string {
  return fromNative(join(systemFolder(environment, platform), 'taglore'))
}

function systemFolder(environment: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): string {
  if (platform === 'win32') return environment['LOCALAPPDATA'] || join(homedir(), 'AppData', 'Local')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return environment['XDG_STATE_HOME'] || join(homedir(), '.local', 'state')
}
