import { formatMessage, say, type Message, type Translations } from '../base/message'
import type { BalanceProposal } from '../dataset/balance'
import { markdownTable } from './render-markdown'
import { textTable } from './text-table'

/** A proposal as plain data; keys are added to, never renamed. */
export interface BalanceReport {
  readonly concepts: readonly {
    readonly name: string
    readonly images: number
    /** Images × repeats, as it is and as it is proposed. */
    readonly before: number
    readonly after: number
    readonly parts: readonly { readonly folder: string; readonly tag: string | null; readonly images: number; readonly repeats: number; readonly proposed: number }[]
  }[]
  readonly samples: { readonly before: number; readonly after: number }
  /** The largest share divided by the smallest. */
  readonly ratio: { readonly before: number; readonly after: number }
  /** The tolerance and the limit are kept. */
  readonly reached: boolean
}

export function describeBalance({ rows, before, after, ratioBefore, ratioAfter, reached }: BalanceProposal): BalanceReport {
  return {
    concepts: rows.map((row) => ({
      name: row.name,
      images: row.images,
      before: row.before,
      after: row.after,
      parts: row.parts.map((part) => ({ folder: part.folder.relative, tag: part.tag ?? null, images: part.images, repeats: part.before, proposed: part.after })),
    })),
    samples: { before, after },
    ratio: { before: ratioBefore, after: ratioAfter },
    reached,
  }
}

export function renderBalance(report: BalanceReport, form: 'text' | 'markdown', translations?: Translations): string {
  const t = (message: Message): string => formatMessage(message, translations)
  const head = [t(say`Concept`), t(say`Folder`), t(say`Images`), t(say`Repeats`), t(say`Samples`)]
  const arrow = (before: number, after: number): string => (before === after ? String(before) : `${before} → ${after}`)
  const rows = report.concepts.flatMap((concept) =>
    concept.parts.map(({ folder, tag, images, repeats, proposed }, at) => [at === 0 ? concept.name : '', tag === null ? folder : `${folder} (${tag})`, String(images), arrow(repeats, proposed), arrow(images * repeats, images * proposed)]),
  )
  const lines = [balanceSummary(report), ...balanceNotes(report)].map(t)
  const table = form === 'markdown' ? markdownTable(head, rows) : textTable([head, ...rows], [2])
  return `${[...lines, '', ...table].join('\n').trimEnd()}\n`
}

export function balanceSummary({ samples, ratio, concepts }: BalanceReport): Message {
  if (concepts.length < 2) return say`There is nothing to balance: only one concept has images`
  return say`Samples an epoch: ${samples.before} → ${samples.after}; largest to smallest concept: ${ratio.before.toFixed(2)} → ${ratio.after.toFixed(2)}`
}

/** What the reader should know of a proposal. */
export function balanceNotes({ samples, reached, concepts }: BalanceReport): readonly Message[] {
  const factor = samples.after > 0 ? samples.before / samples.after : 1
  return [
    ...(reached || concepts.length < 2 ? [] : [say`The tolerance cannot be kept under this many samples; this comes nearest`]),
    ...(factor >= 1.25 || factor <= 0.8 ? [say`For as many steps as before, train ${factor.toFixed(1)} times as many epochs`] : []),
  ]
}
