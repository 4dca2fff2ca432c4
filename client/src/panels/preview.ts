import { commands, Disposable, l10n, Uri, ViewColumn, window, workspace } from 'vscode'
import type { TagWish } from '../../../server/src/protocol/captions'
import type { Neighbour, PreviewAction, PreviewData, PreviewDirection, PreviewMessage, PreviewSources } from '../../../server/src/protocol/preview'
import { atRest } from '../at-rest'
import { createImageSources } from '../image-sources'
import { nameOf } from '../names'
import { activeFile, captionColumn, goToCaption, isSame, openCaption, uriOfTab } from '../navigation'
import { fileUri, isUnwritten } from '../new-captions'
import { oneAtATime } from '../one-at-a-time'
import { createCaptionText } from '../preview/caption-text'
import { chooseImage, describeCompared } from '../preview/compare'
import { askFilter, placeIn, runFilter, type ImageFilter } from '../preview/filter'
import { followEditors } from '../preview/follow'
import { excludeShown, imagesAround, neighbourOf } from '../preview/neighbours'
import { rootsOf } from '../preview/shown-elsewhere'
import { tellNoQuickTag } from '../quick-tags'
import { scoresFor } from '../tagging/scores-for'
import { showTrained } from '../trained-view'
import type { PanelParts } from './index'
import { registerOnePanel } from './one-panel'

/** What changes elsewhere is shown after this many milliseconds of rest. */
const REST = 120
/** Letters of a caption whose tags are shown before the server has looked at them. */
const MOST_TYPED = 20_000

export interface PreviewPanel extends Disposable {
  /** Shows a caption or an image beside the text; without one, what is active. `shown`: its text is in view already. */
  open(file: Uri | undefined, options?: { readonly shown?: boolean }): Promise<void>
  /** The caption or image that is shown. */
  readonly file: Uri | undefined
  /** The panel has the keyboard. */
  readonly active: boolean
  /** Changes the tags of the caption that is shown, as one step that is undone in its text. */
  editTags(wish: TagWish): Promise<void>
  /** Adds a quick tag to the caption that is shown, or takes it away; by its place, from 0. */
  toggleQuickTag(place: number): Promise<void>
}

