import type { ExclusiveSet } from '../tags/exclusive'
import { tellsOnePerson } from '../tags/persons'
import { findTag, type TagIndex } from '../tags/tag-index'
import type { Knowledge } from '../workspace/knowledge'

/** What a caption says that leaves other things out of sight. */
interface Screen {
  /** Any of these … */
  readonly tags: readonly string[]
  /** … with this one, where there is one. */
  readonly needs?: string
  /** Lift it. */
  readonly unless?: readonly string[]
  /** Vocabulary groups, and single tags, that are not seen then. */
  readonly groups: readonly string[]
  readonly keys?: readonly string[]
  /** Only where exactly one person is told of: else the one may show what the other does not. */
  readonly onePerson?: true
}

const EYES = ['eye-colour', 'pupil-shape']
const MOUTH = ['mouth', 'tooth', 'lip']
const SHOES = ['footwear', 'footwear-colour', 'sandal']
const FEET = ['barefoot', 'feet', 'toes', 'soles', 'toenails', 'foot up']
const OFF = ['unworn shoes', 'unworn boots', 'unworn footwear', 'unworn socks', 'holding shoes', 'holding footwear', 'holding boots', 'removing shoes', 'full body']
/** Feet come into such a picture. */
const FOLDED = ['lying', 'on stomach', 'on back', 'on side', 'leg up', 'legs up', 'leg lift', 'foot up', 'knees to chest', 'hugging own legs', 'upside-down', 'squatting', 'the pose', 'split', 'foot focus']

/** The visibility table; a row whose tags clash by `exclusive.txt` anyway is left to `contradicting-tags`. */
const SCREENS: readonly Screen[] = [
  { tags: ['closed eyes'], unless: ['one eye closed', 'eyelid painting'], groups: EYES, onePerson: true },
  { tags: ['blindfold', 'covered eyes', 'hair over eyes', 'opaque glasses'], unless: ['blindfold lift', 'eyes visible through hair', 'blindfold removed'], groups: EYES, onePerson: true },
  { tags: ['from behind'], needs: 'facing away', unless: ['looking back', 'profile', 'from side', 'reflection', 'mirror'], groups: [...EYES, ...MOUTH, 'smile', 'blush', 'bangs'], onePerson: true },
  { tags: ['head out of frame', 'lower body'], unless: ['full body', 'upper body'], groups: [...EYES, 'eye-state', 'gaze', 'smile', 'bangs'], onePerson: true },
  { tags: ['mouth mask', 'covered mouth'], unless: ['mask pull', 'mouth mask pull', 'mask removed', 'mask around neck', 'unworn mask', 'see-through'], groups: MOUTH, onePerson: true },
  { tags: ['portrait', 'close-up'], unless: [...OFF, ...FOLDED, 'leg focus', 'feet'], groups: [...SHOES, 'boot', 'sock', 'thighhigh', 'pantyhose', 'skirt', 'trousers', 'shorts', 'leg-position'], keys: FEET },
  { tags: ['upper body'], unless: [...OFF, ...FOLDED, 'lower body', 'cowboy shot'], groups: [...SHOES, 'boot', 'sock'], keys: FEET },
  { tags: ['cowboy shot', 'feet out of frame'], unless: [...OFF, ...FOLDED], groups: SHOES, keys: FEET },
]

/** Pictures with several views, and feet or shoes that are shown as such. */
const GUARDS: readonly string[] = ['multiple views', 'reference sheet', 'comic', '4koma', '2koma', '3koma', 'inset', 'cut-in', 'split screen', 'dual persona', 'collage', 'reflection', 'mirror', 'photo (object)', 'doll', 'stuffed toy']
const GREYSCALE = 'greyscale-and-colour'

const SCREENING: ReadonlySet<string> = new Set([...SCREENS.flatMap(({ tags }) => tags), 'greyscale', 'monochrome'])

/** Whether a key can leave other tags out of sight: `findHidden` finds nothing without one. */
export function isScreen(key: string): boolean {
  return SCREENING.has(key)
}

export interface Hidden {
  readonly key: string
  /** The tag that leaves it out of sight. */
  readonly by: string
}

/** The tags among `keys` (known keys) that cannot be seen if the others are right. */
export function findHidden(keys: readonly string[], knowledge: Knowledge): readonly Hidden[] {
  const present = new Set(keys)
  const screens = screensOver(present)
  const colourless = screenOfGreyscale(present, knowledge.exclusive)
  if ((screens.length === 0 && !colourless) || GUARDS.some((key) => present.has(key))) return []
  const hidden: Hidden[] = []
  for (const key of keys) {
    const covered = screens.length > 0 ? screensThatCover(key, knowledge) : []
    const by = (covered.length > 0 ? screens.find(({ screen }) => covered.includes(screen))?.by : undefined) ?? (colourless?.hides(key) ? colourless.by : undefined)
    if (by !== undefined) hidden.push({ key, by })
  }
  return hidden
}

