import { CancellationTokenSource, commands, l10n, Uri, type Disposable } from 'vscode'
import { ResponseError } from 'vscode-languageclient'
import type { ChangeStep } from '../../../server/src/protocol/changes'
import type { GalleryAction, GalleryList, GalleryMessage, GalleryWish, Ranges } from '../../../server/src/protocol/gallery'
import type { QuickTag } from '../../../server/src/protocol/status'
import { addImages, addLooseImages, chooseFolder } from '../add-images'
import { atRest } from '../at-rest'
import { travelLast, travelStep } from '../changes/undo-change'
import { findRoot } from '../find-dataset'
import { getFirstScreen, type FirstScreen } from '../gallery/first-screen'
import { imageUri, openFromPage } from '../gallery/image-places'
import { tagSelection } from '../gallery/tag-selection'
import { createThumbnailFeed } from '../gallery/thumbnail-feed'
import { nameOf } from '../names'
import { tellNoQuickTag } from '../quick-tags'
import type { PanelParts } from './index'
import type { Panel } from './panel'
import { registerPanelsBySubject, type Session } from './panels-by-subject'

/** Changes of files ask again after this many milliseconds of rest. */
const REST = 150

type Page = Panel<GalleryMessage, GalleryAction>

export interface GalleryPanel extends Disposable {
  /** Opens the images of the dataset that a file or folder belongs to; asks which where that is open. */
  open(place: Uri | undefined): Promise<void>
  /** A gallery has the keyboard. */
  readonly active: boolean
  /** The images that are selected in the active gallery. */
  readonly selection: readonly Uri[]
  /** What is selected in the active gallery, or what its filter leaves, with words for it; undefined for a whole dataset. */
  readonly part: { readonly uris: readonly Uri[]; readonly words: string } | undefined
  /** Opens the caption of the selected image of the active gallery; false where there is none. */
  openSelected(): boolean
  /** The dataset of the active gallery. */
  readonly root: Uri | undefined
  /** Gives the selection of the active gallery a quick tag, or takes it away where all have it; by its place, from 0. */
  toggleQuickTag(place: number): Promise<void>
}

/** The galleries: one for each dataset. */
export function registerGallery(parts: PanelParts): GalleryPanel {
  const looks: Looks = { side: 256 }
  const panels = registerPanelsBySubject<GalleryMessage, GalleryAction, GallerySession>(parts, { name: 'gallery', create: (root, page) => createSession(parts, looks, root, page) })
  return {
    async open(place) {
      const root = await findRoot(parts.server, place)
      if (root) panels.show(root, l10n.t('Gallery: {0}', nameOf(root)))
    },
    get active() {
      return panels.active !== undefined
    },
    get selection() {
      return panels.active?.selection() ?? []
    },
    get part() {
      return panels.active?.part()
    },
    get root() {
      return panels.active?.root
    },
    openSelected: () => panels.active?.openSelected() ?? false,
    toggleQuickTag: async (place) => panels.active?.toggleQuickTag(place),
    dispose: () => panels.dispose(),
  }
}

/** What pages wanted last: the next one will likely want it, too. */
interface Looks {
  /** Pixels of a picture's longest side. */
  side: number
}

interface GallerySession extends Session<GalleryAction> {
  readonly root: Uri
  selection(): readonly Uri[]
  part(): GalleryPanel['part']
  openSelected(): boolean
  toggleQuickTag(place: number): Promise<void>
}

