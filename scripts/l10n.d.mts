/** Each text with the files that it stands in. */
export function findTexts(): Map<string, string[]>
export function readLiteral(source: string, start: number, file?: string): string
export function readBundle(): Record<string, string>
/** Everything that is wrong with the translations, a sentence each. */
export function checkTranslations(): string[]
