import { FileError } from '../../base/file-system'
import { say } from '../../base/message'
import { folderOf } from '../../base/path'
import { escapeMarkdown } from '../../audit/render-markdown'
import { findDatasetRoot } from '../../dataset/find-root'
import { loadSettings } from '../../host/load-dataset'
import { readTokenizer } from '../../host/load-knowledge'
import { SETTINGS } from '../../settings'
import { readCaptionFile } from '../../trainer/caption-file'
import { formatOf, hasOption, printJson, valuesOf, type Call, type Command, type Format } from '../command'
import { describeFileError, pathOf, settingsPath } from '../open-dataset'
import { orMissing } from '../product-missing'
import { UsageError } from '../usage-error'
import { visible } from '../visible'

interface Row {
  readonly text: string
  readonly ids: readonly number[]
  readonly count: number
}

export const tokens: Command = {
  name: 'tokens',
  usage: '--text TEXT…|FILE…',
  summary: say`Counts CLIP tokens, without begin and end marks`,
  details: [say`A file is read as the trainer reads it, usually its first line; a text is taken whole. After --text all arguments are texts.`],
  options: ['format', 'text', 'settings'],

  async run(call) {
    const format = formatOf(call)
    const texts = hasOption(call, 'text') ? [...valuesOf(call, 'text'), ...call.positionals] : await readFiles(call)
    const tokenizer = orMissing(readTokenizer)
    const rows = texts.map((text): Row => {
      const ids = tokenizer.encode(text)
      return { text, ids, count: ids.length }
    })
    await call.terminal.write(render(rows, format))
    return 0
  },
}

function render(rows: readonly Row[], format: Format): string {
  if (format === 'json') return printJson(rows)
  if (format === 'markdown') return ['| tokens | text | ids |', '| ---: | --- | --- |', ...rows.map(({ text, ids, count }) => `| ${count} | ${escapeMarkdown(oneLine(text))} | ${ids.join(' ')} |`), ''].join('\n')
  const width = Math.max(0, ...rows.map(({ count }) => String(count).length))
  return rows.map(({ text, ids, count }) => `${String(count).padStart(width)}  ${visible(oneLine(text))}\n${' '.repeat(width)}  ${ids.join(' ')}`.trimEnd() + '\n').join('')
}

function oneLine(text: string): string {
  return text.replace(/\r\n|[\r\n]/g, ' ⏎ ')
}

async function readFiles(call: Call): Promise<string[]> {
  if (call.positionals.length === 0) throw new UsageError(say`Which text? Give --text TEXT, or caption files`)
  const texts: string[] = []
  for (const given of call.positionals) texts.push(await readOne(call, given))
  return texts
}

/** What the trainer holds of a caption file, under the settings of its dataset. */
async function readOne(call: Call, given: string): Promise<string> {
  const path = pathOf(call, given)
  const { fileSystem } = call.terminal
  try {
    const root = await findDatasetRoot(fileSystem, folderOf(path), SETTINGS.captionExtensions.default)
    const { values } = await loadSettings(fileSystem, root ?? folderOf(path), { layers: [], trusted: true, settingsFile: settingsPath(call) })
    const read = readCaptionFile(await fileSystem.read(path), values['captions.wildcards'])
    if (read.kind === 'text') return read.text
    throw new UsageError(read.why === 'empty' ? say`'${given}' is empty (0 bytes): training stops at it` : say`'${given}' is not UTF-8: training stops at it; save it as UTF-8`)
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(error.code === 'is-folder' ? say`'${given}' is a folder; give caption files` : describeFileError(error, error.path === path ? given : error.path))
    throw error
  }
}