function createSession({ context, server, mode, log }: PanelParts, looks: Looks, root: Uri, page: Page): GallerySession {
  let wish: GalleryWish = { query: '', group: 'none', sort: 'name', descending: false }
  let list: GalleryList | undefined
  let digest = ''
  let quickTags: readonly QuickTag[] = []
  let found = root
  let ranges: Ranges = []
  let current: string | undefined
  let running: CancellationTokenSource | undefined
  /** What was done from here without a question, the last first to be undone. */
  const done: ChangeStep[] = []

  let first: FirstScreen | undefined = getFirstScreen(server, root, wish, looks.side)
  const uriOf = (image: string): Uri => imageUri(found, image)
  const feed = createThumbnailFeed(server, uriOf, (thumbnails) => page.post({ kind: 'thumbnails', thumbnails }))
  const chosen = (): readonly string[] => ranges.flatMap(([from, to]) => list?.images.slice(from, to + 1) ?? [])
  const selection = (): readonly Uri[] => chosen().map(uriOf)

  function part(): GalleryPanel['part'] {
    const images = chosen()
    // one image is selected wherever somebody has clicked
    if (images.length > 1) return { uris: images.map(uriOf), words: l10n.t('{0} selected in the gallery', images.length) }
    return list && list.images.length < list.total ? { uris: list.images.map(uriOf), words: l10n.t('filter: {0}', wish.query) } : undefined
  }

  function forget(): void {
    first?.stop()
    first = undefined
  }

  /** `known`: of the list that the page has. */
  async function show(known: string): Promise<void> {
    running?.cancel()
    const own = new CancellationTokenSource()
    running = own
    page.post({ kind: 'waiting', words: wish.group === 'problem' || wish.sort === 'problems' ? l10n.t('Looking for problems …') : '' })
    try {
      const params = { uri: root.toString(), ...wish, known }
      const result = (await first?.answer(params)) ?? (await server.request('taglore/gallery', params, own.token))
      if (running !== own) return
      if (result.root === null) return page.post({ kind: 'empty' })
      found = Uri.parse(result.root)
      quickTags = result.quickTags
      if (!result.fault) digest = result.digest
      if (result.list) {
        list = result.list
        // places of another list say nothing about this one; the page tells them anew
        ranges = []
      }
      if (first) {
        // before the list, so that its first look is whole
        page.post({ kind: 'thumbnails', thumbnails: first.thumbnails })
        page.post({ kind: 'items', items: first.items })
        forget()
      }
      page.post({ kind: 'show', title: nameOf(found), digest, list: result.list, fault: result.fault, wish, quickTags })
    } catch (error) {
      if (running !== own || own.token.isCancellationRequested) return
      log.error(`taglore/gallery: ${String(error)}`)
      page.post({ kind: 'failed', message: error instanceof ResponseError ? error.message : l10n.t('Taglore does not answer; "Taglore: Restart Server" starts it again') })
    } finally {
      own.dispose()
    }
  }

  async function tag(action: { readonly tag: string; readonly on: boolean }): Promise<void> {
    const outcome = await tagSelection(server, found, selection(), action)
    if (outcome) done.push(outcome.step)
    page.post({ kind: 'done', words: outcome?.words ?? null })
  }

  /** As a tick in a list does: what some have, all get. */
  async function toggleQuickTag(place: number): Promise<void> {
    const quick = quickTags[place]
    if (!quick) return tellNoQuickTag(place)
    const tags = await server.ask('taglore/galleryTags', { root: found.toString(), images: chosen() })
    if (tags) await tag({ tag: quick.text, on: !tags.all.some(({ key }) => key === quick.key) })
  }

  async function undo(): Promise<void> {
    const step = done.pop()
    await (step ? travelStep(server, 'undo', step) : travelLast(server, 'undo', found))
  }

  async function act(action: GalleryAction): Promise<void> {
    switch (action.kind) {
      case 'ready':
        wish = action.wish
        // what asks again before the answer has come asks for the whole list, too
        digest = ''
        return show('')
      case 'list':
        wish = action.wish
        return show(action.digest)
      case 'items': {
        const items = await server.ask('taglore/galleryItems', { root: found.toString(), images: action.images })
        return items && page.post({ kind: 'items', items })
      }
      case 'thumbnails':
        looks.side = action.size
        return feed.want(action.images, action.size)
      case 'select':
        if (action.digest !== digest) return
        ranges = action.ranges
        current = action.current === null ? undefined : list?.images[action.current]
        return
      case 'tags': {
        const tags = await server.ask('taglore/galleryTags', { root: found.toString(), images: chosen() })
        return tags && page.post({ kind: 'tags', asked: action.asked, tags })
      }
      case 'complete': {
        const completion = await server.ask('taglore/completeQuery', { uri: found.toString(), text: action.text, offset: action.offset })
        return completion && page.post({ kind: 'completion', asked: action.asked, completion })
      }
      case 'tag':
        return tag(action)
      case 'quick':
        return toggleQuickTag(action.place)
      case 'incoming': {
        const folder = await chooseFolder(server, action.at === null ? found : uriOf(action.at))
        if (!folder) return
        return action.uris.length > 0 ? addImages(server, folder, action.uris.map((uri) => Uri.parse(uri))) : addLooseImages(context, server, folder, action.files.map(({ name, bytes }) => ({ name, bytes: new Uint8Array(bytes) })))
      }
      case 'edit-quick':
        return void (await commands.executeCommand('taglore.editQuickTags'))
      case 'open':
        return openFromPage({ server, mode }, uriOf(action.image), action.what, page.column)
      case 'command':
        // it takes the selection of the gallery that is active
        return void (await commands.executeCommand(`taglore.${action.command}`))
      case 'cancel':
        return running?.cancel()
      case 'undo':
        return undo()
    }
  }

  const refresh = atRest(REST, () => page.visible && void show(digest))

  return {
    act,
    root,
    selection,
    part,
    toggleQuickTag,
    openSelected() {
      const image = current ?? chosen()[0]
      if (image !== undefined) page.handle({ kind: 'open', image, what: 'caption' })
      return image !== undefined
    },
    datasetsChanged(roots) {
      if (roots.length > 0 && !roots.some((other) => Uri.parse(other).toString() === found.toString())) return
      forget()
      refresh.soon()
    },
    serverStarted: refresh.soon,
    stop() {
      refresh.stop()
      running?.cancel()
      forget()
      feed.stop()
    },
  }
}
