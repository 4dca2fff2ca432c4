import { commands, Disposable, Uri, type ExtensionContext, type LogOutputChannel } from 'vscode'
import type { TagCommandParams } from '../../server/src/protocol/captions'
import type { PlannedChange } from '../../server/src/protocol/changes'
import { ACCEPT_WORD_COMMAND, APPLY_CHANGE_COMMAND, SHOW_TAG_COMMAND } from '../../server/src/protocol/initialize'
import { acceptWord } from './accept-word'
import { chooseImages } from './add-images'
import { addTagList } from './add-tag-list'
import { balanceConcepts } from './balance'
import { captionEditor, editCaption } from './caption-edits'
import type { CaptionMode } from './caption-mode'
import { applyDatasetChange } from './changes/apply-change'
import { travelLast } from './changes/undo-change'
import { COMMANDS, type CommandId } from './command-ids'
import { chooseFormat, chooseGoal, chooseModel, declareTriggers, showDatasetActions } from './dataset-settings'
import { checkTrainingFiles } from './check-training'
import { clearCaches } from './clear-caches'
import { downloadTags } from './download-tags'
import { deleteImages, moveToConcept, setRepeats } from './gallery/image-commands'
import { sortByTag } from './gallery/sort-by-tag'
import type { Explorer } from './explorer'
import { isExcludedImageNode, isImageNode, isTagNode, unwrapPlace, type TreeNode } from './explorer/nodes'
import { openImage, openRow } from './explorer/open-row'
import type { LanguageServer } from './language-server'
import { fixProblems } from './fix-places'
import { editLines } from './lines-view'
import { activeFile, captionColumn, moveToCaption, openCaption, type Direction } from './navigation'
import { fileUri } from './new-captions'
import { createMissingCaptions } from './missing-captions'
import { newDataset } from './new-dataset'
import type { Panels } from './panels'
import { excludeImages, restoreImages, restoreThese } from './exclude-images'
import { showTag } from './report-places'
import { runRefactoring, type AskedAt } from './refactoring/run'
import type { FlowId } from './refactoring/flows'
import { tagsFromPrevious } from './previous-tags'
import { editQuickTags, toggleQuickTag } from './quick-tags'
import { openRulePage } from './rule-pages'
import type { StatisticsView } from './statistics-view'
import { runTagCommand } from './tag-commands'
import { addTagger } from './tagging/add-tagger'
import { importCaptions } from './tagging/import-captions'
import { placeSentences } from './tagging/place-sentences'
import { setUpLocalTagger } from './tagging/set-up-tagger'
import { tagImages } from './tagging/tag-images'
import { showTrained } from './trained-view'
import { convertMode, copyTrainingCommand, forDataset, startTraining, USUAL_FILES } from './training'
import { treatAs } from './treat-as'

export interface Parts {
  readonly context: ExtensionContext
  readonly server: LanguageServer
  readonly mode: CaptionMode
  readonly panels: Panels
  readonly explorer: Explorer
  readonly statistics: StatisticsView
  readonly log: LogOutputChannel
}

