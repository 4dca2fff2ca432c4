import {
  CodeActionKind,
  CompletionItemKind,
  CompletionItemTag,
  DiagnosticSeverity,
  DiagnosticTag,
  InsertTextFormat,
  MarkupKind,
  SemanticTokensBuilder,
  type CompletionItem,
  type CompletionList,
  type Diagnostic,
  type Hover,
  type MarkupContent,
  type SemanticTokens,
} from 'vscode-languageserver'
import type { TextMap } from '../base/document'
import type { Level } from '../base/level'
import { say, type Message } from '../base/message'
import type { Span } from '../base/span'
import type { CompletionAnswer, CompletionTag } from '../features/completion'
import type { CompletionWord, WordAnswer } from '../features/elsewhere/words'
import type { TagDescription } from '../features/hover'
import { TOKEN_TYPES, type SemanticToken } from '../features/semantic-tokens'
import type { Problem } from '../lint/problem'
import { LEVELS } from '../settings'

type Translate = (message: Message) => string

const SEVERITIES: Readonly<Record<Level, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
}

const KINDS: Readonly<Record<CompletionTag['category'], CompletionItemKind>> = {
  general: CompletionItemKind.Value,
  artist: CompletionItemKind.Color,
  copyright: CompletionItemKind.Module,
  character: CompletionItemKind.Class,
  meta: CompletionItemKind.Property,
  species: CompletionItemKind.Struct,
  lore: CompletionItemKind.Reference,
  invalid: CompletionItemKind.Text,
  trigger: CompletionItemKind.Event,
  dataset: CompletionItemKind.Variable,
}

export const SOURCE = 'taglore'

/** `pageUri` gives the address of a rule's page, where there is one. */
export function toDiagnostic(problem: Problem, map: TextMap | undefined, translate: Translate, pageUri: (rule: string) => string | undefined): Diagnostic {
  const href = pageUri(problem.rule.id)
  const start = { line: 0, character: 0 }
  return {
    range: problem.span && map ? map.toRange(problem.span) : { start, end: start },
    severity: SEVERITIES[problem.level],
    code: problem.rule.id,
    source: SOURCE,
    message: translate(problem.message),
    ...(href === undefined ? {} : { codeDescription: { href } }),
    ...(problem.unnecessary ? { tags: [DiagnosticTag.Unnecessary] } : {}),
  }
}

/** What a client can show of a completion. */
export interface CompletionSupport {
  readonly labelDetails: boolean
  readonly deprecated: boolean
  readonly snippets: boolean
}

/**
 * Every item carries the typed text as its filter text, so that the editor's own filter hides nothing and keeps our order;
 * the list is always incomplete, so that every keystroke asks again.
 */
export function toCompletionList(answer: CompletionAnswer, map: TextMap, uri: string, support: CompletionSupport): CompletionList {
  const range = map.toRange(answer.span)
  const filterText = answer.typed === '' ? undefined : answer.typed
  const items = answer.tags.map(
    (tag, index): CompletionItem => ({
      label: tag.label,
      ...detailsOf(tag, support),
      kind: KINDS[tag.category],
      sortText: String(index).padStart(4, '0'),
      ...(filterText === undefined ? {} : { filterText }),
      textEdit: { range, newText: tag.inserted },
      ...(tag.deprecated && support.deprecated ? { tags: [CompletionItemTag.Deprecated] } : {}),
      data: { uri, name: tag.name },
    }),
  )
  return { isIncomplete: true, items }
}

/** Words that are no tags: all of them at once, filtered by the editor and kept in their order. */
export function toWordList({ span, words }: WordAnswer, map: TextMap, { snippets }: CompletionSupport, translate: Translate): CompletionList {
  const range = map.toRange(span)
  // the editor compares with what stands in the range, quotes included
  const quote = /^["']/.exec(map.text.slice(span.start, span.end))?.[0] ?? ''
  const items = words.map(({ label, detail, lines, note, kind, inserted, levelled, snippet }, index): CompletionItem => {
    const documentation = lines ? lines.map(translate).join('\n\n') : detail && translate(detail)
    return {
      label,
      kind: WORD_KINDS[kind ?? 'value'],
      ...(lines ? { sortText: String(index).padStart(4, '0') } : {}),
      ...(note ? { detail: translate(note) } : {}),
      ...(documentation === undefined ? {} : { documentation }),
      ...(quote !== '' && inserted.startsWith(quote) ? { filterText: `${quote}${label}` } : {}),
      ...(levelled
        ? withLevel(map, span, inserted, snippets)
        : snippets && snippet !== undefined
          ? { textEdit: { range, newText: snippet }, insertTextFormat: InsertTextFormat.Snippet }
          : { textEdit: { range, newText: inserted } }),
    }
  })
  return { isIncomplete: false, items }
}

const WORD_KINDS: Readonly<Record<NonNullable<CompletionWord['kind']> | 'value', CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  table: CompletionItemKind.Module,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  value: CompletionItemKind.EnumMember,
}

