import { allImplied, groupMembers } from '../../server/src/tags/tag-index'
import { findHidden } from '../../server/src/lint/visibility'
import { findClashes } from '../../server/src/tags/exclusive'
import { tellsOnePerson } from '../../server/src/tags/persons'
import type { TagRecord } from '../../server/src/tags/record'
import type { Knowledge } from '../../server/src/workspace/knowledge'
import { makeRandom } from './draw-queries'

/** What kind of folder is drawn: one character with a trigger, or pictures of anybody as a tagger leaves them. */
export type FolderKind = 'character' | 'anybody'

/** How often a group is seen in a picture, and how sure a tagger is of what it sees. */
interface Group {
  readonly id: string
  /** Share of pictures that show one of the group. */
  readonly seen: number
  /** How many of it at most. */
  readonly most?: number
}

/** Of a character these stay. */
const IDENTITY: readonly Group[] = [
  { id: 'hair-length', seen: 1 },
  { id: 'hair-colour', seen: 1 },
  { id: 'eye-colour', seen: 1 },
  { id: 'bangs', seen: 0.8, most: 2 },
  { id: 'hair-lock', seen: 0.5 },
  { id: 'hair-tied', seen: 0.4 },
  { id: 'hair-accessory', seen: 0.5 },
  { id: 'ear-animal', seen: 0.2 },
]
/** Of an outfit these stay. */
const CLOTHES: readonly Group[] = [
  { id: 'shirt', seen: 0.6, most: 3 },
  { id: 'jacket', seen: 0.3, most: 2 },
  { id: 'dress', seen: 0.3, most: 2 },
  { id: 'skirt', seen: 0.5, most: 2 },
  { id: 'sleeve', seen: 0.7 },
  { id: 'neckerchief', seen: 0.2 },
  { id: 'thighhigh', seen: 0.3 },
  { id: 'glove', seen: 0.2 },
  { id: 'hat', seen: 0.2 },
  { id: 'footwear', seen: 0.3 },
]
/** These change from picture to picture; one framing and one background is drawn apart. */
const CHANGING: readonly Group[] = [
  { id: 'gaze', seen: 0.7 },
  { id: 'mouth', seen: 0.8 },
  { id: 'smile', seen: 0.5 },
  { id: 'blush', seen: 0.5 },
  { id: 'posture', seen: 0.5 },
  { id: 'hand-position', seen: 0.3 },
  { id: 'holding', seen: 0.2 },
  { id: 'gesture', seen: 0.1 },
  { id: 'heart-star', seen: 0.1 },
  { id: 'food', seen: 0.05 },
  { id: 'instrument', seen: 0.03 },
]
const FRAMING: readonly (readonly [string, number])[] = [['upper body', 0.3], ['full body', 0.22], ['cowboy shot', 0.2], ['portrait', 0.04], ['feet out of frame', 0.03], ['', 0.21]]
const OUTSIDE: readonly Group[] = [{ id: 'sky', seen: 0.8, most: 2 }, { id: 'time-of-day', seen: 0.6 }, { id: 'woodland-and-field', seen: 0.5 }, { id: 'city-place', seen: 0.3 }, { id: 'tree', seen: 0.3 }]
const INSIDE: readonly Group[] = [{ id: 'interior', seen: 0.4 }, { id: 'seat', seen: 0.4 }, { id: 'bed', seen: 0.3, most: 2 }, { id: 'table', seen: 0.3 }]
/** What people add by hand. */
const FREE = ['soft light', 'standing near a window', 'cozy room', 'morning mood', 'blue jacket with stars', 'green dinosaur', 'her best friend', 'cinematic', 'looking happy', 'detailed face']
/** The shares of slips: of the tagger, and of people. */
const MISSED = 0.06
const WAVERS = 0.04
/** How often a tagger does not see what cannot be there. */
const SURE = 0.8
const SIGNED = 0.04
const FREE_WORDS = 0.08
const TYPOS = 0.01

