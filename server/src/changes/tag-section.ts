import { say, type Message } from '../base/message'
import type { TagRecord, TagUse } from '../tags/record'

/** Parts of a picture as people think of them; the order in which sorted captions tell them. */
export const TAG_SECTIONS = ['persons', 'names', 'hair', 'eyes', 'marks', 'clothes', 'accessories', 'pose', 'framing', 'background', 'style', 'other', 'meta'] as const
export type TagSection = (typeof TAG_SECTIONS)[number]

export function sectionTitle(section: TagSection): Message {
  return TITLES[section]
}

const TITLES: Readonly<Record<TagSection, Message>> = {
  persons: say`Persons`,
  names: say`Names`,
  hair: say`Hair`,
  eyes: say`Eyes`,
  marks: say`Face and body`,
  clothes: say`Clothes`,
  accessories: say`Accessories`,
  pose: say`Expression and pose`,
  framing: say`Framing`,
  background: say`Background`,
  style: say`Style`,
  other: say`Other tags`,
  meta: say`Quality and file`,
}

const BY_USE: Readonly<Record<TagUse, TagSection>> = {
  N: 'persons', I: 'marks', O: 'clothes', V: 'pose', C: 'framing', B: 'background', S: 'style', X: 'style', M: 'meta',
}

const ACCESSORIES: ReadonlySet<string> = new Set([
  'hair-accessory', 'hair-ornament-shape', 'hairband', 'hat', 'cap', 'headdress', 'crown', 'veil', 'headband', 'helmet', 'hat-decoration', 'headwear', 'eyewear',
  'eyewear-colour', 'eyepatch', 'mask', 'jewellery', 'earring', 'necklace', 'ring-bracelet', 'brooch', 'piercing', 'choker', 'scarf', 'necktie', 'bowtie',
  'neckerchief', 'belt', 'sash', 'bow', 'bow-place', 'ribbon', 'adornment', 'glove', 'gauntlet', 'arm-wear', 'leg-accessory', 'weapon', 'blade', 'knife', 'polearm',
  'blunt-weapon', 'firearm', 'gun-model', 'gun-part', 'projectile-weapon', 'explosive', 'shield', 'magic-tool',
])
const EYES: ReadonlySet<string> = new Set(['eye-colour', 'pupil-shape', 'eye-shape', 'eye-special', 'eyelash', 'eyebrow'])

/** The section of a tag; `undefined` for what no list knows. */
export function sectionOf(record: TagRecord | undefined): TagSection {
  if (!record) return 'other'
  if (record.category === 'character' || record.category === 'copyright' || record.category === 'artist') return 'names'
  if (record.category === 'meta') return 'meta'
  const { group = '', use } = record
  if (ACCESSORIES.has(group)) return 'accessories'
  if (EYES.has(group)) return 'eyes'
  if (use === 'I' && (group.startsWith('hair') || group === 'bangs')) return 'hair'
  return use ? BY_USE[use] : 'other'
}