/** A key with its closing quote and a level behind it; the quote that may stand there is replaced. */
function withLevel(map: TextMap, span: Span, key: string, snippets: boolean): Pick<CompletionItem, 'textEdit' | 'insertTextFormat' | 'filterText'> {
  const closed = map.text.charAt(span.end) === '"'
  const range = map.toRange({ start: span.start, end: span.end + (closed ? 1 : 0) })
  if (!snippets) return { textEdit: { range, newText: `${key}": "off"` } }
  return { textEdit: { range, newText: `${key}": "\${1|${LEVELS.join(',')}|}"` }, insertTextFormat: InsertTextFormat.Snippet }
}

function detailsOf({ detail, description }: CompletionTag, { labelDetails }: CompletionSupport): Pick<CompletionItem, 'detail' | 'labelDetails'> {
  if (!labelDetails) return detail === '' && description === '' ? {} : { detail: [description, detail.trim()].filter((part) => part !== '').join('  ') }
  return { labelDetails: { ...(detail === '' ? {} : { detail: ` ${detail}` }), ...(description === '' ? {} : { description }) } }
}

/** The description in the markup that the client shows; plain text for one that says nothing about it. */
export function toMarkup(description: TagDescription, translate: Translate, formats: readonly MarkupKind[] | undefined, extras: HoverExtras = {}): MarkupContent {
  if (formats?.includes(MarkupKind.Markdown)) return { kind: MarkupKind.Markdown, value: toMarkdown(description, translate, extras) }
  const title = [description.title, ...description.translations].join('  ')
  return { kind: MarkupKind.PlainText, value: [title, ...description.lines.map(translate)].join('\n') }
}

/** What only some clients show. */
export interface HoverExtras {
  /** Addresses of pictures. */
  readonly pictures?: readonly string[]
  /** Address of the command that shows where the dataset uses the tag. */
  readonly showing?: string | undefined
}

function toMarkdown(description: TagDescription, translate: Translate, { pictures = [], showing }: HoverExtras): string {
  const translations = description.translations.length > 0 ? `  ${description.translations.map(escapeMarkdown).join(' · ')}` : ''
  const links = [
    ...(description.wiki === undefined ? [] : [`[${translate(say`Danbooru wiki`)}](${description.wiki})`]),
    ...(showing === undefined ? [] : [`[${translate(say`Show in dataset`)}](${showing})`]),
  ]
  const shown = pictures.map((picture) => `![](${picture})`)
  const lines = description.lines.map((line) => escapeMarkdown(translate(line))).join('  \n')
  return [`**${escapeMarkdown(description.title)}**${translations}`, lines, shown.join(' '), links.join(' · ')].filter((part) => part !== '').join('\n\n')
}

/** Tag names are full of characters that Markdown reads as markup. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~]/g, '\\$&')
}

export function toHover(description: TagDescription, map: TextMap, translate: Translate, formats: readonly MarkupKind[] | undefined, extras: HoverExtras = {}): Hover {
  return {
    contents: toMarkup(description, translate, formats, extras),
    ...(description.span ? { range: map.toRange(description.span) } : {}),
  }
}

/** Tokens never span lines: captions' tags do not either. */
export function toSemanticTokens(tokens: readonly SemanticToken[], map: TextMap): SemanticTokens {
  const builder = new SemanticTokensBuilder()
  for (const { span, type } of tokens) {
    const { line, character } = map.toPosition(span.start)
    builder.push(line, character, span.end - span.start, TOKEN_TYPES.indexOf(type), 0)
  }
  return builder.build()
}

export const ACTION_KINDS = [CodeActionKind.QuickFix, 'source.fixAll.taglore', 'source.organizeTags']