/** Captions like those of a WD tagger at a usual threshold: groups by how often they are seen, tags by their posts, all implied tags beside them. The same seed gives the same captions. `sure`: how often a tag that clashes with the others is not seen. */
export function drawCaptions(kind: FolderKind, count: number, knowledge: Knowledge, seed: number, sure = SURE): readonly string[] {
  const random = makeRandom(seed)
  const draw = drawer(knowledge, random)
  const chance = (share: number): boolean => random() < share
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  const drawGroups = (groups: readonly Group[]): readonly TagRecord[] => groups.flatMap(({ id, seen, most = 1 }) => (chance(seen) ? draw(id, 1 + Math.floor(random() * most)) : []))
  const own = drawGroups(IDENTITY)
  const outfits = Array.from({ length: 5 }, () => drawGroups(CLOTHES))
  return Array.from({ length: count }, () => {
    const traits = (kind === 'character' ? own : drawGroups(IDENTITY)).filter(() => !chance(MISSED))
    const clothes = ((kind === 'character' ? pick(outfits) : drawGroups(CLOTHES)) ?? []).filter(() => !chance(MISSED * 2))
    const tags = new Set<string>()
    if (kind === 'character') tags.add('lumixa')
    for (const tag of ['1girl', 'solo']) if (!chance(0.02)) tags.add(tag)
    const add = (record: TagRecord): void => {
      tags.add(record.name)
      for (const key of allImplied(knowledge.tags, record.name)) tags.add(key)
    }
    for (const record of [...traits, ...clothes, ...drawGroups(CHANGING)]) add(record)
    if (chance(WAVERS)) draw('eye-colour', 1).forEach(add)
    if (chance(WAVERS)) draw('hair-colour', 1).forEach(add)
    let left = random()
    for (const [framing, share] of FRAMING) {
      if (left < share && framing !== '') tags.add(framing)
      left = left < share ? 2 : left - share
    }
    if (chance(0.45)) for (const tag of ['simple background', chance(0.7) ? 'white background' : 'grey background']) tags.add(tag)
    else if (chance(0.5)) {
      tags.add('outdoors')
      drawGroups(OUTSIDE).forEach(add)
    } else if (chance(0.6)) {
      tags.add('indoors')
      drawGroups(INSIDE).forEach(add)
    }
    if (chance(SIGNED)) draw('watermark', 1).forEach(add)
    if (chance(FREE_WORDS)) tags.add(pick(FREE) ?? '')
    for (const key of impossible([...tags], knowledge)) if (chance(sure)) tags.delete(key)
    const listed = [...tags].map((tag) => (chance(TYPOS / 10) && tag.length > 6 ? swap(tag, Math.floor(random() * (tag.length - 2)) + 1) : tag))
    const [first, ...rest] = listed
    return kind === 'character' ? [first, ...shuffle(rest, random)].join(', ') : shuffle(listed, random).join(', ')
  })
}

/** Tags that no picture with the others can have: drawn without a picture, but not seen by a tagger in one. */
function impossible(keys: readonly string[], knowledge: Knowledge): readonly string[] {
  const clashes = findClashes(knowledge.exclusive, keys, tellsOnePerson(new Set(keys))).map(({ second }) => second)
  return [...clashes, ...findHidden(keys, knowledge).map(({ key }) => key)]
}

/** Draws tags of a group, each as often as it has posts; never two values of one exclusive set. */
function drawer({ tags, exclusive }: Knowledge, random: () => number): (group: string, count: number) => readonly TagRecord[] {
  const members = new Map<string, readonly TagRecord[]>()
  const clash = (a: string, b: string): boolean => exclusive.some((set) => set.alternatives.some((keys) => keys.includes(a)) && set.alternatives.some((keys) => keys.includes(b) && !keys.includes(a)))
  return (group, count) => {
    const all = members.get(group) ?? groupMembers(tags, group).filter((record) => record.count > 0 && !record.deprecated)
    members.set(group, all)
    const total = all.reduce((sum, record) => sum + record.count, 0)
    const drawn: TagRecord[] = []
    for (let at = 0; at < count; at++) {
      let left = random() * total
      const record = all.find((candidate) => (left -= candidate.count) < 0)
      if (record && !drawn.some((other) => other === record || clash(other.name, record.name))) drawn.push(record)
    }
    return drawn
  }
}

function swap(text: string, at: number): string {
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2)
}

function shuffle(items: readonly string[], random: () => number): readonly string[] {
  return items.map((item) => ({ item, key: random() })).sort((a, b) => a.key - b.key).map(({ item }) => item)
}
