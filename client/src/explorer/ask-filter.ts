import { CancellationTokenSource, l10n, window, type QuickPickItem } from 'vscode'
import type { QueryItem, QueryResult } from '../../../server/src/protocol/query'
import { number } from '../figures'
import type { LanguageServer } from '../language-server'
import { showInput } from '../steps'

/** Typing asks again after this many milliseconds of rest. */
const REST = 80

interface Row extends QuickPickItem {
  /** What is typed becomes this; without it the row applies the filter. */
  readonly becomes?: string
  readonly isFault?: boolean
}

/** Asks for a query, with completion and its faults shown while it is typed; undefined where the user has closed the box. */
export async function askFilter(server: LanguageServer, before: string | undefined): Promise<string | undefined> {
  const input = window.createQuickPick<Row>()
  let asked: CancellationTokenSource | undefined
  let timer: NodeJS.Timeout | undefined

  async function refresh(): Promise<void> {
    asked?.cancel()
    const source = new CancellationTokenSource()
    asked = source
    const query = input.value
    input.busy = true
    const answer = await server.ask('taglore/query', { query, offset: query.length }, source.token)
    if (source !== asked) return
    input.busy = false
    if (!answer) return
    input.items = rowsOf(query, answer)
    input.activeItems = input.items.slice(0, 1)
  }
  input.value = before ?? ''
  input.onDidChangeValue(() => {
    clearTimeout(timer)
    timer = setTimeout(() => void refresh(), REST)
  })
  void refresh()
  const options = { title: l10n.t('Filter'), placeholder: 'tag:smile AND NOT tag:"open mouth"' }
  const picked = await showInput<string>(input, options, (accept) => {
    const [row] = input.selectedItems
    if (row?.becomes !== undefined) {
      input.value = row.becomes
      void refresh()
    } else if (!row?.isFault) accept(input.value.trim())
  })
  clearTimeout(timer)
  asked?.cancel()
  return picked === 'back' ? undefined : picked
}

function rowsOf(query: string, { fault, images, total, completion }: QueryResult): readonly Row[] {
  const first: Row = fault
    ? { label: `$(error) ${fault.message}`, detail: markFault(query, fault), alwaysShow: true, isFault: true }
    : query.trim() === ''
      ? { label: l10n.t('Show all {0} images', number(total)), alwaysShow: true }
      : { label: l10n.t('Show {0} of {1} images', number(images ?? 0), number(total)), alwaysShow: true }
  const rows = (completion?.items ?? []).map((item): Row => ({ label: `${iconOf(item)} ${item.label}`, description: item.count === null ? '' : number(item.count), alwaysShow: true, becomes: query.slice(0, completion?.start) + item.insert }))
  return [first, ...rows]
}

/** The query with its faulty characters between marks; at its end, where something is missing, a mark alone. */
function markFault(query: string, { start, end }: { readonly start: number; readonly end: number }): string {
  const [before, wrong, after] = [query.slice(0, start), query.slice(start, end), query.slice(end)]
  return wrong === '' ? `${before}▸◂${after}` : `${before}▸${wrong}◂${after}`
}

function iconOf({ kind }: QueryItem): string {
  const icons: Readonly<Record<QueryItem['kind'], string>> = { key: '$(symbol-key)', operator: '$(symbol-operator)', tag: '$(tag)', concept: '$(folder)', rule: '$(warning)' }
  return icons[kind]
}
