/** Text as it stands in an HTML page or an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}

/** A page of its own: no scripts, nothing loaded, light or dark as the reader's system is. `title` is text, `body` HTML. */
export function htmlPage(title: string, language: string, body: string): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`
}

export interface TableColumn {
  readonly title: string
  readonly number?: boolean
}

/** Cells are HTML. */
export function htmlTable(columns: readonly TableColumn[], rows: readonly (readonly string[])[]): string {
  const cell = (name: 'td' | 'th', html: string, { number }: TableColumn): string => `<${name}${name === 'th' ? ' scope="col"' : ''}${number ? ' class="number"' : ''}>${html}</${name}>`
  const head = `<tr>${columns.map((column) => cell('th', escapeHtml(column.title), column)).join('')}</tr>`
  const body = rows.map((row) => `<tr>${columns.map((column, index) => cell('td', row[index] ?? '', column)).join('')}</tr>`)
  return `<div class="scroll"><table><thead>${head}</thead><tbody>\n${body.join('\n')}\n</tbody></table></div>`
}

export interface Bar {
  readonly label: string
  readonly value: number
  /** What stands behind the bar; the value without it. */
  readonly note?: string
}

const ROW = 24
const LABEL = 220
const WIDTH = 720
/** Room for the value behind the longest bar. */
const NOTE = 150

/** Bars as inline SVG, one a row, the longest as long as there is room; a text for those who see none. */
export function barChart(title: string, bars: readonly Bar[]): string {
  const largest = Math.max(1, ...bars.map(({ value }) => value))
  const height = bars.length * ROW
  const rows = bars.map(({ label, value, note }, index) => {
    const width = Math.max(1, Math.round((value / largest) * (WIDTH - LABEL - NOTE)))
    const y = index * ROW
    return `<g><title>${escapeHtml(`${label}: ${note ?? value}`)}</title><text x="${LABEL - 8}" y="${y + 16}" text-anchor="end">${escapeHtml(shorten(label))}</text><rect x="${LABEL}" y="${y + 4}" width="${width}" height="${ROW - 8}" rx="2"/><text x="${LABEL + width + 8}" y="${y + 16}" class="note">${escapeHtml(note ?? String(value))}</text></g>`
  })
  return `<svg class="bars" role="img" aria-label="${escapeHtml(title)}" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">\n${rows.join('\n')}\n</svg>`
}

/** Fits the room of a label: about 28 letters, wide characters count double. */
function shorten(label: string): string {
  let room = 28
  let text = ''
  for (const char of label) {
    room -= char > '\u2e7f' ? 2 : 1
    if (room < 0) return `${text}…`
    text += char
  }
  return text
}

const STYLE = `
:root { --text: #1f2328; --soft: #59636e; --line: #d1d9e0; --back: #fff; --panel: #f6f8fa; --bar: #54aeff; --error: #cf222e; --warning: #9a6700; --info: #0969da; --hint: #59636e }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9198a1; --line: #3d444d; --back: #0d1117; --panel: #151b23; --bar: #1f6feb; --error: #f85149; --warning: #d29922; --info: #4493f8; --hint: #9198a1 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
main { max-width: 1000px; margin: 0 auto; padding: 24px 16px 64px }
h1 { font-size: 26px; margin: 0 0 8px } h2 { font-size: 19px; margin: 32px 0 12px; border-bottom: 1px solid var(--line); padding-bottom: 4px }
.verdict { font-size: 17px; margin: 0 0 12px } .soft, .assumptions { color: var(--soft) } .assumptions { margin: 0 0 16px; padding-left: 20px }
.figures { display: flex; flex-wrap: wrap; gap: 8px; list-style: none; margin: 16px 0; padding: 0 }
.figures li { background: var(--panel); border: 1px solid var(--line); border-radius: 6px; padding: 8px 14px; min-width: 96px } .figures b { display: block; font-size: 20px }
details { border: 1px solid var(--line); border-radius: 6px; margin: 8px 0 } summary { cursor: pointer; padding: 8px 12px; background: var(--panel); border-radius: 6px } details[open] > summary { border-radius: 6px 6px 0 0 }
details > p { margin: 8px 12px } details ul { margin: 8px 12px 12px; padding-left: 20px } li { overflow-wrap: anywhere } code { font: 13px ui-monospace, Consolas, monospace }
.level { font-weight: 600 } .error { color: var(--error) } .warning { color: var(--warning) } .info { color: var(--info) } .hint { color: var(--hint) }
.scroll { overflow-x: auto } table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: 5px 10px; border-bottom: 1px solid var(--line); vertical-align: top } th { background: var(--panel) } .number { text-align: right; font-variant-numeric: tabular-nums }
svg.bars { max-width: 100%; height: auto; display: block; margin: 8px 0 16px } svg text { fill: var(--text); font-size: 13px } svg .note { fill: var(--soft) } svg rect { fill: var(--bar) }
@media print { details:not([open]) > *:not(summary) { display: block } body { background: #fff } }
`
