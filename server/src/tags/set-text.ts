import { tagKey } from '../caption/tag-key'

/** What is wrong in a text of tag sets. */
export interface SetProblem {
  /** Zero-based line. */
  readonly line: number
  readonly text: string
}

/** One `[id]  column  column` section with its lines; `label` is what stands before `:`, '' where there is none. */
export interface SetSection {
  readonly id: string
  readonly columns: readonly string[]
  readonly line: number
  readonly lines: readonly SetLine[]
}

export interface SetLine {
  readonly line: number
  readonly label: string
  /** The values between commas, variables written out, as keys. */
  readonly values: readonly string[]
}

export interface SetText {
  readonly sections: readonly SetSection[]
  readonly variables: ReadonlyMap<string, readonly string[]>
  readonly problems: readonly SetProblem[]
}

const sectionPattern = /^\[([a-z0-9]+(?:-[a-z0-9]+)*)\](?:\s{2,}(.*))?$/
const variablePattern = /^<([a-z-]+)>\s+=\s+(.*)$/
const labelPattern = /^([a-z-]+):(?:\s+(.*))?$/
const usePattern = /<([a-z-]+)>/

/**
 * Reads the form that `exclusive.txt` and `merge.txt` share: `# ` comments, `<name> = a, b` lists to write out elsewhere,
 * `[id]  column` sections, and in them lines `a, b` or `label: a, b`. Never fails.
 */
export function parseSetText(text: string): SetText {
  const sections: (SetSection & { readonly lines: SetLine[] })[] = []
  const variables = new Map<string, readonly string[]>()
  const problems: SetProblem[] = []
  text.split(/\r?\n/).forEach((content, line) => {
    const trimmed = content.replace(/^\uFEFF/, '').trim()
    if (trimmed === '' || trimmed === '#' || trimmed.startsWith('# ')) return
    const report = (text: string) => void problems.push({ line, text })
    const section = sectionPattern.exec(trimmed)
    if (section) return void sections.push({ id: section[1] ?? '', columns: section[2]?.split(/\s{2,}/) ?? [], line, lines: [] })
    const variable = variablePattern.exec(trimmed)
    if (variable) return void variables.set(variable[1] ?? '', readValues(variable[2] ?? '', variables, report))
    const current = sections.at(-1)
    if (!current) return report('a line before the first section')
    const label = labelPattern.exec(trimmed)
    current.lines.push({ line, label: label?.[1] ?? '', values: readValues(label ? (label[2] ?? '') : trimmed, variables, report) })
  })
  const seen = new Set<string>()
  for (const { id, line } of sections) {
    if (seen.has(id)) problems.push({ line, text: `'${id}' is there twice` })
    seen.add(id)
  }
  return { sections, variables, problems }
}

function readValues(text: string, variables: ReadonlyMap<string, readonly string[]>, report: (text: string) => void): readonly string[] {
  return text
    .split(/,(?:\s+|$)/)
    .filter((value) => value !== '')
    .flatMap((value) => writeOut(value, variables, report))
    .map(tagKey)
}

/** `<colour> hair` becomes `black hair`, `brown hair` … */
function writeOut(value: string, variables: ReadonlyMap<string, readonly string[]>, report: (text: string) => void): readonly string[] {
  const use = usePattern.exec(value)
  if (!use) return [value]
  const values = variables.get(use[1] ?? '')
  if (!values) {
    report(`'${use[0]}' is not defined above`)
    return []
  }
  return values.flatMap((inner) => writeOut(value.replace(use[0], inner), variables, report))
}
