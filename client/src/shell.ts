import type { Shell } from '../../server/src/protocol/plan'

/** How commands are quoted in the shell of this path; shells of Unix read what bash reads. */
export function shellOf(path: string): Shell {
  const name = (path.split(/[\\/]/).at(-1) ?? '').toLowerCase().replace(/\.exe$/, '')
  if (name === 'pwsh' || name === 'powershell' || name === 'pwsh-preview') return 'powershell'
  return name === 'cmd' ? 'cmd' : 'bash'
}
