import { parseCaption } from '../../caption/parse'
import type { ImageScores } from '../score'
import type { CaptionSource } from './source'

/** A caption as trainers read it: tags between commas, or sentences. The last source to be asked. */
export const captionText: CaptionSource = {
  id: 'caption-text',
  recognise: () => true,
  read: (text) => [{ image: '', scores: scoresOfText(text.replace(/^\uFEFF/, '')) }],
}

/** Tags with the weights that interrogators put on them; a text of sentences is kept whole. */
export function scoresOfText(text: string): ImageScores {
  const { tags } = parseCaption(text)
  const sentences = tags.filter((tag) => tag.prose).length
  if (sentences > 0 && sentences * 2 >= tags.length) return { tags: [], text: text.trim() }
  return { tags: tags.map(({ name, weight }) => ({ name, category: 'general', score: weight > 0 && weight < 1 ? weight : 1 })) }
}
