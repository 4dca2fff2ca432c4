/** What an editor knows of a setting: its value at each level, where there is one. */
export type Inspected = Readonly<Record<string, unknown>>

/**
 * Of these settings those that the user has set anywhere, with the value that counts. An editor hands over a default like any value;
 * the server is to know what was said and what was not.
 */
export function setValues(keys: readonly string[], inspect: (key: string) => Inspected | undefined, get: (key: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(keys.filter((key) => isSet(inspect(key))).map((key) => [key, get(key)]))
}

/** `key`, `defaultValue`, and lists such as `languageIds` are no levels that a user sets. */
function isSet(inspected: Inspected | undefined): boolean {
  return inspected !== undefined && Object.entries(inspected).some(([level, value]) => value !== undefined && /^(?:global|workspace|workspaceFolder)(?:Local|Remote|Language)*Value$/.test(level))
}
