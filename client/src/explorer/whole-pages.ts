import { CancellationTokenSource } from 'vscode'
import type { ExplorerImagesParams, ExplorerImagesResult } from '../../../server/src/protocol/explorer'
import type { LanguageServer } from '../language-server'
import type { ConceptNode, PageNode, PlaceNode } from './nodes'

export interface WholePages {
  /** Asks for the images of a level once more, with all that is wrong with them; where that is other than what is shown, the level is shown anew. */
  fetch(node: ConceptNode | PageNode, params: ExplorerImagesParams, shown: ExplorerImagesResult): void
  /** What was asked for, once. */
  take(node: PlaceNode): ExplorerImagesResult | undefined
  /** All levels are asked for again: what is under way is not wanted any more. */
  forget(): void
}

/** Rows come with what is known of their images; what a look at each of them finds follows when it is there. */
export function createWholePages(server: LanguageServer, show: (node: PlaceNode) => void): WholePages {
  const found = new WeakMap<PlaceNode, ExplorerImagesResult>()
  let stop = new CancellationTokenSource()
  return {
    fetch(node, params, shown) {
      const { token } = stop
      void server.ask('taglore/explorerImages', { ...params, problems: 'all' }, token).then((answer) => {
        // rows that are drawn anew fall out of the hand that drags them
        if (!answer || token.isCancellationRequested || JSON.stringify(answer.images) === JSON.stringify(shown.images)) return
        found.set(node, answer)
        show(node)
      })
    },
    take(node) {
      const answer = found.get(node)
      found.delete(node)
      return answer
    },
    forget() {
      stop.cancel()
      stop.dispose()
      stop = new CancellationTokenSource()
    },
  }
}
