import { DocumentHighlightKind, SymbolKind, type CancellationToken, type DocumentSymbol, type Location, type Position, type Range, type SymbolInformation, type WorkspaceSymbol } from 'vscode-languageserver'
import { createTextMap, type TextMap } from '../base/document'
import { say } from '../base/message'
import type { Span } from '../base/span'
import type { Change } from '../changes/change'
import { planInSlices } from '../changes/plan-in-slices'
import type { Plan } from '../changes/plans/parts/refactoring'
import { describeRefusal } from '../changes/plans/parts/refusal'
import { datasetAround } from '../features/dataset-around'
import { defineTag, findDeclaration } from '../features/definition'
import { highlightTag } from '../features/document-highlight'
import { outlineCaption, type SymbolGroup, type TagSymbol } from '../features/document-symbol'
import { findReferences, referencedKey } from '../features/references'
import { prepareRename, renameAt, samplesNaming, withDeclarations } from '../features/rename'
import { placeSymbols, searchSymbols, type DatasetSymbol, type SymbolPlace } from '../features/workspace-symbol'
import { PLAN_RENAME_REQUEST, type PlannedChange, type PlanRenameParams } from '../protocol/changes'
import { readSettingsText } from './actions'
import { freshChange, refuse, tellRefusals, toEdit, wholeChange } from './fresh-edit'
import { guard } from './guard'
import { longWork, type LongWork } from './long-work'
import { offerChange } from './offer-change'
import type { Doors, Route } from './route'
import { definePath, referKey } from './training-answers'
import { toPath } from './uris'