/** Registers every command of the manifest. */
export function registerCommands(parts: Parts): Disposable {
  const { context, server, mode, panels, explorer, statistics, log } = parts
  const { state } = explorer
  const tag = (command: TagCommandParams['command']) => () => runTagCommand(server, command)
  const quick = (place: number) => () => (panels.gallery.active ? panels.gallery.toggleQuickTag(place) : panels.preview.active ? panels.preview.toggleQuickTag(place) : toggleQuickTag(server, place))
  const refactor = (id: FlowId) => (clicked: unknown, selected: unknown, rows: readonly TreeNode[]) => {
    const tags = explorer.chosenTags(rows)
    return runRefactoring(server, id, { ...inGallery(panels, clicked, selected), shown: panels.preview.file, ...(tags && { tags }) })
  }
  const chosenImages = (clicked: unknown, selected: unknown): readonly Uri[] => {
    const asked = inGallery(panels, clicked, selected)
    return chosenFiles(asked.clicked, asked.selected, panels.preview.file)
  }
  const handlers: Readonly<Record<CommandId, Handler>> = {
    openPreview: (uri) => panels.preview.open(activeFile(uri)),
    openCaption: (uri) => (!(uri instanceof Uri) && (panels.gallery.openSelected() || panels.sorter.openSelected())) || openCaptionOf(parts, activeFile(uri) ?? panels.preview.file),
    nextCaption: () => move(parts, 'next'),
    previousCaption: () => move(parts, 'previous'),
    nextUncaptioned: () => move(parts, 'next-uncaptioned'),
    selectNextTag: tag('select-next'),
    selectPreviousTag: tag('select-previous'),
    deleteTag: tag('delete'),
    moveTagLeft: tag('move-left'),
    moveTagRight: tag('move-right'),
    addImages: (uri) => chooseImages(server, asUri(uri) ?? activeFile() ?? panels.gallery.selection[0] ?? panels.gallery.root ?? panels.preview.file),
    tagsFromPrevious: () => takePreviousTags(parts),
    editQuickTags: () => editQuickTags(server, activeFile() ?? panels.gallery.root ?? panels.preview.file),
    toggleQuickTag1: quick(0),
    toggleQuickTag2: quick(1),
    toggleQuickTag3: quick(2),
    toggleQuickTag4: quick(3),
    toggleQuickTag5: quick(4),
    toggleQuickTag6: quick(5),
    toggleQuickTag7: quick(6),
    toggleQuickTag8: quick(7),
    toggleQuickTag9: quick(8),
    renameTagEverywhere: refactor('renameTagEverywhere'),
    removeTagEverywhere: refactor('removeTagEverywhere'),
    mergeTags: refactor('mergeTags'),
    splitTag: refactor('splitTag'),
    addTags: refactor('addTags'),
    moveTags: refactor('moveTags'),
    replaceTagList: refactor('replaceTagList'),
    replaceInTags: refactor('replaceInTags'),
    sortTags: refactor('sortTags'),
    sortByTag: (clicked, selected, rows) => sortByTag({ server, panels, explorer }, clicked, asUris(clicked, selected), rows),
    unifySpelling: refactor('unifySpelling'),
    pruneImpliedTags: refactor('pruneImpliedTags'),
    removeTagsByCategory: refactor('removeTagsByCategory'),
    setTrigger: refactor('setTrigger'),
    editConcept: (uri) => panels.concept.open(activeFile(uri) ?? panels.preview.file),
    balanceConcepts: (uri) => balanceConcepts(server, asUri(uri) ?? activeFile() ?? panels.preview.file),
    undoDatasetChange: () => travelLast(server, 'undo', activeFile() ?? panels.gallery.root ?? panels.sorter.root ?? panels.preview.file),
    redoDatasetChange: () => travelLast(server, 'redo', activeFile() ?? panels.gallery.root ?? panels.sorter.root ?? panels.preview.file),
    openGallery: (uri) => panels.gallery.open(asUri(uri) ?? activeFile() ?? panels.preview.file),
    moveToConcept: (clicked, selected) => moveToConcept(server, chosenImages(clicked, selected)),
    setRepeats: (clicked, selected) => setRepeats(server, chosenImages(clicked, selected)),
    deleteImages: (clicked, selected) => deleteImages(server, chosenImages(clicked, selected)),
    fixProblems: (clicked, selected) => fixProblems(server, chosenImages(clicked, selected)[0]),
    excludeImages: (clicked, selected) => excludeImages(server, chosenImages(clicked, selected)),
    restoreImages: (uri, _, rows) => restore(parts, uri, rows),
    createMissingCaptions: (clicked, selected) => createMissingCaptions(server, asUris(clicked, selected), activeFile() ?? panels.preview.file),
    newDataset: (uri) => newDataset(server, asUri(uri)),
    cropImage: (uri) => panels.crop.open(activeFile(uri) ?? panels.preview.file),
    cropToBuckets: (clicked, selected) => panels.prepare.open('buckets', activeFile() ?? panels.preview.file, asUris(clicked, selected)),
    prepareImages: (clicked, selected) => panels.prepare.open('convert', activeFile() ?? panels.preview.file, asUris(clicked, selected)),
    upscaleImages: (clicked, selected) => panels.prepare.open('upscale', activeFile() ?? panels.preview.file, asUris(clicked, selected)),
    compareImages: (clicked, selected) => panels.compare.open(chosenFiles(clicked, selected, panels.preview.file)),
    editLines: (uri) => editLines(server, activeFile(uri) ?? panels.preview.file),
    showTrained: (uri) => showTrained(server, activeFile(uri) ?? panels.preview.file),
    tagImages: (clicked, selected) => tagImages({ context, server, review: panels.review }, { clicked, selected, shown: panels.preview.file }),
    reviewTags: (uri) => panels.review.open(activeFile(uri) ?? panels.preview.file),
    importCaptions: (clicked, selected) => importCaptions(context, server, { clicked, selected, shown: panels.preview.file }),
    placeSentences: (clicked, selected) => placeSentences(context, server, { clicked, selected, shown: panels.preview.file }),
    setUpLocalTagger: () => setUpLocalTagger(server),
    addTagger: () => addTagger(context),
    auditDataset: (uri) => panels.audit.open(activeFile(uri) ?? panels.preview.file),
    showStatistics: (uri) => statistics.open(activeFile(uri) ?? panels.preview.file),
    planTraining: (uri) => panels.plan.open(activeFile(uri) ?? panels.preview.file),
    copyTrainingCommand: (uri) => forDataset(server, activeFile(uri) ?? panels.preview.file, (root) => copyTrainingCommand(server, root, panels.plan.choicesOf(root), USUAL_FILES)),
    startTraining: (uri) => forDataset(server, activeFile(uri) ?? panels.preview.file, (root) => startTraining(server, root, panels.plan.choicesOf(root), USUAL_FILES)),
    checkTrainingFiles: (uri) => forDataset(server, activeFile(uri) ?? panels.preview.file, (root) => checkTrainingFiles(server, log, root, panels.plan.choicesOf(root))),
    convertTrainingMode: (uri) => forDataset(server, activeFile(uri) ?? panels.preview.file, (root) => convertMode(server, root)),
    treatAsCaption: (uri) => treatAs(mode, asUri(uri), true),
    treatAsPlainText: (uri) => treatAs(mode, asUri(uri), false),
    declareTriggers: () => declareTriggers(server, activeFile()),
    chooseGoal: (uri) => chooseGoal(server, activeFile(uri)),
    chooseModel: (uri) => chooseModel(server, activeFile(uri)),
    chooseFormat: (uri) => chooseFormat(server, asUri(uri) ?? activeFile() ?? panels.preview.file),
    showDatasetActions: () => showDatasetActions(server, activeFile()),
    filterImages: () => explorer.filter(),
    clearFilter: () => (state.filter = undefined),
    openInTree: (_, __, rows) => openRows(parts, rows),
    openImage: (uri) => uri instanceof Uri && openImage(uri),
    filterByTag: (_, __, rows) => explorer.filterByTags(rows.filter(isTagNode)),
    narrowByTag: (_, __, rows) => explorer.narrowByTags(rows.filter(isTagNode), 'with'),
    excludeByTag: (_, __, rows) => explorer.narrowByTags(rows.filter(isTagNode), 'without'),
    sortImagesByName: () => (state.imageOrder = 'name'),
    sortImagesByProblems: () => (state.imageOrder = 'problems'),
    sortImagesByTags: () => (state.imageOrder = 'tags'),
    listTagsByFrequency: () => (state.tagMode = 'count'),
    listTagsByName: () => (state.tagMode = 'name'),
    groupTags: () => (state.tagMode = 'group'),
    downloadTags: () => downloadTags(server, context),
    addTagList: () => addTagList(server),
    clearCaches: () => clearCaches(server),
    restartServer: () => server.restart(),
    showLog: () => log.show(),
    openRulePage: (rule) => typeof rule === 'string' && openRulePage(context, rule),
  }
  return Disposable.from(
    ...COMMANDS.map((id) => commands.registerCommand(`taglore.${id}`, onRows(explorer, handlers[id]))),
    commands.registerCommand(ACCEPT_WORD_COMMAND, acceptWord),
    // what one file becomes is said by the words that were clicked
    commands.registerCommand(APPLY_CHANGE_COMMAND, (change: PlannedChange) => applyDatasetChange(server, change, { preview: change.files.length > 1 ? 'list' : 'none' })),
    commands.registerCommand(SHOW_TAG_COMMAND, (root: unknown, tag: unknown) => typeof root === 'string' && typeof tag === 'string' && showTag(Uri.parse(root), tag)),
  )
}

