import { commands, l10n, Uri, window, type Disposable } from 'vscode'
import type { ReviewAction, ReviewMessage, ReviewSetup } from '../../../server/src/protocol/review-page'
import type { ReviewResult, TagPlanParams } from '../../../server/src/protocol/tagging'
import { atRest } from '../at-rest'
import { applyDatasetChange } from '../changes/apply-change'
import { longRequest } from '../changes/long-request'
import { findRoot } from '../find-dataset'
import { nameOf } from '../names'
import { openPlace } from '../report-places'
import { readSetup, writeSetup } from '../tagging/review-setup'
import { createThumbnailQueue } from '../thumbnail-queue'
import type { PanelParts } from './index'
import type { Panel } from './panel'
import { registerPanelsBySubject, type Session } from './panels-by-subject'

/** Changes of files ask again after this many milliseconds of rest. */
const REST = 250

type Page = Panel<ReviewMessage, ReviewAction>

export interface ReviewPanel extends Disposable {
  /** Opens the review of a dataset, with another setup where one is given. */
  open(place: Uri | undefined, setup?: ReviewSetup): Promise<void>
}

/** The reviews of what taggers said: one for each dataset. */
export function registerReviewTags(parts: PanelParts): ReviewPanel {
  const panels = registerPanelsBySubject<ReviewMessage, ReviewAction, ReviewSession>(parts, { name: 'review', create: (root, page) => createSession(parts, root, page) })
  return {
    async open(place, setup) {
      const root = await findRoot(parts.server, place)
      if (!root) return
      const wanted = setup ?? (await completed(parts, root))
      if (!wanted) return
      await writeSetup(parts.context, root.toString(), wanted)
      const present = panels.of(root)
      panels.show(root, l10n.t('Review Tags: {0}', nameOf(root)))
      present?.setUp(wanted)
    },
    dispose: () => panels.dispose(),
  }
}

/** The setup of the last time; its taggers are all that have said something where none of them has. */
async function completed({ context, server }: PanelParts, root: Uri): Promise<ReviewSetup | undefined> {
  const setup = readSetup(context, root.toString())
  const { taggers = [] } = (await server.ask('taglore/taggers', { uri: root.toString() })) ?? {}
  const speaking = taggers.filter(({ images, sentences }) => images > sentences).map(({ name }) => name)
  if (speaking.length > 0) {
    const again = setup.taggers.filter((name) => speaking.includes(name))
    return { ...setup, taggers: again.length > 0 ? again : speaking }
  }
  const tag = l10n.t('Tag Images…')
  if ((await window.showInformationMessage(l10n.t('No tagger has seen these images yet'), tag)) === tag) await commands.executeCommand('taglore.tagImages', root)
  return undefined
}

interface ReviewSession extends Session<ReviewAction> {
  setUp(setup: ReviewSetup): void
}

function createSession({ context, server, log }: PanelParts, root: Uri, page: Page): ReviewSession {
  const uri = root.toString()
  const name = nameOf(root)
  let setup = readSetup(context, uri)
  let review: ReviewResult | undefined
  let asked = 0
  let counting: ReviewAction | undefined
  let isCounting = false
  const thumbnails = createThumbnailQueue(server, (made) => page.post({ kind: 'thumbnail', ...made }))

  function keep(change: Partial<ReviewSetup>): void {
    setup = { ...setup, ...change }
    void writeSetup(context, uri, setup)
  }

  async function make(): Promise<void> {
    const question = ++asked
    if (review) page.post({ kind: 'waiting' })
    const { scope, taggers, merge, sureFrom } = setup
    try {
      const made = await server.request('taglore/review', { uri, scope, taggers, merge, sureFrom })
      if (question !== asked) return
      review = made
      post(made)
      if (Object.keys(setup.decisions).length > 0) await count({ kind: 'counts', thresholds: merge.thresholds, sureFrom })
    } catch (error) {
      if (question !== asked) return
      log.error(`taglore/review: ${String(error)}`)
      page.post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
    }
  }

  function post(made: ReviewResult): void {
    page.post({ kind: 'show', title: name, setup, review: made })
  }

  /** Of a slider's steps only the last that came is asked for. */
  async function count(action: Extract<ReviewAction, { kind: 'counts' }>): Promise<void> {
    counting = action
    if (isCounting) return
    isCounting = true
    try {
      while (counting?.kind === 'counts' && review) {
        const { thresholds, sureFrom } = counting
        counting = undefined
        const counts = await server.ask('taglore/reviewCounts', { review: review.review, thresholds, sureFrom, decisions: setup.decisions })
        if (counts) page.post({ kind: 'counts', counts })
        else if (counts === null) return await make()
      }
    } finally {
      isCounting = false
    }
  }

  /** Asks about the review; where the server has forgotten it, it is made again, and the page then asks anew. */
  async function about<Answer>(ask: (review: string) => Promise<Answer | null | undefined>): Promise<Answer | undefined> {
    const found = review && (await ask(review.review))
    if (found === null) await make()
    return found ?? undefined
  }

  async function preview(): Promise<void> {
    const { scope, taggers, merge, order, decisions } = setup
    const params: TagPlanParams = { kind: 'tags', uri, scope, taggers, merge, order, decisions, apply: true }
    const planned = await longRequest(server, l10n.t('Review Tags'), 'taglore/tagPlan', params)
    if (!planned) return
    if (planned.fault !== null) return void window.showWarningMessage(planned.fault)
    if ((await applyDatasetChange(server, planned)) !== 'applied') return
    keep({ decisions: {} })
    await make()
  }

  async function act(action: ReviewAction): Promise<void> {
    switch (action.kind) {
      case 'ready':
        if (review) post(review)
        return make()
      case 'again':
        return make()
      case 'counts':
        return count(action)
      case 'merge':
        keep({ merge: action.merge, sureFrom: action.sureFrom })
        return make()
      case 'order':
        return keep({ order: action.order })
      case 'decide':
        keep({ decisions: action.decisions })
        return count({ kind: 'counts', thresholds: setup.merge.thresholds, sureFrom: setup.sureFrom })
      case 'image': {
        const tags = await about((made) => server.ask('taglore/reviewImage', { review: made, uri: action.uri }))
        return tags && page.post({ kind: 'image', uri: action.uri, tags })
      }
      case 'tag': {
        const { key, tagger, from } = action
        const found = await about((made) => server.ask('taglore/reviewTag', { review: made, key, from, ...(tagger !== '' && { tagger }) }))
        return found && page.post({ kind: 'tag', key, tagger, from, found })
      }
      case 'thumbnails':
        return thumbnails.ask(action.images, action.size)
      case 'open':
        return openPlace(Uri.parse(action.uri))
      case 'tagImages':
        return void (await commands.executeCommand('taglore.tagImages', root))
      case 'preview':
        return preview()
    }
  }

  const refresh = atRest(REST, () => page.visible && void make())

  return {
    act,
    setUp(wanted) {
      setup = wanted
      void make()
    },
    datasetsChanged: refresh.soon,
    serverStarted: refresh.soon,
    stop() {
      refresh.stop()
      asked++
      thumbnails.stop()
    },
  }
}
