import { say } from '../../base/message'
import { readOne } from './json'
import type { CaptionSource } from './source'

/** One JSON object a line: `metadata.jsonl` (`file_name`, `text`) and what sd-scripts' tagger writes (`image_path`, `caption`). */
export const jsonLines: CaptionSource = {
  id: 'json-lines',
  recognise: (name) => name.endsWith('.jsonl') || name.endsWith('.ndjson'),
  read: (text) => {
    const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n/)
    const found: { image: string; scores: NonNullable<ReturnType<typeof readOne>>[number]['scores'] }[] = []
    for (const [at, line] of lines.entries()) {
      if (line.trim() === '') continue
      try {
        found.push(...(readOne(JSON.parse(line)) ?? []))
      } catch {
        return { fault: say`Line ${at + 1} is no valid JSON` }
      }
    }
    return found
  },
}
