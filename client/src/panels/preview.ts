import { commands, Disposable, l10n, Uri, ViewColumn, window, workspace, WorkspaceEdit, type TextDocument, type TextEditor } from 'vscode'
import type { Neighbour, PreviewAction, PreviewData, PreviewDirection, PreviewMessage, PreviewProblem, PreviewSources } from '../../../server/src/protocol/preview'
import type { TagWish } from '../../../server/src/protocol/captions'
import { CAPTION_LANGUAGE } from '../caption-mode'
import { activeFile, captionColumn, goToCaption, isSame, openCaption, select, uriOfTab } from '../navigation'
import { fixProblem } from '../fix-problem'
import { createImageSources } from '../image-sources'
import { fileUri, isUnwritten, NEW_CAPTION_SCHEME, openUri } from '../new-captions'
import { excludeImages } from '../exclude-images'
import { tellNoQuickTag } from '../quick-tags'
import { chooseImage, describeCompared } from '../preview/compare'
import { askFilter, nextIn, placeIn, runFilter, type ImageFilter } from '../preview/filter'
import { toRange } from '../tag-commands'
import { showTrained } from '../trained-view'
import { scoresFor } from '../tagging/scores-for'
import type { LanguageServer } from '../language-server'
import type { PanelParts } from './index'
import { createPanel, framePanel, registerRestore, type Panel } from './panel'

/** What changes elsewhere is shown after this many milliseconds of rest. */
const REST = 120
const IMAGE = /\.(png|jpe?g|webp|bmp|avif|jxl)$/i

