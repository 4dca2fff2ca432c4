import assert from 'node:assert/strict'
import { readTrainingFile } from '../../server/src/training-files/read-training-file'
import type { TrainingFileKind } from '../../server/src/training-files/recognise'

/** Takes the lines of `^^^ kind` out of a text; each is about the line above it. */
export function parseMarked(marked: string): { readonly text: string; readonly expected: readonly string[] } {
  const lines: string[] = []
  const expected: string[] = []
  for (const line of marked.replace(/^\n/, '').split('\n')) {
    const mark = /^(\s*)(\^+) (\S+)\s*$/.exec(line)
    const above = lines.at(-1) ?? ''
    if (mark) expected.push(`${lines.length}: ${mark[3]} '${above.slice(mark[1]!.length, mark[1]!.length + mark[2]!.length)}'`)
    else lines.push(line)
  }
  return { text: lines.join('\n'), expected }
}

/** Checks every problem of a training file: its line, kind and the text it points at. */
export function checkProblems(marked: string, name = 'dataset.toml', kind?: TrainingFileKind): void {
  const { text, expected } = parseMarked(marked)
  const file = readTrainingFile(text, name, kind)
  assert.ok(file, 'recognised as a training file')
  const found = file.problems.map((problem) => `${text.slice(0, problem.span.start).split('\n').length}: ${problem.kind} '${text.slice(problem.span.start, problem.span.end)}'`)
  assert.deepEqual(found.sort(), [...expected].sort())
}
