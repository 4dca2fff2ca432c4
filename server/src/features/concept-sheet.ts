import { say } from '../base/message'
import { nameOf } from '../base/path'
import { familyOf, identitySheet, type SheetRow } from '../changes/identity-sheet'
import { sectionTitle } from '../changes/tag-section'
import type { Concept } from '../dataset/concepts'
import type { Dataset } from '../dataset/dataset'
import { TRAITS } from '../lint/wavering'
import type { ExclusiveSet } from '../tags/exclusive'
import { knownKey } from '../tags/known-key'
import { findByAlias, findTag } from '../tags/tag-index'
import type { Knowledge } from '../workspace/knowledge'
import type { Snapshot } from '../workspace/workspace'
import { proposeFor, type Proposals } from './concept-proposals'
import type { ConceptChoice, ConceptOutfit, ConceptPicture, ConceptRow, ConceptSection, ConceptSheet } from './concept-sheet-data'
import type { Wording } from './preview'
import { worldOf } from './world'

/** Pictures with a tag, and without it, that a row shows. */
const PICTURES = 12

/** The concepts of a dataset, each with all its outfits; regularisation images teach none. */
export function listConcepts(dataset: Dataset, wording: Wording): readonly ConceptChoice[] {
  const seen = new Set<Concept>()
  return dataset.concepts().flatMap((concept) => {
    if (concept.regularization || seen.has(concept)) return []
    const family = familyOf(dataset, concept)
    for (const member of family) seen.add(member)
    const images = family.reduce((sum, { folder }) => sum + countImages(dataset, folder.path), 0)
    return [{ name: concept.name, title: titleOf(family), folders: family.map(({ folder }) => wording.toUri(folder.path)), images, triggers: triggersOf(family).map(({ text }) => text) }]
  })
}

/** The identity sheet of the concept of this name in the dataset of `path`; null where there is none. */
export function describeConcept(snapshot: Snapshot, path: string, name: string, wording: Wording): ConceptSheet | null {
  const dataset = snapshot.datasetOf(path)
  const concept = dataset?.concepts().find((candidate) => candidate.name === name)
  if (!dataset || !concept) return null
  const family = familyOf(dataset, concept)
  const sheet = identitySheet(dataset, concept, snapshot.knowledge, PICTURES)
  const world = worldOf(snapshot, path)
  const proposals = new Map(family.map((member) => [member.folder.path, proposeFor(member, dataset, world, wording)]))
  const pictures = collectPictures(dataset, wording)
  const describe = rowDescriber(snapshot.knowledge, sheet.sections.flatMap(({ rows }) => rows), pictures.indexOf)
  const apart = new Map(sheet.outfits.map((outfit) => [outfit.folder, new Set(outfit.apart.map(({ key }) => key))]))
  const rows = new Map(sheet.sections.flatMap((section) => section.rows.map((row) => [row.key, row] as const)))
  const toRow = (row: SheetRow): ConceptRow => describe(row, { captions: row.captions, elsewhere: null, proposal: sharedProposal(row.key, proposals, apart) })
  const own = [...rows.values()].filter(({ trigger }) => trigger)
  const parts = [
    { id: 'trigger' as const, title: say`Trigger`, found: own },
    ...sheet.sections.map((section) => ({ id: section.id, title: sectionTitle(section.id), found: section.rows.filter(({ trigger }) => !trigger) })),
  ].flatMap(({ id, title, found }): ConceptSection[] => (found.length === 0 ? [] : [{ id, title: wording.translate(title), outfit: null, rows: found.map(toRow) }]))
  const outfits = sheet.outfits.map(({ folder, name: title, captions, trigger, apart: different }): ConceptSection => {
    const outfit: ConceptOutfit = { folder, uri: wording.toUri(folder), captions, trigger: trigger ?? null }
    const ids = new Set(dataset.samplesIn(folder).map(({ id }) => id))
    return {
      id: 'outfit',
      title,
      outfit,
      rows: different.flatMap((tag) => {
        const row = rows.get(tag.key)
        const proposal = proposals.get(folder)?.get(tag.key) ?? null
        return row ? [describe(within(row, ids, dataset), { captions: Math.round(tag.share * captions), elsewhere: tag.elsewhere, proposal })] : []
      }),
    }
  })
  const images = family.map(({ folder }) => ({ repeats: folder.repeats, count: countImages(dataset, folder.path) }))
  const [{ repeats } = { repeats: 1 }] = images
  return {
    root: wording.toUri(dataset.root),
    concept: concept.name,
    title: titleOf(family),
    folders: family.map(({ folder }) => wording.toUri(folder.path)),
    goal: dataset.settings.values.goal,
    strategy: concept.strategy,
    triggers: triggersOf(family).map(({ text, declared }) => ({ text, declared })),
    images: images.reduce((sum, { count }) => sum + count, 0),
    repeats: images.every((folder) => folder.repeats === repeats) ? repeats : null,
    effective: images.reduce((sum, folder) => sum + folder.count * folder.repeats, 0),
    captions: sheet.captions,
    // read after all rows were told
    pictures: pictures.all(),
    sections: [...parts, ...outfits],
  }
}

