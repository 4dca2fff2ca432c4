import { say, type Message } from '../base/message'
import { eachSliced, finish, type Sliced } from '../base/sliced'
import type { Goal } from '../settings'
import { knownKey } from '../tags/known-key'
import { tellsOnePerson } from '../tags/persons'
import { allImplied, findTag, type TagIndex } from '../tags/tag-index'

/** Kinds of pictures that make a model more than a copy of its dataset. */
export type WishId = 'one-person' | 'other-clothes' | 'close-up' | 'full-body' | 'side-or-back' | 'poses' | 'expressions' | 'backgrounds' | 'art-styles' | 'background-only' | 'persons'

/** What one goal asks of the pictures of a concept. */
export interface CoverageWish {
  readonly id: WishId
  readonly title: Message
  /** Without it something is missing in the model; else it is advice, and tags tell only part of it. */
  readonly needed: boolean
}

/** How far the captions of a concept tell of what is wished for. */
export interface Coverage {
  readonly wish: CoverageWish
  readonly covered: boolean
  /** Captions that tell of it. */
  readonly captions: number
  /** Keys of the tags that do, most used first. */
  readonly tags: readonly string[]
}

/** How a wish is looked for in captions. */
interface Search {
  /** Which tags of a caption tell of it, given all its keys. */
  find(keys: readonly string[], facts: TagFacts): readonly string[]
  /** So many different tags are needed; 1 without it. */
  readonly kinds?: number
  /** So large a share of the captions is needed; one caption without it. */
  readonly share?: number
}

/** What is asked of the same tags in many captions, looked up once for each. */
interface TagFacts {
  readonly index: TagIndex
  /** Its own key, or that of the tag it is an alias of. */
  known(key: string): string
  /** Its vocabulary group; '' without one. */
  group(key: string): string
}

/** Lists are replaced as a whole when they change. */
const remembered = new WeakMap<TagIndex, TagFacts>()

function factsOf(index: TagIndex): TagFacts {
  let facts = remembered.get(index)
  if (!facts) remembered.set(index, (facts = rememberFacts(index)))
  return facts
}

const MOST_KEPT = 50_000

function rememberFacts(index: TagIndex): TagFacts {
  const known = new Map<string, string>()
  const groups = new Map<string, string>()
  const knownOf = (key: string): string => {
    let found = known.get(key)
    if (found === undefined) {
      if (known.size >= MOST_KEPT) known.clear()
      known.set(key, (found = knownKey(index, key)))
    }
    return found
  }
  return {
    index,
    known: knownOf,
    group: (key) => {
      let found = groups.get(key)
      if (found === undefined) {
        if (groups.size >= MOST_KEPT) groups.clear()
        groups.set(key, (found = findTag(index, knownOf(key))?.group ?? ''))
      }
      return found
    },
  }
}

const TITLES: Readonly<Record<WishId, Message>> = {
  'one-person': say`One person alone`,
  'other-clothes': say`Other clothes`,
  'close-up': say`Close-ups`,
  'full-body': say`Full body`,
  'side-or-back': say`From the side or from behind`,
  poses: say`Different poses`,
  expressions: say`Different expressions`,
  backgrounds: say`Different backgrounds`,
  'art-styles': say`Different art styles`,
  'background-only': say`Background without persons`,
  persons: say`Persons`,
}

/** The notes' wishes by goal: a character in many clothes, distances and surroundings; a style also on empty scenes; a concept on many occasions. */
export const WISHES: Readonly<Record<Goal, readonly CoverageWish[]>> = {
  character: wishes(['other-clothes', 'close-up', 'full-body'], ['one-person', 'side-or-back', 'poses', 'expressions', 'backgrounds', 'art-styles']),
  style: wishes(['background-only'], ['persons', 'close-up', 'full-body', 'poses', 'backgrounds']),
  concept: wishes([], ['close-up', 'full-body', 'side-or-back', 'poses', 'backgrounds', 'art-styles']),
}

const OF_PERSONS: ReadonlySet<WishId> = new Set(['one-person', 'other-clothes'])