/** What is asked about one tag wherever it stands. */
export const TAG_ROUTES: readonly Route[] = [
  {
    name: 'rename',
    capability: { renameProvider: { prepareProvider: true, workDoneProgress: true } },
    register: (doors) => {
      const { session, documents } = doors
      session.connection.onPrepareRename(
        guard(session, 'textDocument/prepareRename', async ({ textDocument, position }) => {
          const caption = await documents.captionAt(textDocument.uri)
          const place = caption && prepareRename(session.workspace, caption.path, caption.map.toOffset(position))
          if (!place || !caption) return null
          if ('fault' in place) throw refuse(session, place.fault)
          return { range: caption.map.toRange(place.span), placeholder: place.name }
        }),
      )
      session.connection.onRenameRequest(
        guard(session, 'textDocument/rename', ({ textDocument, position, newName }, token, progress) =>
          longWork(session, say`Renaming tag`, token, progress, async (work) => {
            const planned = await planRename(doors, textDocument.uri, position, newName, work)
            if (!planned || planned.change.files.length === 0) return null
            tellRefusals(session, planned.plan)
            return toEdit(doors, planned.change)
          }),
        ),
      )
      const handler = ({ uri, position, newName, workDoneToken }: PlanRenameParams, token: CancellationToken): Promise<PlannedChange | null> =>
        longWork(session, say`Renaming tag`, token, session.connection.window.attachWorkDoneProgress(workDoneToken), async (work) => {
          const planned = await planRename(doors, uri, position, newName, work, true)
          if (!planned) return null
          const refusals = planned.plan.refusals.map((refusal) => ({ path: refusal.path, message: describeRefusal(refusal) }))
          return offerChange(doors, { root: planned.root, change: planned.change, refusals, edit: true }, work)
        })
      session.connection.onRequest(PLAN_RENAME_REQUEST, guard<[PlanRenameParams, CancellationToken], unknown>(session, PLAN_RENAME_REQUEST, handler))
    },
  },
  {
    name: 'references',
    capability: { referencesProvider: { workDoneProgress: true } },
    register: (doors) => {
      const { session, documents, datasets } = doors
      session.connection.onReferences(
        guard(session, 'textDocument/references', ({ textDocument, position, context }, token, progress, partial) =>
          longWork(session, say`Looking for a tag`, token, progress, async (work) => {
            const caption = await documents.captionAt(textDocument.uri)
            const other = caption ? undefined : documents.otherAt(textDocument.uri)
            if (other) return referKey(doors, other, other.map.toOffset(position))
            const offset = caption?.map.toOffset(position) ?? 0
            const key = caption && referencedKey(session.workspace, caption.path, offset)
            if (!caption || key === undefined) return null
            await documents.entered()
            await datasets.ensure(caption.path)
            const declared = context.includeDeclaration ? await declarationAt(doors, caption.path, offset) : undefined
            return listReferences(doors, caption.path, key, { work, first: declared, send: partial && ((page) => partial.report(page)) })
          }),
        ),
      )
    },
  },
  {
    name: 'documentHighlight',
    capability: { documentHighlightProvider: true },
    register: ({ session, documents }) => {
      session.connection.onDocumentHighlight(
        guard(session, 'textDocument/documentHighlight', async ({ textDocument, position }) => {
          const caption = await documents.captionAt(textDocument.uri)
          if (!caption) return null
          return highlightTag(session.workspace, caption.path, caption.map.toOffset(position)).map((span) => ({ range: caption.map.toRange(span), kind: DocumentHighlightKind.Text }))
        }),
      )
    },
  },
  {
    name: 'definition',
    capability: { definitionProvider: true },
    register: (doors) => {
      const { session, documents, open } = doors
      session.connection.onDefinition(
        guard(session, 'textDocument/definition', async ({ textDocument, position }) => {
          const caption = await documents.captionAt(textDocument.uri)
          const other = caption ? undefined : documents.otherAt(textDocument.uri)
          if (other) return definePath(doors, other, other.map.toOffset(position))
          if (!caption) return null
          const offset = caption.map.toOffset(position)
          const declared = await declarationAt(doors, caption.path, offset)
          if (declared) return declared
          const first = defineTag(session.workspace, caption.path, offset)?.first
          return first ? toLocation(first, open.toUri) : null
        }),
      )
    },
  },
  {
    name: 'documentSymbol',
    capability: { documentSymbolProvider: true },
    register: ({ session, documents, datasets, ready }) => {
      const nested = session.capabilities.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true
      session.connection.onDocumentSymbol(
        guard(session, 'textDocument/documentSymbol', async ({ textDocument }): Promise<DocumentSymbol[] | SymbolInformation[] | null> => {
          // an outline is not asked for again when the tags and the triggers are known
          await ready()
          await datasets.ensure(toPath(textDocument.uri))
          const caption = await documents.captionAt(textDocument.uri)
          if (!caption) return null
          const groups = outlineCaption(session.workspace, caption.path)
          const titled = groups.map((group) => ({ ...group, name: session.translate(group.title) }))
          return nested ? titled.map((group) => toGroup(group, caption.map)) : titled.flatMap((group) => toInformation(group, caption.map, textDocument.uri))
        }),
      )
    },
  },
  {
    name: 'workspaceSymbol',
    capability: { workspaceSymbolProvider: { workDoneProgress: true } },
    register: ({ session, open }) => {
      session.connection.onWorkspaceSymbol(
        guard(session, 'workspace/symbol', ({ query }, token, progress) =>
          longWork(session, say`Looking for tags`, token, progress, async (work): Promise<WorkspaceSymbol[]> => {
            const symbols = searchSymbols(session.workspace, query)
            const places = new Map<DatasetSymbol, SymbolPlace>()
            for (const _ of placeSymbols(symbols, places)) await work.breathe()
            return symbols.flatMap((symbol): WorkspaceSymbol[] => {
              const place = places.get(symbol)
              if (!place) return []
              return [{ name: symbol.name, kind: KINDS[symbol.category], containerName: session.translate(symbol.container), location: toLocation(place, open.toUri) }]
            })
          }),
        ),
      )
    },
  },
]

interface PlannedRename {
  readonly root: string
  readonly plan: Plan
  /** As the files are now, with what `taglore.json` says. */
  readonly change: Change
}

/** The renaming of the tag at a place; undefined where there is none. */
async function planRename(doors: Doors, uri: string, position: Position, to: string, work: LongWork, journalled = false): Promise<PlannedRename | undefined> {
  const { documents, datasets } = doors
  const caption = await documents.captionAt(uri)
  if (!caption) return undefined
  const offset = caption.map.toOffset(position)
  // a part of a dataset would be worse than a late one
  await documents.entered()
  await datasets.ensure(caption.path)
  let planned: Omit<PlannedRename, 'change'> | undefined
  const change = await freshChange(doors, async () => {
    planned = await planRenameNow(doors, caption.path, offset, to, work)
    return planned ? wholeChange(doors, planned.root, planned.plan) : { title: say`Rename tag`, files: [] }
  }, { journalled })
  // assigned by the function, which the compiler does not see
  const last = planned as Omit<PlannedRename, 'change'> | undefined
  return last && { ...last, change }
}

