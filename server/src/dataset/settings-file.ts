import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser'
import { createTextMap } from '../base/document'
import { say } from '../base/message'
import type { Layer, SettingProblem } from '../settings'
import { SETTINGS_FILE } from './find-root'

/** `taglore.json` (or the file `name` in its place) as a layer: JSON with comments and trailing commas. A file that is no JSON gives no values and one problem. */
export function readSettingsFile(text: string, trusted: boolean, name: string = SETTINGS_FILE): Layer {
  const errors: ParseError[] = []
  const values: unknown = parse(text.replace(/^\ufeff/, ''), errors, { allowTrailingComma: true })
  const [error] = errors
  const problems: SettingProblem[] = []
  if (error) {
    const { line, character } = createTextMap(text).toPosition(error.offset)
    problems.push({ origin: 'taglore.json', key: '', message: say`${name} is not valid JSON (${printParseErrorCode(error.error)} at line ${line + 1}, column ${character + 1}); its settings are not used` })
  } else if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    problems.push({ origin: 'taglore.json', key: '', message: say`${name} must hold one object { … }; its settings are not used` })
  }
  return { origin: 'taglore.json', values: problems.length > 0 ? undefined : values, trusted, problems }
}
