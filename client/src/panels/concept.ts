import { CancellationTokenSource, commands, l10n, Uri, window, type Disposable } from 'vscode'
import type { ConceptAction, ConceptChoice, ConceptMessage, ConceptSheet, SheetAction } from '../../../server/src/protocol/concept'
import { atRest } from '../at-rest'
import { findRoot } from '../find-dataset'
import { fileUri } from '../new-captions'
import { runDecided } from '../refactoring/run'
import { openPlace } from '../report-places'
import { createThumbnailQueue } from '../thumbnail-queue'
import type { PanelParts } from './index'
import type { Panel } from './panel'
import { registerPanelsBySubject, type Session } from './panels-by-subject'

/** Pixels of a thumbnail's longest side; sharp on screens of double density. */
const SIDE = 160
/** Changes of files ask again after this many milliseconds of rest. */
const REST = 250

type Page = Panel<ConceptMessage, ConceptAction>

export interface ConceptPanel extends Disposable {
  /** Opens the identity sheet of the concept that a file or folder belongs to; asks which where that is open. */
  open(place: Uri | undefined): Promise<void>
}

/** The identity sheets: one for each concept. */
export function registerConcept(parts: PanelParts): ConceptPanel {
  const panels = registerPanelsBySubject<ConceptMessage, ConceptAction, Session<ConceptAction>>(parts, { name: 'concept', create: (subject, page) => createSession(parts, subject, page) })
  return {
    async open(place) {
      const found = await findConcept(parts, place)
      if (found) panels.show(found.root.with({ fragment: found.concept.name }), l10n.t('Concept: {0}', found.concept.title))
    },
    dispose: () => panels.dispose(),
  }
}

async function findConcept({ server }: PanelParts, place: Uri | undefined): Promise<{ readonly root: Uri; readonly concept: ConceptChoice } | undefined> {
  const near = place && (await server.ask('taglore/concepts', { uri: fileUri(place).toString() }))
  const root = near?.root ? undefined : await findRoot(server, place)
  const found = near?.root ? near : root && (await server.ask('taglore/concepts', { uri: root.toString() }))
  if (!found) return undefined
  const { concepts, at } = found
  const [only, second] = concepts
  if (found.root === null || !only) return void window.showInformationMessage(l10n.t('There is no concept here: a concept is a folder with images of what is to be taught'))
  const concept = concepts.find(({ name }) => name === at) ?? (second ? await pickConcept(concepts) : only)
  return concept && { root: Uri.parse(found.root), concept }
}

async function pickConcept(concepts: readonly ConceptChoice[]): Promise<ConceptChoice | undefined> {
  const items = concepts.map((concept) => ({ label: concept.title, description: [l10n.t('{0} images', concept.images), ...concept.triggers].join(' · '), concept }))
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which concept?'), matchOnDescription: true }))?.concept
}

/** `subject`: the dataset's root, with the concept's name as fragment. */
function createSession({ server, log }: PanelParts, subject: Uri, page: Page): Session<ConceptAction> {
  const concept = subject.fragment
  const uri = subject.with({ fragment: '' }).toString()
  let sheet: ConceptSheet | undefined
  let asked = 0
  let effect: CancellationTokenSource | undefined
  const thumbnails = createThumbnailQueue(server, ({ image, data, message }) => page.post({ kind: 'thumbnail', thumbnail: { image, data, message } }))

  async function show(): Promise<void> {
    const question = ++asked
    if (sheet) page.post({ kind: 'waiting' })
    try {
      const answer = await server.request('taglore/conceptSheet', { uri, concept })
      if (question !== asked) return
      if (!answer) return page.post({ kind: 'failed', message: l10n.t("There is no concept '{0}' any more: its folder was renamed or removed", concept) })
      sheet = answer
      page.title = l10n.t('Concept: {0}', answer.title)
      page.post({ kind: 'show', sheet: answer })
    } catch (error) {
      if (question !== asked) return
      log.error(`taglore/conceptSheet: ${String(error)}`)
      page.post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    }
  }

  async function tellEffect(actions: readonly SheetAction[]): Promise<void> {
    effect?.cancel()
    const own = new CancellationTokenSource()
    effect = own
    try {
      const answer = await server.request('taglore/conceptEffect', { uri, concept, actions }, own.token)
      if (effect === own) page.post({ kind: 'effect', effect: answer })
    } catch (error) {
      if (!own.token.isCancellationRequested) log.warn(`taglore/conceptEffect: ${String(error)}`)
    }
  }

  async function preview(actions: readonly SheetAction[]): Promise<void> {
    const title = l10n.t('Edit Concept: {0}', sheet?.title ?? concept)
    const applied = await runDecided(server, title, { id: 'edit-concept', args: { concept, actions }, uri, scope: { kind: 'dataset' }, apply: true })
    if (applied) page.post({ kind: 'done' })
  }

  async function act(action: ConceptAction): Promise<void> {
    switch (action.kind) {
      case 'ready':
        if (sheet) page.post({ kind: 'show', sheet })
        return show()
      case 'again':
        return show()
      case 'effect':
        return tellEffect(action.actions)
      case 'preview':
        return preview(action.actions)
      case 'thumbnails':
        return thumbnails.ask(action.images, SIDE)
      case 'open': {
        const picture = sheet?.pictures[action.picture]
        const file = picture?.caption ?? picture?.image
        return file ? openPlace(Uri.parse(file)) : undefined
      }
      case 'command': {
        const folders = (action.folder === null ? (sheet?.folders ?? []) : [action.folder]).map((folder) => Uri.parse(folder))
        return folders[0] && void (await commands.executeCommand(`taglore.${action.command}`, folders[0], folders))
      }
    }
  }

  const refresh = atRest(REST, () => page.visible && void show())

  return {
    act,
    datasetsChanged: refresh.soon,
    serverStarted: refresh.soon,
    stop() {
      refresh.stop()
      effect?.cancel()
      thumbnails.stop()
    },
  }
}