async function planRenameNow({ session }: Doors, path: string, offset: number, to: string, work: LongWork): Promise<Omit<PlannedRename, 'change'> | undefined> {
  const request = renameAt(session.workspace, path, offset, to)
  const around = datasetAround(session.workspace, path)
  if (!request || !around) return undefined
  if ('fault' in request) throw refuse(session, request.fault)
  const { dataset, samples } = around
  const answer = await planInSlices(request, { dataset, knowledge: session.workspace.knowledge }, samplesNaming(samples, request.args.from), { breathe: work.breathe, onProgress: work.report })
  if ('fault' in answer) throw refuse(session, answer.fault)
  return { root: dataset.root, plan: withDeclarations(answer.plan, dataset, request.args) }
}

const PAGE = 1000
/** Captions that are looked at between two looks at the clock. */
const SLICE = 32

interface Listing {
  readonly work: LongWork
  readonly first: Location | undefined
  /** Takes a page at a time; without it all of them are the answer. */
  readonly send: ((page: Location[]) => void) | undefined
}

async function listReferences({ session, open }: Doors, path: string, key: string, { work, first, send }: Listing): Promise<Location[]> {
  const { samples = [] } = datasetAround(session.workspace, path) ?? {}
  let page: Location[] = first ? [first] : []
  let looked = 0
  for (const found of findReferences(samples, key)) {
    if (++looked % SLICE === 0) {
      await work.breathe()
      work.report(looked, samples.length)
    }
    if (!found) continue
    const map = createTextMap(found.text)
    const uri = open.toUri(found.path)
    for (const span of found.spans) page.push({ uri, range: map.toRange(span) })
    if (!send || page.length < PAGE) continue
    send(page)
    page = []
  }
  if (!send) return page
  send(page)
  return []
}

/** Where `taglore.json` declares the trigger at an offset. */
async function declarationAt({ session, open }: Doors, path: string, offset: number): Promise<Location | undefined> {
  const definition = defineTag(session.workspace, path, offset)
  if (definition?.declaredIn === undefined) return undefined
  const text = await readSettingsText(session, open, definition.declaredIn)
  const span = text === undefined ? undefined : findDeclaration(text, definition.key)
  return text === undefined || !span ? undefined : toLocation({ path: definition.declaredIn, text, span }, open.toUri)
}

function toLocation({ path, text, span }: { readonly path: string; readonly text: string; readonly span: Span }, toUri: (path: string) => string): Location {
  return { uri: toUri(path), range: createTextMap(text).toRange(span) }
}

const KINDS: Readonly<Record<TagSymbol['category'], SymbolKind>> = {
  trigger: SymbolKind.Event,
  character: SymbolKind.Class,
  copyright: SymbolKind.Module,
  artist: SymbolKind.Interface,
  meta: SymbolKind.Property,
  general: SymbolKind.Constant,
  species: SymbolKind.Struct,
  lore: SymbolKind.Constant,
  invalid: SymbolKind.Null,
  unknown: SymbolKind.Variable,
  prose: SymbolKind.String,
}

type TitledGroup = SymbolGroup & { readonly name: string }

/** A group reaches from its first tag to its last. */
function toGroup({ name, symbols }: TitledGroup, map: TextMap): DocumentSymbol {
  const children = symbols.map((symbol): DocumentSymbol => ({
    name: symbol.name,
    detail: symbol.detail,
    kind: KINDS[symbol.category],
    range: map.toRange(symbol.span),
    selectionRange: map.toRange(symbol.nameSpan),
  }))
  const none: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
  const first = children[0]?.range ?? none
  return { name, detail: String(children.length), kind: SymbolKind.Namespace, range: { start: first.start, end: children.at(-1)?.range.end ?? first.end }, selectionRange: first, children }
}

function toInformation({ name, symbols }: TitledGroup, map: TextMap, uri: string): SymbolInformation[] {
  return symbols.map((symbol) => ({ name: symbol.name, kind: KINDS[symbol.category], containerName: name, location: { uri, range: map.toRange(symbol.span) } }))
}
