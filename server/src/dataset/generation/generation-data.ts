import { comfyPrompt } from './comfy-prompt'
import { readExifTexts } from './exif-texts'
import { isPng, readPngTexts } from './png-texts'

/** What an image generator wrote into its picture. */
export interface GenerationData {
  readonly by: 'webui' | 'comfyui' | 'novelai'
  /** As written: for a WebUI with negative prompt and parameters, else the positive prompt. */
  readonly text: string
}

/**
 * Reads the generation data of a PNG, JPEG or WebP; undefined where there is none. What is hidden in pixels (stealth pnginfo) is not read.
 * stable-diffusion-webui: images.read_info_from_image; ComfyUI: SaveImage; NovelAI: its PNG chunks
 */
export async function readGenerationData(bytes: Uint8Array): Promise<GenerationData | undefined> {
  return isPng(bytes) ? ofPng(await readPngTexts(bytes)) : ofExif(bytes)
}

function ofPng(texts: ReadonlyMap<string, string>): GenerationData | undefined {
  const parameters = texts.get('parameters')
  if (parameters !== undefined && parameters.trim() !== '') return { by: 'webui', text: parameters }
  const graph = texts.get('prompt')
  const comfy = graph === undefined ? undefined : comfyPrompt(graph)
  if (comfy !== undefined) return { by: 'comfyui', text: comfy }
  const novel = texts.get('Software') === 'NovelAI' ? (novelPrompt(texts.get('Comment')) ?? texts.get('Description')) : undefined
  return novel !== undefined && novel.trim() !== '' ? { by: 'novelai', text: novel } : undefined
}

function ofExif(bytes: Uint8Array): GenerationData | undefined {
  const texts = readExifTexts(bytes)
  if (!texts) return undefined
  for (const value of [texts.model, texts.make]) {
    const comfy = value?.startsWith('prompt:') ? comfyPrompt(value.slice('prompt:'.length)) : undefined
    if (comfy !== undefined) return { by: 'comfyui', text: comfy }
  }
  const comment = texts.userComment?.trim() ?? ''
  // cameras and editors write comments, too
  return /\bSteps: ?\d|Negative prompt:/.test(comment) ? { by: 'webui', text: comment } : undefined
}

/** The prompt with those of its characters (version 4). */
function novelPrompt(comment: string | undefined): string | undefined {
  try {
    const values: unknown = comment === undefined ? undefined : JSON.parse(comment)
    const caption = fieldOf(fieldOf(values, 'v4_prompt'), 'caption')
    const base = fieldOf(caption, 'base_caption')
    if (typeof base === 'string') {
      const characters: unknown = fieldOf(caption, 'char_captions')
      const more = Array.isArray(characters) ? characters.map((one: unknown) => fieldOf(one, 'char_caption')).filter((text) => typeof text === 'string') : []
      return [base, ...more].filter((text) => text.trim() !== '').join(', ')
    }
    const prompt = fieldOf(values, 'prompt')
    return typeof prompt === 'string' ? prompt : undefined
  } catch {
    return undefined
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined
}