/** The preview panel: one, following the active caption or image. */
export function registerPreview(parts: PanelParts): PreviewPanel {
  const { context, server, mode } = parts
  let file: Uri | undefined
  let data: PreviewData | undefined
  let pinned = false
  let filter: ImageFilter | undefined
  const images = createImageSources(server)
  let sources: PreviewSources | undefined
  /** The images, as JSON, whose scores and neighbours the page has been told of; undefined for a page that has nothing yet. */
  let complete: string | undefined
  let asked = 0

  const refresh = atRest(REST, () => void show())
  const panel = registerOnePanel<PreviewMessage, PreviewAction>(parts, {
    name: 'preview',
    act,
    closed() {
      data = undefined
      complete = undefined
      refresh.stop()
    },
    restored(subject) {
      file = subject ?? file ?? activeFile()
      // until the page has said whether it is
      pinned = true
      return rootsOf(file)
    },
  })
  const text = createCaptionText({ server, mode, data: () => data, column: () => panel.page?.column })

  async function open(wanted: Uri | undefined, { shown: inView = false }: { readonly shown?: boolean } = {}): Promise<void> {
    const isShown = inView || (wanted && [window.activeTextEditor?.document.uri, uriOfTab(window.tabGroups.activeTabGroup.activeTab)].some((shown) => shown && isSame(shown, wanted)))
    if (wanted && !isShown) await showCaptionOf(wanted)
    file = wanted ?? file
    panel.show(l10n.t('Preview'), rootsOf(file), { column: ViewColumn.Beside, preserveFocus: true })
    await show()
  }

  async function showCaptionOf(wanted: Uri): Promise<void> {
    const about = await server.ask('taglore/preview', { uri: fileUri(wanted).toString() })
    const { caption } = about ?? {}
    if (caption) await openCaption(mode, { caption: caption.uri, captionExists: caption.exists }, { preserveFocus: false, viewColumn: captionColumn() })
  }

  async function show(): Promise<void> {
    if (!panel.page) return
    if (!file) return empty('no-caption')
    if (fileUri(file).scheme !== 'file') return empty('not-file')
    if (server.state === 'starting' && !data) empty('starting')
    const question = ++asked
    const answer = withoutUnwritten(await server.ask('taglore/preview', { uri: fileUri(file).toString() }))
    const { page } = panel
    if (question !== asked || !page) return
    if (!answer) return page.post({ kind: 'failed', message: l10n.t('Taglore does not answer; "Taglore: Restart Server" starts it again') })
    page.remember(fileUri(file))
    for (const root of rootsOf(file)) page.allow(root)
    // typing changes no picture
    const shown = JSON.stringify(answer.images)
    const known = shown === JSON.stringify(data?.images) ? sources : undefined
    const found = known ?? (await images.of(answer, page.addressOf))
    if (question !== asked) return
    sources = found
    data = answer
    page.title = l10n.t('Preview: {0}', answer.images[0]?.name ?? nameOf(fileUri(file)))
    page.post({ kind: 'show', data, typed: newerText(data), sources, active: text.activeChip(), pinned, filter: filter ? { query: filter.query, index: placeIn(filter, file) + 1, total: filter.images.length } : null })
    if (shown === complete) return
    complete = shown
    void tellScores(file, shown)
    await decodeAhead(data)
  }

  async function tellScores(of: Uri, shown: string): Promise<void> {
    const scores = await scoresFor(context, server, fileUri(of))
    if (shown === complete) panel.page?.post({ kind: 'scores', scores })
  }

  /** The pictures one step away, asked for once this one is shown. */
  async function decodeAhead(shown: PreviewData): Promise<void> {
    const here = file
    const { page } = panel
    if (!page || !here) return
    const addresses = await images.ahead(imagesAround(shown, here, filter), page.addressOf)
    if (file === here) panel.page?.post({ kind: 'ahead', addresses })
  }

  async function compare(image: Uri | undefined): Promise<void> {
    const { page } = panel
    if (page) page.post({ kind: 'compare', compared: image ? await describeCompared(server, images, image, page.addressOf) : null })
  }

  function forgetImages(): void {
    sources = undefined
    complete = undefined
  }

  /** Shows what was typed at once; keys that come faster than answers are shown together. */
  const showTyping = oneAtATime(async () => {
    // the language client hears of the change after us: asked at once, the server would answer for the text before it
    await new Promise((resolve) => setImmediate(resolve))
    await show()
  })

  function empty(reason: 'no-caption' | 'not-file' | 'starting'): void {
    panel.page?.post({ kind: 'empty', reason })
  }

  async function act(action: PreviewAction): Promise<void> {
    switch (action.kind) {
      case 'ready': {
        pinned = action.pinned
        complete = undefined
        if (file && action.filter !== '' && filter?.query !== action.filter) filter = await runFilter(server, file, action.filter)
        if (action.compared !== '') await compare(Uri.parse(action.compared))
        return show()
      }
      case 'select-chip':
        return text.select(data?.chips[action.index]?.range)
      case 'edit-tags':
        return text.edit(action.wish)
      case 'edit-quick':
        return void (await commands.executeCommand('taglore.editQuickTags'))
      case 'complete': {
        if (!file) return
        const answer = await server.ask('taglore/completeTag', { uri: captionOrFile(), typed: action.typed, tag: action.tag })
        return panel.page?.post({ kind: 'completion', question: action.question, tags: answer?.tags ?? [] })
      }
      case 'go':
        return go(action.to)
      case 'filter': {
        const answer = file && (await askFilter(server, file, filter?.query ?? ''))
        if (!answer || !file) return
        filter = answer.filter
        // what is shown may be none of them
        return filter && placeIn(filter, file) < 0 ? go('next') : show()
      }
      case 'compare':
        return compare(action.wanted && file ? await chooseImage(server, file) : undefined)
      case 'review':
        return review(action.reviewed)
      case 'exclude':
        return exclude()
      case 'pin':
        pinned = action.pinned
        return pinned ? show() : follower.catchUp()
      case 'own-window':
        panel.page?.reveal()
        return void (await commands.executeCommand('workbench.action.moveEditorToNewWindow'))
      case 'open-caption':
      case 'focus-editor':
        return void (await text.showEditor())
      case 'open-trained':
        return showTrained(server, file)
      case 'open-problem':
        return text.select(data?.problems[action.index]?.range)
      case 'fix-problem':
        return text.fix(data?.problems[action.index])
      case 'open-rule':
        return void (await commands.executeCommand('taglore.openRulePage', action.rule))
      case 'image-failed':
        await images.replace(action.uri)
        forgetImages()
        return show()
    }
  }

  async function go(direction: PreviewDirection): Promise<void> {
    if (!file) return
    panel.page?.post({ kind: 'waiting' })
    const from = file
    const to = await neighbourOf(server, from, direction, filter)
    // at the end: what is shown stays
    await (to ? goTo(from, to) : show())
  }

  /** In the text and here; a pinned page goes alone. */
  async function goTo(from: Uri, to: Neighbour): Promise<void> {
    if (!pinned) await goToCaption(mode, from, to, panel.page?.active ?? false)
    file = Uri.parse(to.caption)
    await show()
  }

  /** Moves the image out of the dataset and goes on to the next one. */
  async function exclude(): Promise<void> {
    const from = file
    const to = from && (await excludeShown(server, data))
    if (to) await goTo(from, to)
  }

  async function review(reviewed: boolean): Promise<void> {
    if (!file) return
    await server.ask('taglore/markReviewed', { uri: fileUri(file).toString(), reviewed })
    await show()
  }

  function captionOrFile(): string {
    return data?.caption?.uri ?? (file ? fileUri(file).toString() : '')
  }

  const follower = followEditors({
    isFree: () => panel.page !== undefined && !pinned,
    isActive: () => panel.page?.active ?? false,
    file: () => file,
    isEmpty: () => data === undefined,
    show(shown) {
      file = shown
      void show()
    },
  })
  const subscriptions = Disposable.from(
    panel,
    follower,
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const { caption } = data ?? {}
      const concerned = caption ? isSame(document.uri, Uri.parse(caption.uri)) : file && isSame(document.uri, file)
      if (!panel.page || !concerned || contentChanges.length === 0) return
      // the page shows the tags of a new text before the server has looked at it
      if (caption && document.getText().length <= MOST_TYPED) panel.page.post({ kind: 'typed', text: document.getText() })
      void showTyping()
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (data?.caption && isSame(textEditor.document.uri, Uri.parse(data.caption.uri))) panel.page?.post({ kind: 'active', active: text.activeChip() })
    }),
    server.onDidChangeDatasets(() => {
      images.forget()
      forgetImages()
      if (panel.page) refresh.soon()
    }),
    server.onDidChangeState((state) => state === 'running' && panel.page && refresh.soon()),
  )

  return {
    open,
    get file() {
      return panel.page ? file : undefined
    },
    get active() {
      return panel.page?.active ?? false
    },
    editTags: text.edit,
    async toggleQuickTag(place) {
      const tag = data?.quickTags[place]?.text
      if (tag === undefined) tellNoQuickTag(place)
      else await text.edit({ kind: 'toggle', text: tag })
    },
    dispose: () => subscriptions.dispose(),
  }
}

/** The text of the caption as it is typed by now, where the server has not seen it yet. */
function newerText({ caption }: PreviewData): string | null {
  if (typeof caption?.version !== 'number') return null
  const uri = Uri.parse(caption.uri)
  const document = workspace.textDocuments.find((open) => isSame(open.uri, uri))
  const text = document && document.version > caption.version ? document.getText() : undefined
  return text !== undefined && text.length <= MOST_TYPED ? text : null
}

/** A caption that is open but not begun does not exist, and has no problems. */
function withoutUnwritten(data: PreviewData | undefined): PreviewData | undefined {
  const caption = data?.caption
  return data && caption && isUnwritten(Uri.parse(caption.uri)) ? { ...data, caption: { ...caption, exists: false }, problems: [] } : data
}
