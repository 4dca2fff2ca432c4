import { say, type Message } from '../../base/message'
import { firstLineEnd, type Caption, type Separator, type Tag } from '../../caption/caption'
import type { TagEdit } from '../../caption/edit'
import { trainedTags } from '../../dataset/dataset'
import type { CaptionFinding, CaptionRule } from '../rule'
import { describeOrigin } from '../setting-origin'
import type { Settings } from '../../settings'
import { Mark } from '../tag-facts'

export const literalMarkup: CaptionRule = {
  id: 'literal-markup',
  scope: 'caption',
  level: 'warning',
  habit: true,
  summary: say`Markup of the trainer is trained as text, because the setting that reads it is off`,
  where: Mark.dividers | Mark.choices,

  *check(caption, { settings }) {
    const { values } = settings
    const end = values['captions.wildcards'] ? caption.text.length : firstLineEnd(caption)
    const separators = caption.separators.filter(({ span }) => span.start < end)
    yield* checkSections(caption, separators.filter(({ kind }) => kind === 'section'), settings)
    const groups = separators.filter(({ kind }) => kind === 'group')
    if (values['captions.secondarySeparator'] !== ';;;') {
      yield* describe(caption, groups, ';;;', say`';;;' is trained as text: the secondary separator is not ';;;' (${describeOrigin(settings, 'captions.secondarySeparator')})`)
    }
    if (!values['captions.wildcards']) yield* checkChoices(trainedTags(caption, false), settings)
  },
}

/** The trainer reads two of them, and only where it takes captions apart. sd-scripts: BaseDataset.process_caption */
function* checkSections(caption: Caption, sections: readonly Separator[], settings: Settings): Iterable<CaptionFinding> {
  const { 'captions.keepTokensSeparator': mark, 'captions.shuffle': shuffle } = settings.values
  if (mark !== '|||') yield* describe(caption, sections, '|||', say`'|||' is trained as text: the keep tokens separator is not '|||' (${describeOrigin(settings, 'captions.keepTokensSeparator')})`)
  else if (!shuffle) yield* describe(caption, sections, '|||', say`'|||' is trained as text: tags are not shuffled (${describeOrigin(settings, 'captions.shuffle')})`)
  else if (!settings.values['captions.wildcards']) yield* describe(caption, sections.slice(2), '|||', say`A third '|||' is trained as text: the keep tokens separator is read twice (${describeOrigin(settings, 'captions.keepTokensSeparator')})`)
}

function* describe(caption: Caption, separators: readonly Separator[], mark: string, message: Message): Iterable<CaptionFinding> {
  const [first] = separators
  if (!first) return
  yield {
    span: first.span,
    tag: mark,
    message,
    fixes: [
      {
        title: say`Replace '${mark}' with ','`,
        safe: false,
        edits: separators.map((separator) => comma(caption, separator)),
        everywhere: { id: `comma ${mark}`, title: say`Replace '${mark}' with ',' in the whole dataset` },
      },
    ],
  }
}

/** A comma in place of the mark and its blanks; none where one stands there already or nothing does. */
function comma({ text }: Caption, { span }: Separator): TagEdit {
  const start = span.start - (/[ \t]*$/.exec(text.slice(0, span.start))?.[0].length ?? 0)
  const end = span.end + (/^[ \t]*/.exec(text.slice(span.end))?.[0].length ?? 0)
  const edge = start === 0 || end === text.length || /[,\r\n]/.test(text.charAt(start - 1)) || /[,\r\n]/.test(text.charAt(end))
  return { kind: 'rewrite', span: { start, end }, text: edge ? (start === 0 || end === text.length ? '' : ' ') : ', ' }
}

function* checkChoices(tags: readonly Tag[], settings: Settings): Iterable<CaptionFinding> {
  for (const tag of tags) {
    if (tag.choices.length === 0) continue
    const spelt = expand(tag)
    yield {
      span: tag.span,
      tag: tag.name,
      message: say`The braces of '${tag.name}' are trained as text: wildcards are off (${describeOrigin(settings, 'captions.wildcards')})`,
      fixes:
        spelt === undefined
          ? []
          : [
              {
                title: say`Write it out as '${spelt}'`,
                safe: false,
                edits: [{ kind: 'replace', tag, text: spelt }],
                everywhere: { id: 'write-out', title: say`Write out the choices in braces in the whole dataset` },
              },
            ],
    }
  }
}

const GROUP = /\{([^{}]*\|[^{}]*)\}/g

/** `{red|blue} hair` → `red hair, blue hair`; undefined where several groups would have to be crossed. */
function expand({ name }: Tag): string | undefined {
  const [group, ...more] = name.matchAll(GROUP)
  if (!group || more.length > 0) return undefined
  const options = (group[1] ?? '').split('|').map((option) => (name.slice(0, group.index) + option.trim() + name.slice(group.index + group[0].length)).trim())
  return [...new Set(options)].filter((option) => option !== '').join(', ')
}
