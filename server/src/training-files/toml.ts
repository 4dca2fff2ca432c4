import { parseTOML } from 'toml-eslint-parser'
export const x = parseTOML
