/** A learning rate as trainers write it: `1e-4`, `1.5e-4`, `0`. */
export function rateText(rate: number): string {
  if (rate === 0) return '0'
  const [digits = '', power = '0'] = rate.toExponential(2).split('e')
  const exponent = Number(power)
  const short = String(Number(digits))
  return exponent <= -3 ? `${short}e${exponent}` : String(Number(rate.toPrecision(3)))
}

/** Bytes as files are listed: `18 MB`, `1.2 GB`, `860 KB`. */
export function bytesText(bytes: number): string {
  for (const [unit, name] of [[2 ** 30, 'GB'], [2 ** 20, 'MB']] as const) {
    const count = bytes / unit
    if (count >= 1) return `${count < 9.95 ? count.toFixed(1) : Math.round(count)} ${name}`
  }
  return `${Math.round(bytes / 1024)} KB`
}

/** The number that a user has typed; undefined for anything else. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim().replace(',', '.')
  const value = Number(trimmed)
  return trimmed === '' || !Number.isFinite(value) ? undefined : value
}

/** A difference with its sign, `±0` for none. */
export function signedText(difference: number): string {
  const rounded = Math.round(difference * 10) / 10
  if (rounded === 0) return '±0'
  return `${rounded > 0 ? '+' : '−'}${Math.abs(rounded).toLocaleString()}`
}

/** Counts with thousands parted; one decimal where there is a part. */
export function countText(count: number): string {
  return (Math.round(count * 10) / 10).toLocaleString()
}
