import { pinyin } from 'pinyin-pro'

/**
 * The texts by which a Chinese name is found when typed in Latin letters: all syllables and their initials
 * (`changfa` and `cf` for 长发), words apart where the name has blanks. None for names without Chinese characters, and for
 * Japanese ones, whose characters are read otherwise. Only the knowledge worker and the build bundle this: the dictionary
 * is 300 KB.
 */
export function toPinyin(name: string): readonly string[] {
  if (!/\p{Script=Han}/u.test(name) || /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(name)) return []
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '')
  const spelt = words.map(word => pinyin(word, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).map(syllable => syllable.toLowerCase()))
  const whole = spelt.map(syllables => syllables.join('')).join(' ')
  const initials = spelt.map((syllables, place) => syllables.map(syllable => initialOf(syllable, words[place] ?? '')).join('')).join(' ')
  return initials.length < 2 ? [whole] : [whole, initials]
}

/** The first letter of a syllable; all of a part that is Latin letters or digits already. */
function initialOf(syllable: string, word: string): string {
  return word.toLowerCase().includes(syllable) ? syllable : syllable.charAt(0)
}
