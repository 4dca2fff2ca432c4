import type { GalleryTag, GalleryTags } from '../../server/src/protocol/gallery'
import { tagKey } from '../../server/src/caption/tag-key'
import { kindName, kindOf, LETTERS } from '../categories'
import { h, render } from '../dom'
import { icon } from '../icons'
import { t } from '../page'
import { roving } from '../roving'

/** Rows of a part; what is further down is found by its name. */
const SHOWN = 100

export interface TagPanel {
  readonly element: HTMLElement
  show(tags: GalleryTags | undefined, images: number): void
  focus(): void
}

/** The tags that all, some and none of the selected images have; one press adds a tag to all of them or takes it away. */
export function createTagPanel(change: (tag: string, on: boolean) => void): TagPanel {
  const field = h('input', { type: 'text', class: 'field tag-field', placeholder: t('Add a tag, or find one'), 'aria-label': t('Add a tag to the selected images, or find one'), spellcheck: 'false', autocomplete: 'off' })
  const about = h('p', { class: 'quiet about' })
  const lists = h('div', { class: 'tag-lists' })
  const element = h('aside', { class: 'side', 'aria-label': t('Tags of the selected images'), hidden: true }, about, field, lists)
  const stops = roving(lists, '[data-stop]')
  let tags: GalleryTags | undefined
  let images = 0

  field.addEventListener('input', () => draw())
  field.addEventListener('keydown', (event) => {
    event.stopPropagation()
    const text = field.value.trim()
    if (event.key === 'Escape' && field.value !== '') field.value = ''
    else if (event.key === 'Enter' && text !== '' && images > 0) {
      field.value = ''
      change(text, true)
    } else return
    event.preventDefault()
    draw()
  })

  function draw(): void {
    about.textContent = images === 0 ? t('Select images to see and change their tags.') : images === 1 ? t('1 image selected') : t('{0} images selected', images.toLocaleString())
    field.hidden = images === 0
    const key = tagKey(field.value)
    const fits = (tag: GalleryTag): boolean => key === '' || tag.key.includes(key) || (tag.translation ?? '').includes(field.value.trim())
    const parts: readonly (readonly [string, string, readonly GalleryTag[]])[] =
      tags && images > 0
        ? [
            ['all', t('All have'), tags.all],
            ['some', t('Some have'), tags.some],
            ['none', t('None has, frequent here'), tags.none],
          ]
        : []
    render(lists, ...parts.flatMap(([id, title, rows]) => partOf(id, title, rows.filter(fits), tags?.captions ?? 0)))
    stops.refresh()
  }

  function partOf(id: string, title: string, rows: readonly GalleryTag[], captions: number): HTMLElement[] {
    if (rows.length === 0) return []
    return [
      h(
        'section',
        { 'aria-label': title },
        h('h2', {}, title, ' ', h('span', { class: 'quiet number' }, String(rows.length))),
        h('ul', {}, ...rows.slice(0, SHOWN).map((tag) => rowOf(id, tag, captions))),
        rows.length > SHOWN && h('p', { class: 'quiet' }, t('{0} more: find them by name', rows.length - SHOWN)),
      ),
    ]
  }

  function rowOf(id: string, tag: GalleryTag, captions: number): HTMLElement {
    const state = tag.captions === 0 ? 'false' : tag.captions === captions ? 'true' : 'mixed'
    const kind = kindOf(tag)
    const what = state === 'true' ? t('Remove {0} from all selected images', tag.text) : t('Add {0} to all selected images', tag.text)
    return h(
      'li',
      { class: `tag-row kind-${kind}`, 'data-vscode-context': JSON.stringify({ webviewSection: 'tag', tag: tag.text, preventDefaultContextMenuItems: true }) },
      h(
        'button',
        { type: 'button', class: 'tag-button', role: 'checkbox', 'data-stop': true, 'data-key': `tag ${tag.key}`, 'data-tag': tag.key, 'aria-checked': state, title: `${what}\n${kindName(kind)}`, onclick: () => change(tag.text, state !== 'true') },
        h('span', { class: 'box', 'aria-hidden': 'true' }, state === 'true' ? icon('check') : state === 'mixed' ? icon('remove') : null),
        h('span', { class: 'tag-name' }, tag.text, LETTERS[kind] !== '' && h('sup', { class: 'quiet' }, LETTERS[kind]), tag.translation !== null && h('span', { class: 'quiet' }, ` ${tag.translation}`)),
        h('span', { class: 'quiet number' }, id === 'some' ? `${tag.captions}/${captions}` : String(id === 'all' ? tag.captions : tag.total)),
      ),
      state === 'mixed' &&
        h('button', { type: 'button', class: 'icon-button', 'data-stop': true, 'data-key': `remove ${tag.key}`, title: t('Remove {0} from all selected images', tag.text), 'aria-label': t('Remove {0} from all selected images', tag.text), onclick: () => change(tag.text, false) }, icon('close')),
    )
  }

  return {
    element,
    show(next, selected) {
      tags = next
      images = selected
      draw()
    },
    focus: () => field.focus(),
  }
}
