import { say, type Message } from '../base/message'
import { knownKey } from '../tags/known-key'
import type { TagIndex } from '../tags/tag-index'
import { groupOf } from './coverage'

/** One kind of thing that varies from picture to picture, and what it can be. */
interface FacetSpec {
  readonly id: FacetId
  readonly title: Message
  readonly parts: readonly PartSpec[]
}

interface PartSpec {
  readonly title: Message
  /** Vocabulary groups … */
  readonly groups?: readonly string[]
  /** … and single tags. */
  readonly keys?: readonly string[]
}

export type FacetId = 'views' | 'poses' | 'expressions' | 'clothing' | 'backgrounds'

const FACETS: readonly FacetSpec[] = [
  {
    id: 'views',
    title: say`Views`,
    parts: [
      { title: say`Close-up`, keys: ['portrait', 'close-up', 'head only', 'profile picture', 'mugshot', 'face focus'] },
      { title: say`Upper body`, keys: ['upper body'] },
      { title: say`To the thighs`, keys: ['cowboy shot'] },
      { title: say`Full body`, keys: ['full body'] },
      { title: say`From afar`, keys: ['wide shot', 'very wide shot'] },
      { title: say`From the front`, keys: ['straight-on', 'looking at viewer', 'facing viewer'] },
      { title: say`From the side`, keys: ['from side', 'profile', 'three quarter view'] },
      { title: say`From behind`, keys: ['from behind', 'facing away', 'back focus'] },
      { title: say`From above`, keys: ['from above'] },
      { title: say`From below`, keys: ['from below', 'under shot'] },
    ],
  },
  {
    id: 'poses',
    title: say`Poses`,
    parts: [
      { title: say`Standing`, keys: ['standing', 'standing on one leg', 'contrapposto', 'against wall'] },
      { title: say`Sitting`, keys: ['sitting', 'reclining', 'seiza', 'wariza', 'yokozuwari', 'indian style'], groups: ['sitting-place'] },
      { title: say`Lying`, keys: ['lying', 'on back', 'on side', 'on stomach'] },
      { title: say`Kneeling or squatting`, keys: ['kneeling', 'on one knee', 'squatting', 'all fours'] },
      { title: say`In motion`, keys: ['walking', 'running', 'jumping', 'flying', 'dancing', 'swimming', 'midair', 'floating'], groups: ['sport', 'combat'] },
      { title: say`Gestures`, groups: ['gesture', 'arm-position', 'hand-position'] },
      { title: say`Doing something`, groups: ['daily-action', 'holding', 'holding-weapon', 'holding-food', 'holding-device', 'holding-household', 'holding-instrument', 'holding-clothes', 'holding-creature'] },
    ],
  },
  {
    id: 'expressions',
    title: say`Expressions`,
    parts: [
      { title: say`Smiling`, groups: ['smile'] },
      { title: say`Calm`, groups: ['calm-expression'], keys: ['closed mouth'] },
      { title: say`Open mouth`, keys: ['open mouth', 'parted lips'] },
      { title: say`Blushing`, groups: ['blush'] },
      { title: say`Sad`, groups: ['sad-expression'] },
      { title: say`Angry`, groups: ['angry-expression'] },
      { title: say`Frightened or surprised`, groups: ['fear-expression'] },
      { title: say`Eyes closed or half closed`, groups: ['eye-state'] },
    ],
  },
  {
    id: 'clothing',
    title: say`Clothing`,
    parts: [
      { title: say`Tops`, groups: ['shirt', 'top', 'sweater', 'hoodie', 'vest'] },
      { title: say`Jackets and coats`, groups: ['jacket', 'coat', 'cape', 'robe'] },
      { title: say`Dresses`, groups: ['dress'] },
      { title: say`Skirts and trousers`, groups: ['skirt', 'trousers', 'shorts'] },
      { title: say`Uniforms and costumes`, groups: ['uniform', 'school-uniform-named', 'apron', 'costume', 'technical-suit', 'formal-wear'] },
      { title: say`Traditional`, groups: ['kimono', 'traditional-japanese', 'traditional-chinese', 'traditional-world'] },
      { title: say`Sport and swimming`, groups: ['sportswear', 'swimwear', 'bikini', 'leotard', 'one-piece-suit'] },
      { title: say`Nightwear`, groups: ['nightwear'] },
      { title: say`Armour`, groups: ['armour'] },
    ],
  },
  {
    id: 'backgrounds',
    title: say`Backgrounds`,
    parts: [
      { title: say`Plain`, groups: ['simple-background'] },
      { title: say`Patterns`, groups: ['pattern-background'] },
      { title: say`Indoors`, groups: ['interior', 'school-place', 'shop-place', 'vehicle-interior'] },
      { title: say`Nature`, groups: ['landscape', 'woodland-and-field', 'water-place'] },
      { title: say`City and buildings`, groups: ['city-place', 'architecture', 'historic-place', 'transport-place', 'sport-place', 'country-and-landmark'] },
      { title: say`Sky and weather`, groups: ['sky', 'cloud', 'weather'] },
      { title: say`Time of day`, groups: ['time-of-day'] },
    ],
  },
]

/** How captions spread over one facet. */
export interface Facet {
  readonly id: FacetId
  readonly title: Message
  /** Captions that tell of it at all. */
  readonly captions: number
  /** In the order of people's thinking; those with 0 captions are absent. */
  readonly parts: readonly FacetPart[]
}

export interface FacetPart {
  readonly title: Message
  readonly captions: number
  /** Keys of its tags, most used first. */
  readonly tags: readonly string[]
}

/** Views, poses, expressions, clothing and backgrounds in captions (keys of their distinct tags): what is there, and what is absent. */
export function measureFacets(captions: readonly (readonly string[])[], index: TagIndex): readonly Facet[] {
  const places = placesOf(index)
  return FACETS.map(({ id, title, parts }, facet) => {
    const counts = parts.map(() => ({ captions: 0, tags: new Map<string, number>() }))
    let told = 0
    for (const keys of captions) {
      const hit = new Set<number>()
      for (const key of keys) {
        for (const [at, part] of places(key)) {
          if (at !== facet) continue
          hit.add(part)
          const tags = counts[part]?.tags
          tags?.set(key, (tags.get(key) ?? 0) + 1)
        }
      }
      if (hit.size > 0) told++
      for (const part of hit) {
        const count = counts[part]
        if (count) count.captions++
      }
    }
    return { id, title, captions: told, parts: parts.map((part, at) => ({ title: part.title, captions: counts[at]?.captions ?? 0, tags: mostUsed(counts[at]?.tags ?? new Map()) })) }
  })
}

/** Which parts of which facets a tag tells of; looked up once for each tag. */
function placesOf(index: TagIndex): (key: string) => readonly (readonly [facet: number, part: number])[] {
  const known = new Map<string, readonly (readonly [number, number])[]>()
  return (key) => {
    const found = known.get(key)
    if (found) return found
    const name = knownKey(index, key)
    const group = groupOf(key, index)
    const places = FACETS.flatMap(({ parts }, facet) => parts.flatMap((part, at) => (part.keys?.includes(name) || part.groups?.includes(group) ? [[facet, at] as const] : [])))
    known.set(key, places)
    return places
  }
}

/** Keys by how often they are used, then by themselves. */
export function mostUsed(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key)
}