type Page = Panel<PreviewMessage, PreviewAction>

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
  const { context, server, mode, log } = parts
  let page: Page | undefined
  let file: Uri | undefined
  let data: PreviewData | undefined
  let pinned = false
  let filter: ImageFilter | undefined
  const images = createImageSources(server)
  let sources: PreviewSources | undefined
  let asked = 0
  /** The text is being asked about, and whether it has changed since. */
  let typing = false
  let typedOn = false
  let timer: NodeJS.Timeout | undefined

  function attach(created: Page): void {
    page = created
    created.handle = (action) => void act(action).catch((error: unknown) => log.error(`preview: ${action.kind}: ${String(error)}`))
    created.onDispose = () => {
      page = undefined
      data = undefined
      clearTimeout(timer)
    }
  }

  async function open(wanted: Uri | undefined, { shown: inView = false }: { readonly shown?: boolean } = {}): Promise<void> {
    const isShown = inView || (wanted && [window.activeTextEditor?.document.uri, uriOfTab(window.tabGroups.activeTabGroup.activeTab)].some((shown) => shown && isSame(shown, wanted)))
    if (wanted && !isShown) await showCaptionOf(wanted)
    file = wanted ?? file
    if (page) page.reveal(undefined, true)
    else attach(createPanel(context, 'preview', l10n.t('Preview'), { column: ViewColumn.Beside, preserveFocus: true }, rootsOf(file)))
    await show()
  }

  async function showCaptionOf(wanted: Uri): Promise<void> {
    const about = await server.ask('taglore/preview', { uri: fileUri(wanted).toString() })
    const { caption } = about ?? {}
    if (caption) await openCaption(mode, { caption: caption.uri, captionExists: caption.exists }, { preserveFocus: false, viewColumn: captionColumn() })
  }

  async function show(): Promise<void> {
    if (!page) return
    if (!file) return empty('no-caption')
    if (fileUri(file).scheme !== 'file') return empty('not-file')
    if (server.state === 'starting' && !data) empty('starting')
    const question = ++asked
    const answer = withoutUnwritten(await server.ask('taglore/preview', { uri: fileUri(file).toString() }))
    if (question !== asked || !page) return
    if (!answer) return page.post({ kind: 'failed', message: l10n.t('Taglore does not answer; "Taglore: Restart Server" starts it again') })
    page.remember(fileUri(file))
    for (const root of rootsOf(file)) page.allow(root)
    // typing changes no picture
    const isSameImage = sources !== undefined && JSON.stringify(answer.images) === JSON.stringify(data?.images)
    if (!isSameImage) sources = await images.of(answer, page.addressOf)
    if (question !== asked || !sources) return
    data = answer
    page.title = l10n.t('Preview: {0}', answer.images[0]?.name ?? fileUri(file).path.split('/').at(-1) ?? '')
    page.post({ kind: 'show', data, sources, active: activeChip(), pinned, filter: filter ? { query: filter.query, index: placeIn(filter, file) + 1, total: filter.images.length } : null })
    if (isSameImage) return
    void tellScores(file, question)
    await decodeAhead(data)
  }

  async function tellScores(shown: Uri, question: number): Promise<void> {
    const scores = await scoresFor(context, server, fileUri(shown))
    if (question === asked) page?.post({ kind: 'scores', scores })
  }

  /** The pictures one step away, asked for once this one is shown. */
  async function decodeAhead({ next, previous }: PreviewData): Promise<void> {
    const here = file
    if (!page || !here) return
    const around = filter ? [nextIn(filter, here, 'next'), nextIn(filter, here, 'previous')] : [next, previous]
    const addresses = await images.ahead(around.flatMap((place) => place?.image ?? []), page.addressOf)
    if (file === here) page?.post({ kind: 'ahead', addresses })
  }

  async function compare(image: Uri | undefined): Promise<void> {
    if (page) page.post({ kind: 'compare', compared: image ? await describeCompared(server, images, image, page.addressOf) : null })
  }

  /** Shows what was typed at once; keys that come faster than answers are shown together. */
  async function showTyping(): Promise<void> {
    typedOn = true
    if (typing) return
    typing = true
    try {
      while (typedOn) {
        typedOn = false
        // the language client hears of the change after us: asked at once, the server would answer for the text before it
        await new Promise((resolve) => setImmediate(resolve))
        await show()
      }
    } finally {
      typing = false
    }
  }

  function showSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void show(), REST)
  }

  function empty(reason: 'no-caption' | 'not-file' | 'starting'): void {
    page?.post({ kind: 'empty', reason })
  }

  function activeChip(): number {
    const editor = captionEditor()
    if (!editor || !data) return -1
    const { active } = editor.selection
    return data.chips.findIndex(({ range }) => toRange(range).contains(active))
  }

  /** The editor that shows the panel's caption. */
  function captionEditor(): TextEditor | undefined {
    const caption = data?.caption
    if (!caption) return undefined
    const uri = Uri.parse(caption.uri)
    return [window.activeTextEditor, ...window.visibleTextEditors].find((editor) => editor && isSame(editor.document.uri, uri))
  }

  async function showEditor(preserveFocus = false): Promise<TextEditor | undefined> {
    const visible = captionEditor()
    if (visible) return window.showTextDocument(visible.document, { viewColumn: visible.viewColumn, preserveFocus })
    const caption = data?.caption
    if (!caption) return undefined
    return openCaption(mode, { caption: caption.uri, captionExists: caption.exists }, { preserveFocus, viewColumn: textColumn() })
  }

  /** Never over the panel itself. */
  function textColumn(): ViewColumn {
    const column = captionColumn()
    return column === page?.column ? ViewColumn.Beside : column
  }

  async function act(action: PreviewAction): Promise<void> {
    switch (action.kind) {
      case 'ready': {
        pinned = action.pinned
        if (file && action.filter !== '' && filter?.query !== action.filter) filter = await runFilter(server, file, action.filter)
        if (action.compared !== '') await compare(Uri.parse(action.compared))
        return show()
      }
      case 'select-chip':
        return selectRange(data?.chips[action.index]?.range)
      case 'edit-tags':
        return editTags(action.wish)
      case 'edit-quick':
        return void (await commands.executeCommand('taglore.editQuickTags'))
      case 'complete': {
        if (!file) return
        const answer = await server.ask('taglore/completeTag', { uri: captionOrFile(), typed: action.typed, tag: action.tag })
        return page?.post({ kind: 'completion', question: action.question, tags: answer?.tags ?? [] })
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
        return file && review(server, file, action.reviewed).then(show)
      case 'exclude':
        return exclude()
      case 'pin':
        pinned = action.pinned
        return pinned ? show() : follow(true)
      case 'own-window':
        page?.reveal()
        return void (await commands.executeCommand('workbench.action.moveEditorToNewWindow'))
      case 'open-caption':
      case 'focus-editor':
        return void (await showEditor())
      case 'open-trained':
        return showTrained(server, file)
      case 'open-problem':
        return selectRange(data?.problems[action.index]?.range)
      case 'fix-problem':
        return fix(data?.problems[action.index])
      case 'open-rule':
        return void (await commands.executeCommand('taglore.openRulePage', action.rule))
      case 'image-failed':
        await images.replace(action.uri)
        sources = undefined
        return show()
    }
  }

  async function go(direction: PreviewDirection): Promise<void> {
    if (!file) return
    page?.post({ kind: 'waiting' })
    const from = file
    const isStep = direction === 'next' || direction === 'previous'
    const to = filter && isStep ? nextIn(filter, from, direction) : await server.ask('taglore/neighbour', { uri: fileUri(from).toString(), direction })
    // at the end: what is shown stays
    if (!to) {
      if (!isStep) tellNone(direction)
      return show()
    }
    await goTo(from, to)
  }

  /** In the text and here; a pinned page goes alone. */
  async function goTo(from: Uri, to: Neighbour): Promise<void> {
    if (!pinned) await goToCaption(mode, from, to, page?.active ?? false)
    file = Uri.parse(to.caption)
    await show()
  }

  /** Moves the image out of the dataset and goes on to the next one. */
  async function exclude(): Promise<void> {
    const [image] = data?.images ?? []
    const to = data?.next ?? data?.previous
    const from = file
    if (!image || !from) return
    await excludeImages(server, [Uri.parse(image.uri)])
    const isStillThere = await workspace.fs.stat(Uri.parse(image.uri)).then(() => true, () => false)
    if (!isStillThere && to) await goTo(from, to)
  }

  async function selectRange(range: PreviewData['chips'][number]['range'] | undefined): Promise<void> {
    const editor = range && (await showEditor())
    if (editor && range) select(editor, toRange(range))
  }

  /** An edit of the document, as if typed there: it can be undone there. A caption that is not there yet is begun. */
  async function editTags(wish: TagWish): Promise<void> {
    const document = (await currentDocument()) ?? (data?.caption?.exists === false ? (await showEditor(true))?.document : undefined)
    if (!document) return
    const answer = await server.ask('taglore/editTags', { uri: fileUri(document.uri).toString(), wish })
    if (!answer || answer.edits.length === 0 || (answer.version !== null && answer.version !== document.version)) return
    const edit = new WorkspaceEdit()
    for (const { range, newText } of answer.edits) edit.replace(document.uri, toRange(range), newText)
    await workspace.applyEdit(edit)
  }

  function captionOrFile(): string {
    return data?.caption?.uri ?? (file ? fileUri(file).toString() : '')
  }

  /** The caption's document, unless its text is no longer the one that the panel shows. */
  async function currentDocument(): Promise<TextDocument | undefined> {
    if (!data?.caption?.exists && !captionEditor()) return undefined
    const shown = data
    const document = captionEditor()?.document ?? (data?.caption && (await workspace.openTextDocument(openUri(Uri.parse(data.caption.uri)))))
    const version = shown?.caption?.version
    return document && (typeof version !== 'number' || version === document.version) ? document : undefined
  }

  async function fix(problem: PreviewProblem | undefined): Promise<void> {
    const document = await currentDocument()
    if (problem && document) await fixProblem(document, problem)
  }

  /** The caption that the text editor shows, or the image that VS Code shows, as far as they concern us. */
  function follow(always = false): void {
    if (!page || pinned || (page.active && !always)) return
    const editor = window.activeTextEditor
    const shown = editor?.document.languageId === CAPTION_LANGUAGE ? editor.document.uri : imageTab()
    if (!shown || (file && isSame(shown, file) && data)) return
    file = shown
    void show()
  }

  const subscriptions = Disposable.from(
    registerRestore('preview', (webview, subject) => {
      file = subject ?? file ?? activeFile()
      // until the page has said whether it is
      pinned = true
      attach(framePanel(context, 'preview', webview, rootsOf(file)))
    }),
    window.onDidChangeActiveTextEditor(() => follow()),
    window.tabGroups.onDidChangeTabs(() => follow()),
    window.onDidChangeVisibleTextEditors(() => followVisible()),
    workspace.onDidOpenTextDocument(() => follow()),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const concerned = data?.caption ? isSame(document.uri, Uri.parse(data.caption.uri)) : file && isSame(document.uri, file)
      if (page && concerned && contentChanges.length > 0) void showTyping()
    }),
    window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (page && data?.caption && isSame(textEditor.document.uri, Uri.parse(data.caption.uri))) page.post({ kind: 'active', active: activeChip() })
    }),
    server.onDidChangeDatasets(() => {
      images.forget()
      sources = undefined
      if (page) showSoon()
    }),
    server.onDidChangeState((state) => state === 'running' && page && showSoon()),
  )

  /** Moved on from the panel, the keyboard stays there: the text that came into view is what it shows. */
  function followVisible(): void {
    if (!page?.active) return follow()
    const visible = window.visibleTextEditors.find((editor) => editor.document.languageId === CAPTION_LANGUAGE)
    if (!visible || pinned || (file && isSame(visible.document.uri, file))) return
    file = visible.document.uri
    void show()
  }

  return {
    open,
    get file() {
      return page ? file : undefined
    },
    get active() {
      return page?.active ?? false
    },
    editTags,
    async toggleQuickTag(place) {
      const text = data?.quickTags[place]?.text
      if (text === undefined) tellNoQuickTag(place)
      else await editTags({ kind: 'toggle', text })
    },
    dispose() {
      subscriptions.dispose()
      page?.dispose()
    },
  }
}