/** Gets what a menu gives; for rows of the trees their files and folders, and the rows themselves. */
type Handler = (argument: unknown, more: unknown, rows: readonly TreeNode[]) => unknown

function onRows(explorer: Explorer, handler: Handler): (argument: unknown, more: unknown) => unknown {
  return (argument, more) => {
    const rows = explorer.rowsOf(argument, more)
    if (rows.length === 0) return handler(argument, more, rows)
    // what was excluded is only moved back
    const places = rows.filter(({ kind }) => kind === 'dataset' || kind === 'concept' || kind === 'image').map(unwrapPlace)
    return handler(places[0], places.length > 0 ? places : undefined, rows)
  }
}

async function openRows({ mode, panels }: Parts, rows: readonly TreeNode[]): Promise<void> {
  const [row] = rows
  if (isImageNode(row) || isExcludedImageNode(row)) await openRow(mode, panels.preview, row)
}

/** The images that were chosen in the tree, else those that the user ticks in a list. */
async function restore({ server, panels }: Parts, uri: unknown, rows: readonly TreeNode[]): Promise<void> {
  const excluded = rows.filter(isExcludedImageNode)
  const [first] = excluded
  if (first) return restoreThese(server, first.root, excluded.filter(({ root }) => root === first.root).map(({ place }) => place))
  const [group] = rows.map(unwrapPlace)
  await restoreImages(server, activeFile(group ?? uri) ?? panels.preview.file)
}

