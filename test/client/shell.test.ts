import assert from 'node:assert/strict'
import { shellOf } from '../../client/src/shell'

describe('the shell in use', () => {
  it('is told by the name of its program', () => {
    const paths = ['/bin/bash', '/usr/bin/zsh', '/usr/bin/pwsh', 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe', 'C:\\Windows\\System32\\cmd.exe', 'C:\\Program Files\\Git\\bin\\bash.exe', '']
    assert.deepEqual(paths.map(shellOf), ['bash', 'bash', 'powershell', 'powershell', 'cmd', 'bash', 'bash'])
  })
})
