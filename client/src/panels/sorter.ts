import { l10n, Uri, window, type Disposable } from 'vscode'
import { ResponseError } from 'vscode-languageclient'
import type { ChangeStep } from '../../../server/src/protocol/changes'
import type { SorterAction, SorterList, SorterMessage, SorterProgress } from '../../../server/src/protocol/sorter'
import { atMostEvery, atRest } from '../at-rest'
import { applyDatasetChange } from '../changes/apply-change'
import { longRequest } from '../changes/long-request'
import { travelLast, travelStep } from '../changes/undo-change'
import { imageUri, openFromPage } from '../gallery/image-places'
import { readProgress, readSetup, writeProgress, writeSetup, type SorterSetup } from '../gallery/sorter-setup'
import { createThumbnailFeed } from '../gallery/thumbnail-feed'
import { answer, oneTag } from '../refactoring/questions'
import { askAll } from '../refactoring/scope'
import { lookAround, lookAtTags, type ChosenTags, type RefactoringWorld } from '../refactoring/world'
import type { PanelParts } from './index'
import type { Panel } from './panel'
import { registerPanelsBySubject, type Session } from './panels-by-subject'

/** Changes of files ask again after this many milliseconds of rest. */
const REST = 150
/** What is sorted is kept with the window at once, and at most every so many milliseconds: long lists are written whole. */
const KEEP = 300

type Page = Panel<SorterMessage, SorterAction>

/** Where a sorter was asked for. */
export interface SorterPlace {
  readonly clicked: unknown
  readonly selected: unknown
  /** The file that an active panel shows. */
  readonly shown: Uri | undefined
  /** Tags that were chosen from a list. */
  readonly tags?: ChosenTags | undefined
  /** A tag that was clicked. */
  readonly tag?: string | undefined
  /** The tag is the one at the caret: it is not asked for. */
  readonly atCaret?: boolean
  /** The images that are meant, and what they are in words; the whole dataset without them. */
  readonly part?: SorterPart | undefined
}

export interface SorterPart {
  readonly uris: readonly Uri[]
  readonly words: string
}

export interface SorterPanel extends Disposable {
  /** Sorts the images of a dataset, or some of them, by a tag; asks for it where none is chosen. */
  open(place: SorterPlace): Promise<void>
  /** Opens the caption of the image that the keyboard is at in the active sorter; false where there is none. */
  openSelected(): boolean
  /** The dataset of the active sorter. */
  readonly root: Uri | undefined
}

/** The sorters: one for each dataset. */
export function registerSorter(parts: PanelParts): SorterPanel {
  const { context, server } = parts
  const panels = registerPanelsBySubject<SorterMessage, SorterAction, SorterSession>(parts, { name: 'sorter', create: (root, page) => createSession(parts, root, page) })
  return {
    async open({ clicked, selected, shown, tags, tag: given, atCaret = false, part }) {
      const world = tags ? await lookAtTags(server, tags) : await lookAround(server, clicked, selected, shown)
      if (!world) return
      if (world.root === undefined) return void window.showInformationMessage(l10n.t('No dataset found here: choose a folder that holds images, or the parent of folders such as 10_name'))
      const [known] = world.tags
      const tag = given ?? (known !== undefined && (tags || atCaret) ? known : await askTag(world, known ?? ''))
      if (tag === undefined) return
      const root = Uri.parse(world.root)
      // a part that is everything is none
      const within = part?.uris.some((uri) => uri.toString() === root.toString()) ? undefined : part
      await writeSetup(context, root.toString(), { tag, within: within?.uris.map(String) ?? null, part: within?.words ?? '' })
      const present = panels.of(root)
      panels.show(root, titleOf(tag))
      present?.setUp()
    },
    openSelected: () => panels.active?.openSelected() ?? false,
    get root() {
      return panels.active?.root
    },
    dispose: () => panels.dispose(),
  }
}

function titleOf(tag: string): string {
  return l10n.t('Sort: {0}', tag)
}

async function askTag(world: RefactoringWorld, first: string): Promise<string | undefined> {
  const tag = answer(first)
  return (await askAll(l10n.t('Sort Images by Tag'), [oneTag(world, tag, { placeholder: l10n.t('Which tag? Its images are shown beside those that lack it'), isNew: true })])) ? tag.value : undefined
}

interface SorterSession extends Session<SorterAction> {
  readonly root: Uri
  /** Another tag, or other images, have been written into the setup. */
  setUp(): void
  openSelected(): boolean
}