/** What is selected in the active gallery, where nothing of the explorer was clicked; menus of a page give an object of their own. */
function inGallery({ gallery }: Panels, clicked: unknown, selected: unknown): Pick<AskedAt, 'clicked' | 'selected' | 'gallery'> {
  if (!gallery.active || clicked instanceof Uri) return { clicked, selected }
  const { selection } = gallery
  return selection.length > 0 ? { clicked: selection[0], selected: selection, gallery: true } : { clicked: undefined, selected: undefined }
}

/** What is selected in the explorer, else the clicked or the active file. */
function chosenFiles(clicked: unknown, selected: unknown, shown: Uri | undefined): readonly Uri[] {
  const chosen = asUris(clicked, selected)
  const active = activeFile() ?? shown
  return chosen.length > 0 ? chosen : active ? [active] : []
}

function asUris(clicked: unknown, selected: unknown): readonly Uri[] {
  const many = Array.isArray(selected) ? selected.filter((one): one is Uri => one instanceof Uri) : []
  return many.length > 0 ? many : clicked instanceof Uri ? [clicked] : []
}

function asUri(value: unknown): Uri | undefined {
  return value instanceof Uri ? value : undefined
}

/** Into the caption that is active, or the one that the active preview shows. */
async function takePreviousTags({ server, panels: { preview } }: Parts): Promise<void> {
  const editor = captionEditor()
  if (editor) await tagsFromPrevious(server, editor.document.uri, (wish) => editCaption(server, editor, wish))
  else if (preview.file) await tagsFromPrevious(server, preview.file, preview.editTags)
}

/** From the caption that is active, or from the one that the active preview shows; the keyboard stays where it is. */
async function move({ server, mode, panels }: Parts, direction: Direction): Promise<void> {
  const fromPanel = panels.preview.active
  const from = fromPanel ? panels.preview.file : activeFile()
  if (from) await moveToCaption(server, mode, { from, direction, preserveFocus: fromPanel })
}

/** The caption of an image, with the preview beside it. */
async function openCaptionOf({ server, mode, panels }: Parts, image: Uri | undefined): Promise<void> {
  if (!image) return
  const data = await server.ask('taglore/preview', { uri: fileUri(image).toString() })
  if (!data?.caption) return
  const { document } = await openCaption(mode, { caption: data.caption.uri, captionExists: data.caption.exists }, { preserveFocus: false, viewColumn: captionColumn() })
  await panels.preview.open(document.uri)
}
