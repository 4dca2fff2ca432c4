// Noise: visible problems per 100 captions, by rule, on captions of your own (--captions) and on drawn ones. What is shown must be worth it: at most
// one visible problem (info and above) for two captions.
// Run: npm run bench -- --only noise [--captions DIR]… [--seed N] [--count N] [--sure 0…1] [--show RULE|all]
// DIR has .txt files, images are made up; --sure 0 draws captions that contradict themselves as often as chance will have it
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { levelRank } from '../../server/src/base/level'
import { formatMessage } from '../../server/src/base/message'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { problemsOf } from '../lint/check'
import { fullKnowledge } from '../support/vocabulary'
import { openDataset } from '../support/world'
import { drawCaptions, type FolderKind } from './draw-captions'

const { values } = parseArgs({
  options: { captions: { type: 'string', multiple: true }, seed: { type: 'string' }, count: { type: 'string' }, sure: { type: 'string' }, show: { type: 'string' }, tags: { type: 'string', multiple: true } },
})

interface Folder {
  readonly name: string
  readonly captions: readonly string[]
  readonly settings?: object
}

function readFolder(path: string): Folder {
  const names = readdirSync(path).filter((name) => name.endsWith('.txt'))
  return { name: basename(path), captions: names.map((name) => readFileSync(join(path, name), 'utf8')) }
}

/** The same as it comes from a booru through a tool for prompts: file and quality words, escapes, a comma at each end. */
function untidy({ captions }: Folder): Folder {
  return { name: 'character, untidy', captions: captions.map((text) => `${text}, highres, absurdres, masterpiece, best quality, star \\(symbol\\), vocaloid,`) }
}

async function bench({ name, captions, settings = {} }: Folder, knowledge: Knowledge): Promise<void> {
  const files = new Map(captions.flatMap((text, at) => [[`10_${name}/${at}.png`, ''], [`10_${name}/${at}.txt`, text]] as const))
  const opened = await openDataset(files, { knowledge, settings })
  const problems = problemsOf(opened)
  const visible = problems.filter(({ level }) => levelRank(level) >= levelRank('info'))
  const ids = [...new Set(problems.map(({ rule }) => rule.id))].sort()
  const per100 = (count: number): string => ((count / captions.length) * 100).toFixed(1)
  console.log(`\n${name}: ${captions.length} captions, ${per100(visible.length)} visible problems per 100`)
  for (const id of ids) {
    const own = problems.filter(({ rule }) => rule.id === id)
    const hidden = own.filter((problem) => !visible.includes(problem)).length
    console.log(`${id.padEnd(24)}${per100(own.length - hidden).padStart(7)}${hidden > 0 ? `   hints ${per100(hidden)}` : ''}`)
    if (values.show !== undefined && (values.show === 'all' || values.show === id)) {
      for (const problem of own.slice(0, 8)) console.log(`    ${formatMessage(problem.message)}`)
    }
  }
}

const count = Number(values.count ?? 200)
const seed = Number(values.seed ?? 1)
void fullKnowledge().then(async (knowledge) => {
  const drawn = (kind: FolderKind, settings?: object): Folder => ({ name: kind, captions: drawCaptions(kind, count, knowledge, seed, values.sure === undefined ? undefined : Number(values.sure)), settings })
  const folders = [...(values.captions ?? []).map(readFolder), drawn('character'), { ...drawn('character', { model: 'illustrious' }), name: 'character on illustrious' }, drawn('anybody'), { ...drawn('anybody', { goal: 'style' }), name: 'anybody as a style' }, untidy(drawn('character'))]
  for (const folder of folders) await bench(folder, knowledge)
})
