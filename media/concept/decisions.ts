import type { ConceptRow, ConceptSection, ConceptSheet, SheetAction } from '../../server/src/protocol/concept'

/** What the user wants done with the tag of one row. */
export type Decision =
  | { readonly kind: 'bake' | 'keep' | 'add' }
  | { readonly kind: 'rename'; readonly to: string }
  | { readonly kind: 'unify'; readonly to: string }

export type DecisionKind = Decision['kind']

/** By `rowId`. */
export type Decisions = Readonly<Record<string, Decision>>

/** Names a row: the tag, and for an outfit its folder. */
export function rowId({ outfit }: Pick<ConceptSection, 'outfit'>, { key }: Pick<ConceptRow, 'key'>): string {
  return `${outfit?.folder ?? ''}//${key}`
}

/** Captions that a row's share is of. */
export function wholeOf({ outfit }: Pick<ConceptSection, 'outfit'>, { captions }: Pick<ConceptSheet, 'captions'>): number {
  return outfit?.captions ?? captions
}

/** What can be decided about a row. A trigger is renamed by a command of its own. */
export function choicesOf(row: ConceptRow, whole: number): readonly DecisionKind[] {
  const add: readonly DecisionKind[] = row.captions < whole ? ['add'] : []
  if (row.trigger) return add
  return ['bake', ...(row.kept ? [] : ['keep' as const]), ...add, 'rename', ...(row.rivals.length > 0 ? ['unify' as const] : [])]
}

/** The name that a row and its rivals get when nothing else is said: what is proposed, else the one used most. */
export function usualName({ text, captions, rivals, proposal }: Pick<ConceptRow, 'text' | 'captions' | 'rivals' | 'proposal'>): string {
  const [rival] = rivals
  return proposal?.to ?? (rival && rival.captions > captions ? rival.text : text)
}

/** The decision that a row's proposal stands for; undefined without one, or where it can no longer be taken up. */
export function proposedFor(row: ConceptRow, whole: number): Decision | undefined {
  const kind = row.proposal?.kind
  if (kind === undefined || !choicesOf(row, whole).includes(kind)) return undefined
  return kind === 'unify' ? { kind, to: usualName(row) } : { kind }
}

/** Without the decisions that nothing is left of: what they are about is gone, or as they want it. */
export function stillOpen(decisions: Decisions, sheet: ConceptSheet): Decisions {
  const open: Record<string, Decision> = {}
  for (const { id, row, whole } of rowsOf(sheet)) {
    const decision = decisions[id]
    if (decision && choicesOf(row, whole).includes(decision.kind)) open[id] = decision
  }
  return open
}

const ORDER: readonly DecisionKind[] = ['rename', 'unify', 'bake', 'add', 'keep']

/** The decisions as the plan takes them: names first, so that what a tag becomes can be baked in too. */
export function toActions(decisions: Decisions, sheet: ConceptSheet): readonly SheetAction[] {
  const decided = rowsOf(sheet).flatMap(({ id, row, section }) => {
    const decision = decisions[id]
    return decision ? [{ decision, row, section }] : []
  })
  decided.sort((a, b) => ORDER.indexOf(a.decision.kind) - ORDER.indexOf(b.decision.kind))
  return decided.map(({ decision, row, section }): SheetAction => {
    const folder = section.outfit ? { folder: section.outfit.folder } : {}
    switch (decision.kind) {
      case 'bake':
      case 'keep':
        return { kind: decision.kind, tag: row.text, ...folder }
      case 'add':
        return { kind: 'add', tag: row.text, at: row.trigger ? 'start' : 'end', ...folder }
      case 'rename':
        return { kind: 'rename', tag: row.text, to: decision.to, ...folder }
      case 'unify':
        return { kind: 'unify', tags: [row.text, ...row.rivals.map(({ text }) => text)], to: decision.to, ...folder }
    }
  })
}

interface PlacedRow {
  readonly id: string
  readonly section: ConceptSection
  readonly row: ConceptRow
  readonly whole: number
}

export function rowsOf(sheet: ConceptSheet): PlacedRow[] {
  return sheet.sections.flatMap((section) => section.rows.map((row) => ({ id: rowId(section, row), section, row, whole: wholeOf(section, sheet) })))
}
