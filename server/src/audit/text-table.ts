const BAR = 24

/** A bar for a share, 0–1. */
export function bar(share: number): string {
  return '█'.repeat(Math.max(1, Math.round(share * BAR)))
}

/** Aligned columns, two blanks apart; columns in `right` are aligned right. Wide characters count double. */
export function textTable(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, cellWidth(cell))))
  return rows.map((row) => {
    const cells = row.map((cell, column) => {
      const blanks = ' '.repeat((widths[column] ?? 0) - cellWidth(cell))
      return right.includes(column) ? blanks + cell : cell + blanks
    })
    return `  ${cells.join('  ')}`.trimEnd()
  })
}

function cellWidth(text: string): number {
  return text.length + (text.match(/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/g)?.length ?? 0)
}
