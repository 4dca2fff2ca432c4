import type { TaggerSetting } from '../../../settings'
import type { ImageScores } from '../../../tagging/score'
import { isObject, scoresOfValue } from '../../../tagging/sources/json-values'

/** How a service is asked, and how its answer is read. */
export interface HttpApi {
  request(setting: TaggerSetting, image: string): { readonly path: string; readonly body: unknown }
  /** Undefined for an answer of another form. */
  read(text: string): ImageScores | undefined
}

/** Interrogators of the WebUI itself; any other name is one of its tagger extension. */
const OWN = new Set(['clip', 'deepdanbooru', 'deepbooru'])
const PROMPT = 'Describe this image in one paragraph for training an image model. Begin with the subject. No preamble.'
/** What the extension leaves out is gone: thresholds are chosen afterwards. */
const LOWEST = 0.05

export const APIS: Readonly<Record<'webui' | 'openai', HttpApi>> = {
  webui: {
    request: ({ model = 'clip' }, image) =>
      OWN.has(model)
        ? { path: '/sdapi/v1/interrogate', body: { image, model: model === 'clip' ? 'clip' : 'deepdanbooru' } }
        : { path: '/tagger/v1/interrogate', body: { image, model, threshold: LOWEST } },
    read: (text) => {
      const value = parse(text)
      const caption = isObject(value) ? value['caption'] : undefined
      if (typeof caption === 'string') return caption.trim() === '' ? { tags: [] } : scoresOfValue(caption)
      // later versions part ratings from tags
      return isObject(caption) ? (scoresOfValue(isObject(caption['tag']) ? { general: caption['tag'], rating: caption['rating'] } : withoutRatings(caption)) ?? undefined) : undefined
    },
  },
  openai: {
    request: ({ model = '', prompt = PROMPT }, image) => ({
      path: '/v1/chat/completions',
      body: { model, stream: false, messages: [{ role: 'user', content: [{ type: 'text', text: prompt }, { type: 'image_url', image_url: { url: image } }] }] },
    }),
    read: (text) => {
      const value = parse(text)
      const choices: unknown = isObject(value) ? value['choices'] : undefined
      const first: unknown = Array.isArray(choices) ? choices[0] : undefined
      const message = isObject(first) ? first['message'] : undefined
      const content = isObject(message) ? message['content'] : undefined
      return typeof content === 'string' && content.trim() !== '' ? scoresOfValue(content.trim()) : undefined
    },
  },
}

const RATINGS = ['general', 'sensitive', 'questionable', 'explicit']

/** Ratings stand among the tags, by their bare names. */
function withoutRatings(caption: Readonly<Record<string, unknown>>): unknown {
  const rows = Object.entries(caption)
  const rating = Object.fromEntries(rows.filter(([name]) => RATINGS.includes(name)))
  const general = Object.fromEntries(rows.filter(([name]) => !RATINGS.includes(name)))
  return Object.keys(rating).length === 0 ? { general } : { general, rating }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
