import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Frame } from 'playwright-core'

/** What is written the same in every language: models, programs, formats, keys, and names in training files. */
const NAMES = [
  'Taglore', 'Danbooru', 'LoRA', 'LoCon', 'LoHa', 'LoKr', 'LyCORIS', 'SDXL', 'SD', 'NAI', 'Illustrious', 'NoobAI', 'Pony', 'Flux', 'Lumina', 'Anima',
  'HTML', 'Markdown', 'JSON', 'SARIF', 'CSV', 'TOML', 'EXIF', 'JPEG', 'PNG', 'WebP', 'RGB', 'kohya', 'GUI', 'sd-scripts', 'lora-scripts', 'OneTrainer', 'ai-toolkit',
  'Ctrl', 'Shift', 'Alt', 'Enter', 'Delete', 'Insert', 'MB', 'GB', 'kB', 'px', 'goal', 'model', 'alpha', 'Alpha', 'factor', 'NOT', 'AND', 'tags', 'tag:smile',
  'constant', 'linear', 'cosine', 'polynomial', 'adafactor', 'dim',
]
/** `dataset.toml`, `lr_scheduler`, `taglore.baseModels`, `mergeable-tags`. */
const IDENTIFIER = /[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)+/g
const WORD = /[A-Za-z]{2,}/
const SENTENCE = /[A-Za-z]{2,}(?:[ ,:;]+[A-Za-z]{2,}){2,}/
const CHINESE = /\p{Script=Han}/u

/** Names, captions and tags of a dataset, the longest first: its texts are whatever its owner wrote. */
export function textsOf(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const captions = files.filter((file) => file.endsWith('.txt')).map((file) => readFileSync(join(folder, file), 'utf8').trim())
  const names = files.flatMap((file) => [basename(file), basename(file).replace(/\.\w+$|^\d+_/, '')])
  return [...new Set([...captions, ...captions.flatMap((caption) => caption.split(/[,，\n]/)), ...names])]
    .map((text) => text.trim())
    .filter((text) => WORD.test(text))
    .sort((a, b) => b.length - a.length)
}

/** The texts of a page, those that are only heard or hovered included, in which English is left. */
export async function englishLeft(frame: Frame, own: readonly string[]): Promise<string[]> {
  const texts = await frame.evaluate(readTexts)
  return texts.flatMap((text) => text.split('\n')).filter((line) => isEnglish(line, own))
}

/** Whether a line is in English: wholly, or with a sentence of it within Chinese. */
export function isEnglish(line: string, own: readonly string[]): boolean {
  let rest = line.replace(/“[^”]*”/g, ' 1 ')
  for (const text of [...own, ...NAMES]) rest = rest.replace(new RegExp(`(?<![A-Za-z_-])${text.replace(/[^\w\s]/g, '\\$&')}(?![A-Za-z_-]|\\.[a-z])`, 'g'), ' 1 ')
  rest = rest.replace(IDENTIFIER, ' 1 ')
  return (CHINESE.test(rest) ? SENTENCE : WORD).test(rest)
}

// Runs in the page.
function readTexts(): string[] {
  const found: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    // captions are cut to what is seen of them
    if (!node.parentElement?.closest('script, style, .caption')) found.push(node.textContent ?? '')
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description', 'aria-valuetext']) {
    for (const element of document.querySelectorAll(`[${name}]:not(.cell)`)) found.push(element.getAttribute(name) ?? '')
  }
  return found
}
