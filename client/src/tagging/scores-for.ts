import type { ExtensionContext, Uri } from 'vscode'
import type { PreviewScore } from '../../../server/src/protocol/preview'
import type { LanguageServer } from '../language-server'
import { readSetup } from './review-setup'

/** What taggers have said of an image or of that of a caption, by the thresholds of the review; nothing where none has seen it. */
export async function scoresFor(context: ExtensionContext, server: LanguageServer, file: Uri): Promise<readonly PreviewScore[]> {
  const said = await server.ask('taglore/scores', { uri: file.toString() })
  if (!said?.taggers.some(({ tags }) => tags.length > 0)) return []
  const status = await server.ask('taglore/status', { uri: file.toString() })
  const { merge, sureFrom } = readSetup(context, status?.root ?? '')
  const best = new Map<string, PreviewScore>()
  for (const { name, category, score } of said.taggers.flatMap(({ tags }) => tags)) {
    const { categories } = merge.thresholds
    const threshold = categories[category] ?? categories.general ?? 0.35
    // what lies below the threshold is not seen
    if (score < threshold || score <= (best.get(name)?.score ?? 0)) continue
    best.set(name, { name, score, sure: score >= threshold + (1 - threshold) * sureFrom })
  }
  // a tagger that sees nothing has still looked
  return best.size > 0 ? [...best.values()] : [{ name: '', score: 0, sure: false }]
}