/** Lists are replaced as a whole when they change. */
const coverings = new WeakMap<TagIndex, Map<string, readonly Screen[]>>()
const MOST_KEPT = 50_000

function screensThatCover(key: string, knowledge: Knowledge): readonly Screen[] {
  let known = coverings.get(knowledge.tags)
  if (!known) coverings.set(knowledge.tags, (known = new Map()))
  let screens = known.get(key)
  if (!screens) {
    screens = SCREENS.filter((screen) => covers(screen, key, knowledge))
    if (known.size >= MOST_KEPT) known.clear()
    known.set(key, screens)
  }
  return screens
}

/** Whether a tag that a caption lacks may be out of sight in its picture. */
export function mayBeHidden(key: string, keys: ReadonlySet<string>, knowledge: Knowledge): boolean {
  if (GUARDS.some((guard) => keys.has(guard)) || screenOfGreyscale(keys, knowledge.exclusive)) return true
  if (screensOver(keys).some(({ screen }) => covers(screen, key, knowledge))) return true
  const screens = LIKELY[findTag(knowledge.tags, key)?.group ?? ''] ?? []
  return screens.some((screen) => keys.has(screen))
}

const BACK = ['from behind', 'facing away', 'head out of frame', 'eyes out of frame', 'lower body', 'no humans', 'silhouette', 'faceless', 'faceless female', 'faceless male', 'hood up', 'helmet', 'wide shot', 'very wide shot', 'chibi']
const NEAR = ['portrait', 'close-up', 'upper body', 'head only', 'from front', 'profile']

/** Screens that hide for certain are in the table; these only may. */
const LIKELY: Readonly<Record<string, readonly string[]>> = {
  'eye-colour': [...BACK, 'from side', 'profile', 'eye mask', 'sunglasses', 'one eye closed', 'half-closed eyes', '^_^', '>_<', 'sleeping', 'hair over one eye'],
  'hair-colour': ['head out of frame', 'lower body', 'hood up', 'helmet', 'hat', 'silhouette'],
  'hair-length': ['head out of frame', 'lower body', 'hood up', 'helmet', 'hat', 'hair bun', 'double bun', 'hair up', 'silhouette', ...NEAR],
  'ear-animal': ['head out of frame', 'lower body', 'hood up', 'helmet', 'hat', 'silhouette', 'close-up'],
  tail: [...NEAR, 'sitting', 'lying', 'on back'],
  wing: [...NEAR, 'lying', 'on back'],
  horn: ['head out of frame', 'lower body', 'hood up', 'helmet', 'close-up'],
  halo: ['head out of frame', 'lower body', 'close-up', 'sleeping'],
}

function screensOver(present: ReadonlySet<string>): readonly { readonly screen: Screen; readonly by: string }[] {
  let onePerson: boolean | undefined
  const found: { readonly screen: Screen; readonly by: string }[] = []
  for (const screen of SCREENS) {
    const by = screen.tags.find((key) => present.has(key))
    if (by === undefined || (screen.needs !== undefined && !present.has(screen.needs)) || screen.unless?.some((key) => present.has(key))) continue
    if (!screen.onePerson || (onePerson ??= tellsOnePerson(present))) found.push({ screen, by })
  }
  return found
}

function covers(screen: Screen, key: string, { tags }: Knowledge): boolean {
  if (screen.keys?.includes(key)) return true
  const group = findTag(tags, key)?.group
  if (group === undefined || !screen.groups.includes(group) || key === 'closed mouth' || screen.tags.includes(key)) return false
  return group !== 'eye-colour' || key.endsWith(' eyes') || key === 'heterochromia'
}

/** The set of colours that no grey picture has; `exclusive.txt` keeps it off, for this is said here. */
function screenOfGreyscale(present: ReadonlySet<string>, sets: readonly ExclusiveSet[]): { readonly by: string; hides(key: string): boolean } | undefined {
  const by = present.has('greyscale') ? 'greyscale' : present.has('monochrome') ? 'monochrome' : undefined
  const set = by === undefined ? undefined : sets.find(({ id }) => id === GREYSCALE)
  if (by === undefined || !set || set.unless.some((key) => present.has(key))) return undefined
  return { by, hides: (key) => !set.alternatives.some((keys) => keys.includes(by) && keys.includes(key)) && set.alternatives.some((keys) => keys.includes(key)) }
}