/** What the folders of a family share: a name, the concept they are declared as parts of, a trigger; else all names. */
function titleOf(family: readonly Concept[]): string {
  const names = [...new Set(family.map(({ name }) => name))]
  const [name = ''] = names
  if (names.length === 1) return name
  const parents = new Set(family.flatMap(({ parent }) => parent ?? []))
  const [parent] = parents
  if (parent !== undefined && parents.size === 1) return parent
  const shared = family[0]?.triggers.find(({ key }) => family.every(({ triggers }) => triggers.some((trigger) => trigger.key === key)))
  return shared?.text ?? names.join(' + ')
}

function triggersOf(family: readonly Concept[]): Concept['triggers'] {
  return [...new Map(family.flatMap(({ triggers }) => triggers.map((trigger) => [trigger.key, trigger] as const))).values()]
}

function countImages(dataset: Dataset, folder: string): number {
  return dataset.samplesIn(folder).reduce((sum, { images }) => sum + images.length, 0)
}

/** Of a tag that no outfit has for itself: what a rule would do in any folder. */
function sharedProposal(key: string, proposals: ReadonlyMap<string, Proposals>, apart: ReadonlyMap<string, ReadonlySet<string>>): ConceptRow['proposal'] {
  for (const [folder, found] of proposals) {
    const proposal = found.get(key)
    if (proposal && !apart.get(folder)?.has(key)) return proposal
  }
  return null
}

/** The pictures of one folder, with and without a tag. */
function within(row: SheetRow, ids: ReadonlySet<string>, dataset: Dataset): SheetRow {
  const sorted = [...ids].filter((id) => dataset.keysOf(id).length > 0).sort()
  const has = (id: string): boolean => dataset.keysOf(id).includes(row.key)
  return { ...row, with: sorted.filter(has).slice(0, PICTURES), without: sorted.filter((id) => !has(id)).slice(0, PICTURES) }
}

function collectPictures(dataset: Dataset, wording: Wording): { readonly indexOf: (id: string) => number; readonly all: () => readonly ConceptPicture[] } {
  const indexes = new Map<string, number>()
  const found: ConceptPicture[] = []
  return {
    indexOf(id) {
      const known = indexes.get(id)
      if (known !== undefined) return known
      const sample = dataset.samples.get(id)
      const image = sample?.images[0]?.path
      const caption = sample?.caption?.path
      indexes.set(id, found.length)
      return found.push({ name: nameOf(image ?? id), image: image === undefined ? null : wording.toUri(image), caption: caption === undefined ? null : wording.toUri(caption) }) - 1
    },
    all: () => found,
  }
}

type RowPlace = Pick<ConceptRow, 'captions' | 'elsewhere' | 'proposal'>

function rowDescriber(knowledge: Knowledge, rows: readonly SheetRow[], indexOf: (id: string) => number): (row: SheetRow, place: RowPlace) => ConceptRow {
  const rivals = findRivals(rows, knowledge)
  return (row, place) => {
    const record = findTag(knowledge.tags, row.key) ?? findByAlias(knowledge.tags, row.key)[0]
    return {
      key: row.key,
      text: row.text,
      category: record?.category ?? null,
      translation: record?.translations[0] ?? null,
      ...place,
      with: row.with.map(indexOf),
      without: row.without.map(indexOf),
      trigger: row.trigger,
      kept: row.kept,
      rivals: (rivals.get(row.key) ?? []).map(({ text, captions }) => ({ text, captions })),
    }
  }
}

/** Rows that tell of one thing: names of the same tag, another joint (`catears`), and traits of a character that taggers waver between. */
function findRivals(rows: readonly SheetRow[], { tags, exclusive }: Knowledge): ReadonlyMap<string, readonly SheetRow[]> {
  const byKey = new Map(rows.filter(({ trigger }) => !trigger).map((row) => [row.key, row]))
  const found = new Map<string, Set<SheetRow>>()
  const join = (a: SheetRow, b: SheetRow): void => {
    for (const [one, other] of [[a, b], [b, a]] as const) {
      const known = found.get(one.key)
      if (known) known.add(other)
      else found.set(one.key, new Set([other]))
    }
  }
  const forms = new Map<string, SheetRow>()
  for (const row of byKey.values()) {
    for (const form of new Set([`tag ${knownKey(tags, row.key)}`, `bare ${row.key.replace(/[ -]/g, '')}`])) {
      const other = forms.get(form)
      if (other) join(other, row)
      else forms.set(form, row)
    }
  }
  for (const [first, second] of exclusive.flatMap(nearTraits)) {
    const [a, b] = [byKey.get(first), byKey.get(second)]
    if (a && b) join(a, b)
  }
  return new Map([...found].map(([key, others]) => [key, [...others].sort((a, b) => b.captions - a.captions || (a.key < b.key ? -1 : 1))]))
}

/** `blue eyes / aqua eyes`, and degrees of one trait: `long hair`, `very long hair`. */
function nearTraits({ id, near, alternatives }: ExclusiveSet): readonly (readonly [string, string])[] {
  if (!TRAITS.has(id)) return []
  const degrees = alternatives.flatMap((keys) => keys.flatMap((first, at) => keys.slice(at + 1).map((second): readonly [string, string] => [first, second])))
  return [...near, ...degrees]
}
