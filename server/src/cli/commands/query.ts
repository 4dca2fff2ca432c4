import { say } from '../../base/message'
import { relativePath } from '../../base/path'
import { selectImages } from '../../features/select-images'
import { formatOf, printJson, type Command } from '../command'
import { folderArgument, openDataset } from '../open-dataset'
import { DATASET_OPTIONS } from '../options'
import { readQuery, whereOption } from '../query-option'
import { refuseMore } from '../refuse-more'
import { UsageError } from '../usage-error'

export const query: Command = {
  name: 'query',
  usage: 'DIR QUERY',
  summary: say`Lists the images that match a query, one path a line`,
  details: [
    say`Keys with text, where * and ? stand for anything and for one character: tag: caption: name: path: concept: bucket: rule:`,
    say`Keys with a number, compared by = != < > <= >=: tags: chars: tokens: width: height: area: repeats:`,
    say`NOT, AND, OR and brackets join them; quotes hold what has blanks; a word without key searches captions; tags:=0 finds images without tags.`,
  ],
  options: ['format', ...DATASET_OPTIONS],

  async run(call) {
    const format = formatOf(call)
    const [folder, text] = call.positionals
    if (folder !== undefined && text === undefined) throw new UsageError(say`Which query? Give one in quotes, such as 'tag:solo AND tags:<5'`)
    const test = readQuery(call, text ?? '')
    const where = whereOption(call)
    const root = await folderArgument(call, folder)
    refuseMore(call, 2)
    const { dataset, knowledge, unreadableSettings } = await openDataset(call, root)
    const matches = selectImages(dataset, knowledge, (image) => test(image) && (where === undefined || where(image))).map((path) => relativePath(root, path))
    await call.terminal.write(format === 'json' ? printJson({ matches }) : matches.map((path) => `${format === 'markdown' ? '- ' : ''}${path}\n`).join(''))
    return unreadableSettings ? 2 : 0
  },
}
