import type { CodeServer } from './code-server.mjs'

export function setUpEditor(): Promise<{ codeServer: CodeServer; browser: string }>