function wishes(needed: readonly WishId[], advised: readonly WishId[]): readonly CoverageWish[] {
  return [...needed.map((id) => ({ id, title: TITLES[id], needed: true })), ...advised.map((id) => ({ id, title: TITLES[id], needed: false }))]
}

/** What a goal wishes for, and what the captions (keys of their distinct tags) tell of it, in the order of `WISHES`. An animal or a thing needs no clothes. `isAsked`: only these wishes. */
export function measureCoverage(captions: readonly (readonly string[])[], goal: Goal, index: TagIndex, isAsked: (wish: CoverageWish) => boolean = () => true): readonly Coverage[] {
  const facts = factsOf(index)
  return wishesFor(captions, goal, isAsked).map((wish) => {
    const search = wish.id === 'other-clothes' ? finish(otherClothes(captions, facts)) : SEARCHES[wish.id]
    const counts = new Map<string, number>()
    let found = 0
    for (const keys of captions) {
      const tags = search.find(keys, facts)
      if (tags.length > 0) found++
      for (const key of tags) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const covered = found > 0 && counts.size >= (search.kinds ?? 1) && found >= captions.length * (search.share ?? 0)
    return { wish, covered, captions: found, tags: [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key) }
  })
}

/** Whether captions tell of each wish, as `measureCoverage` says it; looks no further than it must, in slices. */
export function* findCovered(captions: readonly (readonly string[])[], goal: Goal, index: TagIndex, isAsked: (wish: CoverageWish) => boolean): Sliced<readonly Pick<Coverage, 'wish' | 'covered'>[]> {
  const facts = factsOf(index)
  const answers: Pick<Coverage, 'wish' | 'covered'>[] = []
  for (const wish of wishesFor(captions, goal, isAsked)) {
    const search = wish.id === 'other-clothes' ? yield* otherClothes(captions, facts) : SEARCHES[wish.id]
    const { kinds = 1, share = 0 } = search
    const met = new Set<string>()
    let found = 0
    let covered = false
    for (const [at, keys] of captions.entries()) {
      const tags = search.find(keys, facts)
      if (tags.length > 0) found++
      for (const key of tags) met.add(key)
      covered = found > 0 && met.size >= kinds && found >= captions.length * share
      if (covered) break
      if (at % SLICE === 0) yield
    }
    answers.push({ wish, covered })
  }
  return answers
}

/** Captions between two pauses. */
const SLICE = 200

function wishesFor(captions: readonly (readonly string[])[], goal: Goal, isAsked: (wish: CoverageWish) => boolean): readonly CoverageWish[] {
  const nobody = goal === 'character' && captions.filter((keys) => keys.includes('no humans')).length * 2 > captions.length
  return WISHES[goal].filter((wish) => isAsked(wish) && (!nobody || !OF_PERSONS.has(wish.id)))
}

const BACKGROUNDS = [
  'simple-background', 'pattern-background', 'sky', 'time-of-day', 'season', 'weather', 'landscape', 'woodland-and-field', 'water-place', 'city-place', 'sport-place', 'country-and-landmark', 'transport-place',
  'architecture', 'historic-place', 'interior', 'school-place', 'vehicle-interior', 'shop-place',
]
export const EXPRESSION_GROUPS = ['mouth', 'smile', 'blush', 'sad-expression', 'angry-expression', 'fear-expression', 'calm-expression', 'eye-state', 'emotion-symbol']
const ART = ['art-style', 'digital-medium', 'traditional-medium', 'rendering']
const GARMENTS: ReadonlySet<string> = new Set([
  'shirt', 'top', 'sweater', 'hoodie', 'vest', 'jacket', 'coat', 'cape', 'robe', 'dress', 'one-piece-suit', 'leotard', 'skirt', 'trousers', 'shorts', 'nightwear', 'formal-wear', 'uniform',
  'school-uniform-named', 'apron', 'costume', 'technical-suit', 'sportswear', 'swimwear', 'bikini', 'kimono', 'traditional-japanese', 'traditional-chinese', 'traditional-world', 'armour',
])
const UNDRESSED: ReadonlySet<string> = new Set(['nude', 'completely nude', 'topless', 'underwear only', 'naked towel'])

const SEARCHES: Readonly<Record<Exclude<WishId, 'other-clothes'>, Search>> = {
  'one-person': { find: (keys) => (tellsOnePerson(keys) ? keys.filter((key) => key === 'solo' || /^1(?:girl|boy|other)$/.test(key)) : []), share: 0.5 },
  'close-up': anyOf(['portrait', 'close-up', 'head only', 'profile picture', 'mugshot', 'face focus']),
  'full-body': anyOf(['full body', 'wide shot', 'very wide shot']),
  'side-or-back': anyOf(['from side', 'from behind', 'profile', 'facing away', 'three quarter view', 'back focus']),
  poses: { ...inGroups(['posture', 'daily-action', 'sport', 'combat']), kinds: 3 },
  expressions: { ...inGroups(EXPRESSION_GROUPS), kinds: 3 },
  backgrounds: { ...inGroups(BACKGROUNDS), kinds: 3 },
  'art-styles': { ...inGroups(ART), kinds: 2 },
  'background-only': { find: findBackground },
  persons: { find: (keys, facts) => keys.filter((key) => key !== 'no humans' && PERSONS.has(facts.group(key))) },
}

const PERSONS: ReadonlySet<string> = new Set(['person-count', 'person-group'])
/** Words for a picture of a place rather than of somebody in it. */
const SCENES: ReadonlySet<string> = new Set(['scenery', 'landscape', 'cityscape', 'seascape', 'panorama', 'still life'])

function anyOf(wanted: readonly string[]): Search {
  const set = new Set(wanted)
  return { find: (keys, facts) => keys.filter((key) => set.has(facts.known(key))) }
}

function inGroups(groups: readonly string[]): Search {
  const set = new Set(groups)
  return { find: (keys, facts) => keys.filter((key) => set.has(facts.group(key))) }
}

/** The vocabulary group of a tag by its key or an alias of it; '' where none has it. */
export function groupOf(key: string, index: TagIndex): string {
  return findTag(index, knownKey(index, key))?.group ?? ''
}

/** A picture without anybody: said outright, or a scene whose caption counts no person. */
function findBackground(keys: readonly string[], facts: TagFacts): readonly string[] {
  const known = keys.map((key) => facts.known(key))
  if (known.includes('no humans')) return known.some((key) => SCENES.has(key) || PLACES.has(facts.group(key))) ? ['no humans'] : []
  return known.some((key) => PERSONS.has(facts.group(key)) || key === 'solo') ? [] : known.filter((key) => SCENES.has(key))
}

const PLACES: ReadonlySet<string> = new Set(BACKGROUNDS.filter((group) => !group.endsWith('-background')))

/** Clothes that are not the usual ones: what most dressed captions have is usual, and where most name none, whatever is named is other. */
function* otherClothes(captions: readonly (readonly string[])[], facts: TagFacts): Sliced<Search> {
  const isGarment = (key: string): boolean => UNDRESSED.has(key) || GARMENTS.has(facts.group(key))
  const dressed: (readonly string[])[] = []
  yield* eachSliced(captions, (keys) => {
    const garments = keys.filter(isGarment)
    if (garments.length > 0) dressed.push(garments)
  })
  const counts = new Map<string, number>()
  for (const keys of dressed) for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const bare = captions.length - dressed.length > dressed.length
  const usual = bare ? [] : [...counts].flatMap(([key, count]) => (count * 2 > dressed.length ? [key] : []))
  // `shirt` is no outfit beside the `white shirt` that implies it
  const general = new Set(usual.flatMap((key) => allImplied(facts.index, facts.known(key))))
  const outfit = new Set(usual.filter((key) => !general.has(facts.known(key))))
  return { find: (keys) => (keys.some((key) => outfit.has(key)) ? [] : keys.filter(isGarment)) }
}
