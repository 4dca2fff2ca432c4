import { env, l10n } from 'vscode'

/** With the separators of the user's language. */
export function number(value: number): string {
  return value.toLocaleString(env.language)
}

export function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? l10n.t('{0} KB', number(Math.max(1, Math.round(bytes / 1000)))) : l10n.t('{0} MB', number(Math.round(bytes / 100_000) / 10))
}

export function timeLeft(seconds: number): string {
  return seconds < 60 ? l10n.t('{0} s left', number(seconds)) : l10n.t('{0} min left', number(Math.round(seconds / 60)))
}

export function ageOf(days: number): string {
  if (days === 0) return l10n.t('downloaded today')
  return days === 1 ? l10n.t('downloaded yesterday') : l10n.t('downloaded {0} days ago', number(days))
}