function createSession(parts: PanelParts, root: Uri, page: Page): SorterSession {
  const { context, server, log } = parts
  const key = root.toString()
  let list: SorterList | undefined
  let digest = ''
  let asked = 0
  let current: string | undefined
  /** What was written from here, the last first to be undone. */
  const done: ChangeStep[] = []

  const uriOf = (image: string): Uri => imageUri(root, image)
  const feed = createThumbnailFeed(server, uriOf, (thumbnails) => page.post({ kind: 'thumbnails', thumbnails }))
  /** Of the tag that is shown, as the page told it last. */
  let told: SorterProgress | undefined
  const progress = (): SorterProgress | undefined => told ?? (list && readProgress(context, key, list.tag.key))
  const keep = atMostEvery(KEEP, () => void keepNow())

  async function keepNow(): Promise<void> {
    if (told && list) await writeProgress(context, key, list.tag.key, told)
  }

  /** The page has nothing of this tag and these images yet. It stays so until an answer arrives: a question may be overtaken by another. */
  let isFresh = true

  function showAnew(): Promise<void> {
    isFresh = true
    return show()
  }

  async function show(): Promise<void> {
    const setup = readSetup(context, key)
    if (!setup) return page.post({ kind: 'empty' })
    const question = ++asked
    page.post({ kind: 'waiting' })
    try {
      const { tag, within, part } = setup
      const result = await server.request('taglore/sorter', { uri: key, tag, within, known: isFresh ? '' : digest })
      if (question !== asked) return
      if (result.root === null) return page.post({ kind: 'empty' })
      if (result.fault !== null) return page.post({ kind: 'failed', message: result.fault })
      if (!result.list) return page.post({ kind: 'same' })
      digest = result.digest
      if (list && list.tag.key !== result.list.tag.key) {
        await keepNow()
        told = undefined
      }
      list = result.list
      page.title = titleOf(list.tag.text)
      page.post({ kind: 'show', list, part, progress: isFresh ? (progress() ?? null) : null })
      isFresh = false
    } catch (error) {
      if (question !== asked) return
      log.error(`taglore/sorter: ${String(error)}`)
      page.post({ kind: 'failed', message: error instanceof ResponseError ? error.message : l10n.t('Taglore does not answer; "Taglore: Restart Server" starts it again') })
    }
  }

  async function apply(withList: boolean): Promise<void> {
    const here = new Set(list?.images)
    const moves = progress()?.moves.filter(([image]) => here.has(image)) ?? []
    if (!list || moves.length === 0) return
    const images = (has: boolean): string[] => moves.filter((move) => move[1] === has).map(([image]) => image)
    const scope = { kind: 'selection' as const, uris: moves.map(([image]) => uriOf(image).toString()) }
    const planned = await longRequest(server, l10n.t('Sort Images by Tag'), 'taglore/refactor', { id: 'sort-by-tag', args: { tag: list.tag.text, give: images(true), take: images(false) }, uri: key, scope })
    if (!planned) return
    if (planned.fault !== null) return void window.showWarningMessage(planned.fault)
    const steps: ChangeStep[] = []
    await applyDatasetChange(server, planned, { preview: withList ? 'list' : 'none', onDone: (step) => steps.push(step) })
    const [step] = steps
    if (step) done.push(step)
    page.post({ kind: 'done', words: step ? (step.files === 1 ? l10n.t('{0}: 1 caption changed', step.title) : l10n.t('{0}: {1} captions changed', step.title, step.files)) : null })
  }

  async function another(): Promise<void> {
    const world = await lookAround(server, root, undefined, undefined)
    const tag = world && (await askTag({ ...world, root: key }, ''))
    if (tag === undefined) return
    tellLeft()
    await change({ tag })
  }

  async function change(part: Partial<SorterSetup>): Promise<void> {
    const setup = readSetup(context, key)
    if (!setup) return
    await writeSetup(context, key, { tag: setup.tag, within: setup.within, part: setup.part, ...part })
    await showAnew()
  }

  /** Moves that nobody has applied are kept, and said to be. */
  function tellLeft(): void {
    const count = progress()?.moves.length ?? 0
    if (count === 0 || !list) return
    const { text } = list.tag
    void window.showInformationMessage(count === 1 ? l10n.t("1 move by '{0}' was not applied; it is there when you sort by that tag again", text) : l10n.t("{0} moves by '{1}' were not applied; they are there when you sort by that tag again", count, text))
  }

  async function undo(): Promise<void> {
    const step = done.pop()
    page.post({ kind: 'done', words: null })
    await (step ? travelStep(server, 'undo', step) : travelLast(server, 'undo', root))
  }

  async function act(action: SorterAction): Promise<void> {
    switch (action.kind) {
      case 'ready':
        return showAnew()
      case 'again':
        return show()
      case 'items': {
        const items = await server.ask('taglore/galleryItems', { root: key, images: action.images })
        return items && page.post({ kind: 'items', items })
      }
      case 'thumbnails':
        return feed.want(action.images, action.size)
      case 'progress':
        told = action.progress
        return keep.soon()
      case 'apply':
        return apply(action.list)
      case 'tag':
        return another()
      case 'whole':
        return change({ within: null, part: '' })
      case 'select':
        current = action.image ?? undefined
        return
      case 'open':
        return openFromPage(parts, uriOf(action.image), action.what, page.column)
      case 'undo':
        return undo()
    }
  }

  const refresh = atRest(REST, () => page.visible && void show())

  return {
    act,
    root,
    setUp: () => void showAnew(),
    openSelected() {
      if (current !== undefined) page.handle({ kind: 'open', image: current, what: 'caption' })
      return current !== undefined
    },
    datasetsChanged(roots) {
      if (roots.length === 0 || roots.some((other) => Uri.parse(other).toString() === key)) refresh.soon()
    },
    serverStarted: refresh.soon,
    stop() {
      refresh.stop()
      feed.stop()
      keep.stop()
      void keepNow()
      tellLeft()
    },
  }
}
