import { say } from '../base/message'
import { planBalance } from '../changes/balance-change'
import { planDelete } from '../changes/exclude'
import { samplesOf } from '../changes/plans/parts/scope'
import type { Dataset } from '../dataset/dataset'
import type { Sample } from '../dataset/sample'
import { moveImages } from '../features/move-images'
import { listNames, readTexts } from '../host/list-names'
import { excludeWorld } from '../lint/exclude-fix'
import type { PlannedChange } from '../protocol/changes'
import { DELETE_REQUEST, MOVE_REQUEST, REPEATS_REQUEST, type DeleteParams, type MoveParams, type RepeatsParams, type RepeatsResult } from '../protocol/gallery'
import { wholeChange } from './fresh-edit'
import { guard } from './guard'
import { offerChange } from './offer-change'
import { findDataset } from './requests'
import type { Doors } from './route'
import { toPath } from './uris'

/** Nothing to wait for: such a plan looks at names alone. */
const AT_ONCE = { breathe: async () => undefined }
/** Epochs that show an image more often than this are a typing error. */
const MOST_REPEATS = 100_000

/** Registers what plans changes of the images of a selection; the types are in `protocol/gallery.ts`. */
export function registerGalleryChanges(doors: Doors): void {
  const { session } = doors
  const selected = async (uris: readonly string[]): Promise<{ readonly dataset: Dataset; readonly samples: readonly Sample[] } | undefined> => {
    await doors.documents.entered()
    const [first] = uris
    const dataset = first === undefined ? undefined : await findDataset(doors, toPath(first))
    const found = dataset && samplesOf(dataset, { kind: 'selection', paths: uris.map(toPath) })
    const samples = found && 'samples' in found ? found.samples.filter(({ images }) => images.length > 0) : []
    return dataset && samples.length > 0 ? { dataset, samples } : undefined
  }

  session.connection.onRequest(
    MOVE_REQUEST,
    guard(session, MOVE_REQUEST, async ({ uris, to }: MoveParams): Promise<PlannedChange | null> => {
      const found = await selected(uris)
      const change = found && moveImages(uris.map(toPath), toPath(to), found.dataset)
      return found && change && change.files.length > 0 ? offerChange(doors, { root: found.dataset.root, change }, AT_ONCE) : null
    }),
  )

  session.connection.onRequest(
    REPEATS_REQUEST,
    guard(session, REPEATS_REQUEST, async ({ uris, repeats }: RepeatsParams): Promise<RepeatsResult> => {
      const found = await selected(uris)
      if (!found || !(repeats >= 1 && repeats <= MOST_REPEATS)) return { fault: null, change: null }
      const { dataset } = found
      const wanted = new Set(found.samples.map(({ folder }) => folder))
      const parts = dataset.folders.filter(({ path }) => wanted.has(path)).map((folder) => {
        const samples = dataset.samplesIn(folder.path)
        return { folder, tag: undefined, samples, images: samples.length, before: folder.repeats, after: Math.round(repeats) }
      })
      const row = { name: '', parts, images: 0, before: 0, after: 0 }
      const world = { root: dataset.root, filesIn: await listNames(session.fileSystem, dataset.folders.map(({ path }) => path)), textOf: await readTexts(session.fileSystem, dataset.describedBy) }
      const plan = planBalance(dataset, { rows: [row] }, world, say`Set repeats to ${Math.round(repeats)}`)
      if ('fault' in plan) return { fault: session.translate(plan.fault), change: null }
      if (plan.change.files.length === 0) return { fault: null, change: null }
      const change = await wholeChange(doors, dataset.root, { ...plan, refusals: [] })
      return { fault: null, change: await offerChange(doors, { root: dataset.root, change }, AT_ONCE) }
    }),
  )

  session.connection.onRequest(
    DELETE_REQUEST,
    guard(session, DELETE_REQUEST, async ({ uris }: DeleteParams): Promise<PlannedChange | null> => {
      const found = await selected(uris)
      return found ? offerChange(doors, { root: found.dataset.root, change: planDelete(found.samples, excludeWorld(found.dataset)) }, AT_ONCE) : null
    }),
  )
}
