import type { GalleryCommand, GalleryList } from '../../server/src/protocol/gallery'
import { h, render } from '../dom'
import { shortcut, t } from '../page'

export interface FooterState {
  readonly list: GalleryList | undefined
  readonly selected: number
  /** What was done last, in words. */
  readonly done: string
}

export interface Footer {
  readonly element: HTMLElement
  show(state: FooterState): void
}

/** What is shown and selected, and what can be done with the selection. */
export function createFooter(run: (command: GalleryCommand) => void, undo: () => void): Footer {
  const counts = h('span', { class: 'counts', role: 'status' })
  const done = h('span', { class: 'done', role: 'status' })
  const actions = h('div', { class: 'actions', role: 'toolbar', 'aria-label': t('Change the selected images') })
  const button = (command: GalleryCommand, label: string, title = ''): HTMLElement => h('button', { type: 'button', class: 'text-button', 'data-key': command, title: title === '' ? undefined : title, onclick: () => run(command) }, label)

  return {
    element: h('footer', {}, h('div', { class: 'status' }, counts, done), actions),
    show({ list, selected, done: words }) {
      counts.textContent = list ? [shownText(list), ...(selected > 0 ? [t('{0} selected', selected.toLocaleString())] : []), ...(list.leftOut > 0 ? [t('{0} rarer groups are left out', list.leftOut.toLocaleString())] : [])].join(' · ') : ''
      render(done, ...(words === '' ? [] : [h('span', { class: 'words', title: words }, words), h('button', { type: 'button', class: 'text-button', 'data-key': 'undo', title: shortcut('Ctrl+Z', '⌘Z'), onclick: undo }, t('Undo'))]))
      render(
        actions,
        ...(selected === 0
          ? []
          : [
              button('addTags', t('Add Tags…')),
              button('removeTagEverywhere', t('Remove…'), t('Remove tags from the selected images')),
              button('renameTagEverywhere', t('Rename…'), t('Rename a tag in the selected images')),
              button('replaceInTags', t('Replace…'), t('Find and replace in the tags of the selected images')),
              button('mergeTags', t('Merge…'), t('Merge tags in the selected images')),
              button('moveToConcept', t('Move…'), t('Move the selected images to another concept')),
              button('setRepeats', t('Repeats…'), t('Set the repeats of their folders')),
              button('excludeImages', t('Exclude…'), t('Move the selected images out of the dataset')),
              button('deleteImages', t('Delete…'), t('Delete the selected images with their captions (Delete)')),
            ]),
      )
    },
  }
}

function shownText({ images, total }: GalleryList): string {
  if (images.length === total) return total === 1 ? t('1 image') : t('{0} images', total.toLocaleString())
  return t('Shown {0} of {1}', images.length.toLocaleString(), total.toLocaleString())
}