async function review(server: LanguageServer, file: Uri, reviewed: boolean): Promise<void> {
  await server.ask('taglore/markReviewed', { uri: fileUri(file).toString(), reviewed })
}

function tellNone(direction: PreviewDirection): void {
  const words: Partial<Record<PreviewDirection, string>> = {
    'next-uncaptioned': l10n.t('Every image has a caption'),
    'next-problem': l10n.t('No other image has a problem'),
    'next-unreviewed': l10n.t('Every image is marked as reviewed'),
  }
  const sentence = words[direction]
  if (sentence !== undefined) window.setStatusBarMessage(sentence, 5000)
}

/** A caption that is open but not begun does not exist, and has no problems. */
function withoutUnwritten(data: PreviewData | undefined): PreviewData | undefined {
  const caption = data?.caption
  return data && caption && isUnwritten(Uri.parse(caption.uri)) ? { ...data, caption: { ...caption, exists: false }, problems: [] } : data
}

/** Folders that the page may load images from: the workspace's, or the file's own outside of them. */
function rootsOf(file: Uri | undefined): Uri[] {
  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri)
  const real = file && fileUri(file)
  return !real || workspace.getWorkspaceFolder(real) ? folders : [...folders, Uri.joinPath(real, '..')]
}

function imageTab(): Uri | undefined {
  const uri = uriOfTab(window.tabGroups.activeTabGroup.activeTab)
  return uri && (uri.scheme === 'file' || uri.scheme === NEW_CAPTION_SCHEME) && IMAGE.test(uri.path) ? uri : undefined
}
