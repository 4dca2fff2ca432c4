import type { ConceptPicture, ConceptThumbnail } from '../../server/src/protocol/concept'
import { h } from '../dom'
import { t } from '../page'

export interface Thumbnails {
  /** A small picture that opens its caption; it is filled once it is made. */
  /** `row` tells the same picture in another row from this one. */
  of(picture: ConceptPicture, index: number, row: string): HTMLElement
  made(thumbnail: ConceptThumbnail): void
}

/** Pictures are asked for when they are first shown, all that are shown at once in one message. */
export function createThumbnails({ ask, open }: { readonly ask: (images: readonly string[]) => void; readonly open: (picture: number) => void }): Thumbnails {
  const known = new Map<string, ConceptThumbnail | undefined>()
  let wanted: string[] = []

  function want(image: string): void {
    if (known.has(image)) return
    known.set(image, undefined)
    if (wanted.length === 0) {
      queueMicrotask(() => {
        ask(wanted)
        wanted = []
      })
    }
    wanted.push(image)
  }

  function fill(button: HTMLElement, { data, message }: ConceptThumbnail): void {
    if (data !== null) button.replaceChildren(h('img', { src: data, alt: '' }))
    else if (message !== null) {
      button.replaceChildren(h('span', { class: 'quiet', 'aria-hidden': 'true' }, '?'))
      button.title = message
    }
  }

  return {
    of({ name, image }, index, row) {
      const button = h('button', { class: 'thumbnail', type: 'button', title: name, 'aria-label': t('Open {0}', name), 'data-image': image ?? undefined, 'data-key': `picture ${index} ${row}`, onclick: () => open(index) })
      const ready = image === null ? undefined : known.get(image)
      if (ready) fill(button, ready)
      else if (image !== null) want(image)
      return button
    },
    made(thumbnail) {
      known.set(thumbnail.image, thumbnail)
      for (const button of document.querySelectorAll<HTMLElement>(`[data-image="${CSS.escape(thumbnail.image)}"]`)) fill(button, thumbnail)
    },
  }
}
